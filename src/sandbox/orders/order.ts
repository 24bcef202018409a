/** One order as query-order-list shows it. Amounts are cents; a time is epoch milliseconds in whole seconds. */
export interface Order {
  readonly id: number;
  readonly procId: number;
  readonly createdAt: number;
  readonly status: string;
  readonly type: string;
  readonly brutto: number;
  readonly netto: number;
  /** Empty if the amount is zero. */
  readonly currency: string;
  readonly identifier: string;
}

export const orderStatuses = ["ok", "error", "pending"] as const;

/** The order types of DMAPI's docs, and `service_request`, which is in their example. */
export const orderTypes = [
  "create",
  "renew",
  "transfer",
  "restore",
  "delete_domain",
  "cor",
  "create-contact",
  "autons",
  "lock",
  "unlock",
  "privacy_pp1",
  "privacy_pp2",
  "credit-increase",
  "payment_fee",
  "service_request",
] as const;

export type OrderType = (typeof orderTypes)[number];

export const orderColumns = [
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
