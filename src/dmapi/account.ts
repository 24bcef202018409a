import { DmapiError } from "./errors";
import { column, readFields, readList, type ListShape } from "./list";
import type { Balance, Fields } from "./model";
import { bodyText } from "./reply";
import type { Call } from "./session";

const shape: ListShape = { columns: ["available", "pending", "total", "currency"], separator: "\t" };
const decimal = /^-?\d+(\.\d+)?$/;

/**
 * The account's balance (seed "Account and Handling", query-account-balance).
 * @throws DmapiError `malformed` when an amount is not a decimal
 */
export async function queryBalance(call: Call, signal?: AbortSignal): Promise<Balance> {
  const reply = await call("query-account-balance", {}, { signal });
  const { columns, rows } = readList(reply, shape);
  const field = (name: string) => column(columns, name)(rows[0] ?? []);
  const balance = {
    available: field("available"),
    pending: field("pending"),
    total: field("total"),
    currency: field("currency"),
  };
  if ([balance.available, balance.pending, balance.total].every((amount) => decimal.test(amount))) return balance;
  throw new DmapiError("malformed", "the reply has no balance", { request: "query-account-balance" });
}

/** The reseller's profile as sent; keys may repeat (query-profile). */
export async function queryProfile(call: Call, signal?: AbortSignal): Promise<Fields> {
  return readFields(bodyText(await call("query-profile", {}, { signal })));
}
