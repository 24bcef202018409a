import { DmapiError } from "./errors";
import { createColumnReader, parseFields, parseList, type ListFormat } from "./parse-list";
import type { Balance, FieldList } from "./model";
import { decodeBody } from "./reply";
import type { Call } from "./session";

const balanceListFormat: ListFormat = { columns: ["available", "pending", "total", "currency"], separator: "\t" };
const decimalPattern = /^-?\d+(\.\d+)?$/;

/**
 * The account's balance (DMAPI docs, query-account-balance).
 * @throws DmapiError `malformed` when an amount is not a decimal
 */
export async function queryBalance(call: Call, signal?: AbortSignal): Promise<Balance> {
  const reply = await call("query-account-balance", {}, { signal });
  const { columns, rows } = await parseList(reply, balanceListFormat);
  const readField = (name: string) => createColumnReader(columns, name)(rows[0] ?? []);
  const balance = {
    available: readField("available"),
    pending: readField("pending"),
    total: readField("total"),
    currency: readField("currency"),
  };
  if ([balance.available, balance.pending, balance.total].every((amount) => decimalPattern.test(amount)))
    return balance;
  throw new DmapiError("malformed", "the reply has no balance", { request: "query-account-balance" });
}

/** The reseller's profile as DMAPI sent it; keys may repeat (query-profile). */
export async function queryProfile(call: Call, signal?: AbortSignal): Promise<FieldList> {
  return parseFields("query-profile", decodeBody(await call("query-profile", {}, { signal })));
}
