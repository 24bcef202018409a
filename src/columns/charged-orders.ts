import { normalizeWord } from "../dmapi/model";

/** Whether orders of this type, as sent, are account top-ups, which are neither charges nor refunds. */
export function isTopUpType(type: string): boolean {
  return normalizeWord(type) === "credit-increase";
}

/** Whether an order is a refund: its amount, with VAT as sent, is negative, and it is no top-up. */
export function isRefund(type: string, amount: string): boolean {
  return !isTopUpType(type) && /^\s*-.*[1-9]/.test(amount);
}

/** Whether orders with this status are charged. */
export function isOkStatus(status: string): boolean {
  return classifyStatus(status) === "ok";
}

/** Whether a column has amounts, by its name as sent. */
export function isAmountColumn(name: string): boolean {
  return name.startsWith("amount");
}

/** How an order's amount counts: only `ok` is part of totals. */
export type StatusClass = "ok" | "pending" | "failed" | "other";

/** The class of a status as sent. */
export function classifyStatus(status: string): StatusClass {
  switch (normalizeWord(status)) {
    case "ok":
      return "ok";
    case "pending":
      return "pending";
    case "error":
      return "failed";
    default:
      return "other";
  }
}
