import { findColumnRoles, type ColumnRole } from "./column-roles";
import { DmapiError } from "./errors";
import { parseFields, parseList, type ListFormat } from "./parse-list";
import type { Balance, FieldList } from "./model";
import { decodeBody } from "./reply";
import type { Call } from "./session";

/** The columns of query-account-balance (DMAPI docs). */
const balanceColumns = {
  available: { name: "available", otherNames: ["available-amount", "available-balance"], accepts: isDecimal },
  pending: { name: "pending", otherNames: ["pending-amount", "reserved"], accepts: isDecimal },
  total: { name: "total", otherNames: ["total-balance", "balance"], accepts: isDecimal },
  currency: { name: "currency", accepts: (value) => /^[a-z]+$/i.test(value) },
} as const satisfies Record<string, ColumnRole>;

const balanceListFormat: ListFormat = {
  columns: Object.values(balanceColumns).map(({ name }) => name),
  separator: "\t",
};

function isDecimal(value: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(value);
}

/**
 * The account's balance (DMAPI docs, query-account-balance).
 * @throws DmapiError `malformed` when an amount is not a decimal
 */
export async function queryBalance(call: Call, signal?: AbortSignal): Promise<Balance> {
  const reply = await call("query-account-balance", {}, { signal });
  const { columns, rows } = await parseList(reply, balanceListFormat);
  const positions = findColumnRoles<keyof Balance>(balanceColumns, columns, rows.slice(0, 1));
  const readField = (name: keyof Balance) => rows[0]?.[positions[name]] ?? "";
  const balance = {
    available: readField("available"),
    pending: readField("pending"),
    total: readField("total"),
    currency: readField("currency"),
  };
  if ([balance.available, balance.pending, balance.total].every(isDecimal)) return balance;
  throw new DmapiError("malformed", "the reply has no balance", { request: "query-account-balance" });
}

/** The reseller's profile as DMAPI sent it; keys may repeat (query-profile). */
export async function queryProfile(call: Call, signal?: AbortSignal): Promise<FieldList> {
  return parseFields("query-profile", decodeBody(await call("query-profile", {}, { signal })));
}
