import { DmapiError } from "./errors";
import { column, fieldsOf, readFields, readList, type ListShape } from "./list";
import type { Fields, Transfer } from "./model";
import { checksFor } from "./parameters";
import { bodyText } from "./reply";
import type { Call } from "./session";

const request = "domain-transfer-control";
const shape: ListShape = { columns: ["domain", "state", "owner-email", "admin-email"], separator: "\t" };

/** All pending transfers, in DMAPI's order (seed "Domain transfer control", action=list). */
export async function listTransfers(call: Call, signal?: AbortSignal): Promise<Transfer[]> {
  const { columns, rows } = readList(await call(request, { action: "list" }, { signal }), shape);
  const [domainOf, stateOf] = [column(columns, "domain"), column(columns, "state", "status")];
  const [ownerOf, adminOf] = [column(columns, "owner-email"), column(columns, "admin-email")];
  return rows.map((row) => {
    const state = stateOf(row);
    if (state === "") throw new DmapiError("malformed", "a transfer has no state", { request });
    const fields = fieldsOf(columns, row);
    return { domain: domainOf(row), state, ownerEmail: ownerOf(row), adminEmail: adminOf(row), fields };
  });
}

/** One transfer's fields as sent: domain, status, owner_email, admin_email, transfer-id (action=show). */
export async function showTransfer(call: Call, domain: string, signal?: AbortSignal): Promise<Fields> {
  return readFields(bodyText(await call(request, { action: "show", domain: named(domain) }, { signal })));
}

/** Sends the FOA again; DMAPI refuses in every state but FOA_BEEN_SENT (action=resend-foa). Sent once. */
export async function resendFoa(call: Call, domain: string): Promise<void> {
  await call(request, { action: "resend-foa", domain: named(domain) }, { modifies: true });
}

/** Cancels a pending transfer; documented for REGISTRY_REQUEST_RECEIVED_NOW_WAITING (action=cancel). Sent once. */
export async function cancelTransfer(call: Call, domain: string): Promise<void> {
  await call(request, { action: "cancel", domain: named(domain) }, { modifies: true });
}

/** @throws DmapiError `invalid` */
function named(domain: string): string | undefined {
  return checksFor(request).name("domain", domain);
}
