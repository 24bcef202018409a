import { inferSchema, initParser } from "udsv";

export const columns = [
  "order_id",
  "proc_id",
  "created_at",
  "status",
  "type",
  "amount_brutto",
  "amount_netto",
  "currency",
  "identifier",
] as const;

export type Order = Record<(typeof columns)[number], string | number | Date | null>;

/** The orders as typed objects, by the fastest parser we know (see the bench `protocol`). */
export function parseOrders(bytes: Uint8Array): Order[] {
  const text = new TextDecoder().decode(bytes);
  const schema = inferSchema(text, { header: () => [], col: "\t", row: "\n", encl: "" });
  schema.cols.forEach((column, at) => (column.name = columns[at] ?? ""));
  return initParser(schema).typedObjs(text) as unknown as Order[];
}
