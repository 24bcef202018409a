import { findColumnRoles, type ColumnRole } from "./column-roles";
import { DmapiError } from "./errors";
import {
  createFieldMapper,
  parseFields,
  parseList,
  sampleRowCount,
  type ListFormat,
  type ParsedList,
} from "./parse-list";
import type { FieldList, Transfer } from "./model";
import { createParameterChecks } from "./parameters";
import { decodeBody } from "./reply";
import type { Call } from "./session";
import { mapInTimeSlices } from "./time-slicing";

const requestName = "domain-transfer-control";
/** The columns of the list of transfers (DMAPI docs, domain-transfer-control). */
const transferColumns = {
  domain: {
    name: "domain",
    otherNames: ["domain-name", "fqdn", "object", "name"],
    accepts: isDomainName,
    isTypical: isDomainName,
  },
  state: { name: "state", otherNames: ["status", "transfer-state"], isTypical: isUpperCaseWord },
  ownerEmail: { name: "owner-email", otherNames: ["owner", "registrant-email", "registrant"] },
  adminEmail: { name: "admin-email", otherNames: ["admin", "administrative-email"] },
} as const satisfies Record<string, ColumnRole>;

type TransferColumn = keyof typeof transferColumns;

function isDomainName(value: string): boolean {
  return /^[^\s@.]+(?:\.[^\s@.]+)+\.?$/.test(value);
}

function isUpperCaseWord(value: string): boolean {
  return /^[A-Z]+(?:_[A-Z\d]+)+$/.test(value);
}

const transferListFormat: ListFormat = {
  columns: Object.values(transferColumns).map(({ name }) => name),
  separator: "\t",
};

/** All pending transfers, in DMAPI's order (DMAPI docs, domain-transfer-control: action=list). */
export async function listTransfers(call: Call, signal?: AbortSignal): Promise<Transfer[]> {
  const list = await parseList(await call(requestName, { action: "list" }, { signal }), transferListFormat);
  const { columns, rows } = list;
  const positions = findColumnRoles<TransferColumn>(transferColumns, columns, rows.slice(0, sampleRowCount));
  const mapFields = createFieldMapper(columns);
  return mapInTimeSlices(rows, (row) => {
    const read = (column: TransferColumn) => row[positions[column]] ?? "";
    const fields = mapFields(row);
    const [domain, state] = [read("domain"), read("state")];
    if (state === "" && row.length < columns.length)
      throw new DmapiError("malformed", "a transfer has no state", { request: requestName });
    // An action on a shifted row would be one on another domain.
    if (!isDomainName(domain) || state === "") return toUnreadable(row, list);
    return { domain, state, ownerEmail: read("ownerEmail"), adminEmail: read("adminEmail"), fields };
  });
}

function toUnreadable(row: readonly string[], { columns, separator }: ParsedList): Transfer {
  const fields = createFieldMapper(columns)(row);
  return { domain: row.join(separator), state: "", ownerEmail: "", adminEmail: "", fields, isUnreadable: true };
}

/** One transfer's fields as sent: domain, status, owner_email, admin_email, transfer-id (action=show). */
export async function showTransfer(call: Call, domain: string, signal?: AbortSignal): Promise<FieldList> {
  return parseFields(
    requestName,
    decodeBody(await call(requestName, { action: "show", domain: requireDomainName(domain) }, { signal })),
  );
}

/** Resends the FOA; DMAPI refuses in every state but FOA_BEEN_SENT (action=resend-foa). Never retried. */
export async function resendFoa(call: Call, domain: string): Promise<void> {
  await call(requestName, { action: "resend-foa", domain: requireDomainName(domain) }, { isModifying: true });
}

/** Cancels a pending transfer; documented for REGISTRY_REQUEST_RECEIVED_NOW_WAITING (action=cancel). Never retried. */
export async function cancelTransfer(call: Call, domain: string): Promise<void> {
  await call(requestName, { action: "cancel", domain: requireDomainName(domain) }, { isModifying: true });
}

/** @throws DmapiError `invalid` */
function requireDomainName(domain: string): string | undefined {
  return createParameterChecks(requestName).name("domain", domain);
}
