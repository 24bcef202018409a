import { l10n } from "vscode";
import { normalizeWord, type Result } from "../dmapi/model";
import { toDisplayDomain } from "../idn/display-domain";
import { displayLocale } from "../workbench/locale";
import { getOwn } from "../workbench/sanitize";

/**
 * The one name of every order type, order status, request type and result status, as it stands within a sentence. Views,
 * notifications, documents and the order table's page all take their names from here.
 */

/** The name of an order type, such as `renewal`; an undocumented one as sent. */
export function orderTypeName(type: string): string {
  return getOwn(orderTypeNames(), normalizeWord(type)) ?? type;
}

/** The name of a refund of an order, by the name of its type: `renewal (refund)`. */
export function refundName(typeName: string): string {
  return l10n.t("{0} (refund)", typeName);
}

/** The name of an order status, such as `completed`; an undocumented one as sent. */
export function orderStatusName(status: string): string {
  return getOwn(orderStatusNames(), normalizeWord(status)) ?? status;
}

/** The name of a request type, such as `registration` for `domain-register`; another one as sent. */
export function requestTypeName(requestType: string): string {
  return getOwn(requestTypeNames(), normalizeWord(requestType)) ?? requestType;
}

/** The name of a result's status; an unknown one as sent. */
export function resultStatusName(status: string): string {
  const names: Readonly<Record<string, string>> = {
    ack: l10n.t("succeeded"),
    nack: l10n.t("failed"),
    pending: l10n.t("in progress"),
  };
  return getOwn(names, status) ?? status;
}

/** The name of a result, such as `example.com – registration`. */
export function resultName({ requestType, object }: Pick<Result, "requestType" | "object">): string {
  return [toDisplayDomain(object), requestTypeName(requestType)].filter((part) => part !== "").join(" – ");
}

/** A name as it begins a line or stands alone: `Renewal`. Text as sent by the server is not a name: see the functions above. */
export function capitalize(name: string): string {
  const [first = "", ...rest] = name;
  return first.toLocaleUpperCase(displayLocale()) + rest.join("");
}

/** The names of order types and statuses, as they stand alone, by column and by word as `normalizeWord` writes it. */
export function orderDisplayNames(): Record<"type" | "status", Record<string, string>> {
  return { type: capitalizeAll(orderTypeNames()), status: capitalizeAll(orderStatusNames()) };
}

function capitalizeAll(names: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(names).map(([word, name]) => [word, capitalize(name)]));
}

/** By word as `normalizeWord` writes it (DMAPI docs, query-order-list). */
function orderTypeNames(): Readonly<Record<string, string>> {
  return {
    create: l10n.t("registration"),
    renew: l10n.t("renewal"),
    transfer: l10n.t("transfer"),
    restore: l10n.t("restore (RGP)"),
    "delete-domain": l10n.t("deletion"),
    cor: l10n.t("change of owner"),
    "create-contact": l10n.t("contact creation"),
    autons: l10n.t("DNS zone change"),
    lock: l10n.t("lock"),
    unlock: l10n.t("unlock"),
    "privacy-pp1": l10n.t("Privacy Basic"),
    "privacy-pp2": l10n.t("Privacy Pro"),
    "credit-increase": l10n.t("account top-up"),
    "payment-fee": l10n.t("payment fee"),
    "service-request": l10n.t("service request"), // in the example of the DMAPI docs alone
  };
}

function orderStatusNames(): Readonly<Record<string, string>> {
  return { ok: l10n.t("completed"), pending: l10n.t("pending"), error: l10n.t("failed") };
}

function requestTypeNames(): Readonly<Record<string, string>> {
  return {
    "domain-register": l10n.t("registration"),
    "domain-renew": l10n.t("renewal"),
    "domain-transfer-in": l10n.t("transfer"),
    "domain-transfer-in-reseller": l10n.t("transfer"),
    "domain-transfer-control": l10n.t("transfer control"),
    "domain-transfer-get-auth-id": l10n.t("Auth-ID request"),
    "domain-redeem": l10n.t("restore (RGP)"),
    "domain-delete": l10n.t("deletion"),
    "domain-modify": l10n.t("domain update"),
    "domain-owner-change": l10n.t("change of owner"),
    "domain-lock": l10n.t("lock"),
    "domain-unlock": l10n.t("unlock"),
    "domain-set-property": l10n.t("domain update"),
    "contact-create": l10n.t("contact creation"),
    "contact-modify": l10n.t("contact update"),
    "contact-delete": l10n.t("contact deletion"),
    "ns-create": l10n.t("name server creation"),
    "ns-modify": l10n.t("name server update"),
    "ns-delete": l10n.t("name server deletion"),
    "host-create": l10n.t("name server creation"),
    "host-modify": l10n.t("name server update"),
    "host-delete": l10n.t("name server deletion"),
    "dns-zone-put": l10n.t("DNS zone change"),
  };
}

/** A domain name as the user reads it: in Unicode, where that is safe. */
export function domainName(domain: string): string {
  return toDisplayDomain(domain);
}
