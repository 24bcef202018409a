import { isTime } from "./parse-time";

interface OrderColumnInfo {
  /** DMAPI's name. */
  readonly name: string;
  /** Other names a server may give it. */
  readonly otherNames?: readonly string[];
  /** False for a value that certainly is not one of this column. */
  readonly accepts: (value: string) => boolean;
  /** The place in the grid, until the user moves it. The most important columns come first, for narrow windows. */
  readonly gridPosition: number;
}

/**
 * The columns of query-order-list that DMAPI documents, by field of an `Order`, in the order of a reply that does not name
 * them. Amounts are decimals; the currency is empty when the amount is zero; `created_at` is ISO 8601, UTC.
 */
export const orderColumns = {
  orderId: { name: "order_id", accepts: isNumber, gridPosition: 8 },
  procId: { name: "proc_id", otherNames: ["process_id", "processing_id"], accepts: isNumber, gridPosition: 9 },
  createdAt: { name: "created_at", otherNames: ["created", "timestamp", "date"], accepts: isTime, gridPosition: 6 },
  status: { name: "status", otherNames: ["state"], accepts: isWord, gridPosition: 1 },
  type: { name: "type", accepts: isWord, gridPosition: 2 },
  amountBrutto: { name: "amount_brutto", otherNames: ["amount_gross", "gross"], accepts: isAmount, gridPosition: 4 },
  amountNetto: { name: "amount_netto", otherNames: ["amount_net", "net"], accepts: isAmount, gridPosition: 7 },
  currency: { name: "currency", accepts: isWord, gridPosition: 5 },
  identifier: {
    name: "identifier",
    otherNames: ["object", "object_name", "fqdn", "domain"],
    accepts: () => true,
    gridPosition: 3,
  },
} as const satisfies Record<string, OrderColumnInfo>;

function isNumber(value: string): boolean {
  return /^\d{1,20}$/.test(value);
}

function isWord(value: string): boolean {
  return /^[a-z][\w -]*$/i.test(value);
}

function isAmount(value: string): boolean {
  return /^[+-]?\d+(?:[.,]\d+)?$/.test(value);
}

/** A field of an `Order` that is a documented column. */
export type OrderColumnField = keyof typeof orderColumns;

/** DMAPI's name of a documented column. */
export type OrderColumnName = (typeof orderColumns)[OrderColumnField]["name"];

/** DMAPI's names of the documented columns. */
export const orderColumnNames: readonly OrderColumnName[] = Object.values(orderColumns).map(({ name }) => name);
