import { DmapiError } from "./errors";
import { createColumnReader, createFieldMapper, parseFields, parseList, type ListFormat } from "./parse-list";
import type { FieldList, Transfer } from "./model";
import { createParameterChecks } from "./parameters";
import { decodeBody } from "./reply";
import type { Call } from "./session";
import { mapInTimeSlices } from "./time-slicing";

const requestName = "domain-transfer-control";
const transferListFormat: ListFormat = { columns: ["domain", "state", "owner-email", "admin-email"], separator: "\t" };

/** All pending transfers, in DMAPI's order (DMAPI docs, domain-transfer-control: action=list). */
export async function listTransfers(call: Call, signal?: AbortSignal): Promise<Transfer[]> {
  const { columns, rows } = await parseList(
    await call(requestName, { action: "list" }, { signal }),
    transferListFormat,
  );
  const [readDomain, readState] = [
    createColumnReader(columns, "domain"),
    createColumnReader(columns, "state", "status"),
  ];
  const [readOwner, readAdmin] = [
    createColumnReader(columns, "owner-email"),
    createColumnReader(columns, "admin-email"),
  ];
  const mapFields = createFieldMapper(columns);
  return mapInTimeSlices(rows, (row) => {
    const state = readState(row);
    if (state === "") throw new DmapiError("malformed", "a transfer has no state", { request: requestName });
    return {
      domain: readDomain(row),
      state,
      ownerEmail: readOwner(row),
      adminEmail: readAdmin(row),
      fields: mapFields(row),
    };
  });
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
