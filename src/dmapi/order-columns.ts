interface OrderColumnInfo {
  /** DMAPI's name. */
  readonly name: string;
  /** The place in the grid, until the user moves it. The most important columns come first, for narrow windows. */
  readonly gridPosition: number;
}

/**
 * The columns of query-order-list that DMAPI documents, by field of an `Order`, in the order of a reply that does not name
 * them. Amounts are decimals; the currency is empty when the amount is zero; `created_at` is ISO 8601, UTC.
 */
export const orderColumns = {
  orderId: { name: "order_id", gridPosition: 8 },
  procId: { name: "proc_id", gridPosition: 9 },
  createdAt: { name: "created_at", gridPosition: 1 },
  status: { name: "status", gridPosition: 6 },
  type: { name: "type", gridPosition: 2 },
  amountBrutto: { name: "amount_brutto", gridPosition: 4 },
  amountNetto: { name: "amount_netto", gridPosition: 7 },
  currency: { name: "currency", gridPosition: 5 },
  identifier: { name: "identifier", gridPosition: 3 },
} as const satisfies Record<string, OrderColumnInfo>;

/** A field of an `Order` that is a documented column. */
export type OrderColumnField = keyof typeof orderColumns;

/** DMAPI's name of a documented column. */
export type OrderColumnName = (typeof orderColumns)[OrderColumnField]["name"];

/** DMAPI's names of the documented columns. */
export const orderColumnNames: readonly OrderColumnName[] = Object.values(orderColumns).map(({ name }) => name);
