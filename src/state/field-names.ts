import { l10n } from "vscode";
import { getOwn } from "../workbench/sanitize";
import { capitalize } from "./display-names";

/** A readable name for a field of a profile or a result: that of a documented one, others made readable. */
export function fieldName(key: string): string {
  const readableKey = key.replace(/[-_\s]+/g, " ").trim();
  return getOwn(fieldNames(), key.toLowerCase()) ?? (readableKey === "" ? key : capitalize(readableKey));
}

/** By key in lower case (DMAPI docs, query-profile and result-retrieve). */
function fieldNames(): Readonly<Record<string, string>> {
  return {
    "customer-id": l10n.t("Customer ID"),
    fname: l10n.t("First name"),
    lname: l10n.t("Last name"),
    "address-1": l10n.t("Address"),
    "address-2": l10n.t("Address, line 2"),
    "vat-id": l10n.t("VAT ID"),
    admin_email: l10n.t("Admin email"),
    robot_email: l10n.t("Robot email"),
    checkd_ip: l10n.t("Allowed IP address"),
    "object-name": l10n.t("Object"),
    request_object: l10n.t("Object"),
    "request-type": l10n.t("Request type"),
    request_type: l10n.t("Request type"),
    "completion-status": l10n.t("Status"),
    request_state: l10n.t("Status"),
    result_msg: l10n.t("Message"),
    error_text: l10n.t("Error"),
    "proc-id": "Proc ID",
    svtrid: "Tracking ID",
    "tracking-id": "Tracking ID",
    cltrid: l10n.t("Client transaction ID"),
    "auth-id": "Auth-ID",
    auth_id: "Auth-ID",
    authid: "Auth-ID",
  };
}
