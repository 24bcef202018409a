import fc from "fast-check";
import { runToEnd } from "../../../../src/columns/cooperative-task";
import { RowIndex } from "../../../../src/columns/row-index";
import { createTotalsSheet, type TotalsTexts } from "../../../../src/export/workbook/totals-sheet";
import type { RowSheet, Workbook } from "../../../../src/export/workbook/workbook";

const names = ["created_at", "status", "type", "amount_brutto", "currency", "identifier"];
/** The column of each value that totals need. */
export const totalsColumns = {
  amount: "amount_brutto",
  currency: "currency",
  status: "status",
  type: "type",
  created: "created_at",
  identifier: "identifier",
};
const titles: TotalsTexts = {
  ...{ type: "Type", month: "Month", tld: "TLD", allOrders: "All", currency: "Currency", orderCount: "Orders" },
  ...{ charged: "Charged", refunded: "Refunded", total: "Total", topUps: "Top-ups", pending: "Pending" },
  ...{ failed: "Failed", other: "Other", noCurrency: "no currency", noGroup: "none" },
  exact: (title) => `${title} (exact)`,
};

export type Order = readonly string[];

/** A workbook of orders: their sheet and that of their totals. */
export function createWorkbook(orders: readonly Order[], hasFormulas = true): Workbook {
  const index = new RowIndex();
  const body = new TextEncoder().encode(orders.map((order) => `${order.join("\t")}\n`).join(""));
  index.add({ columns: names, separator: "\t", body });
  const rows = Uint32Array.from(orders, (_, row) => row);
  const exported = names.map((name) => ({
    name,
    title: name,
    isAmount: name === totalsColumns.amount,
    isTime: name === totalsColumns.created,
  }));
  const rowSheet: RowSheet = { kind: "rows", name: "Orders", source: index, selection: { columns: exported, rows } };
  const sheet = hasFormulas ? { name: "Orders", columns: names, rowCount: orders.length } : undefined;
  const heading = { name: "Totals", title: "Totals", lines: ["shop: October"] };
  const totals = runToEnd(createTotalsSheet({ index, rows, columns: totalsColumns, sheet }, heading, titles));
  return { sheets: [rowSheet, totals], createdAt: 0 };
}

export const someOrders: Order[] = [
  ["2026-09-30T23:59:59Z", "ok", "domain-register", "8.90", "USD", "a.com"],
  ["2026-10-01T00:00:00Z", "ok", "domain-register", "10.10", "EUR", "b.co.uk"],
  ["2026-10-02T00:00:00Z", "OK", "domain_register", "1.005", "USD", "xn--mnchen-3ya.de"],
  ["2026-10-03T00:00:00Z", "ok", "domain-renew", "-5.00", "USD", "c.COM"],
  ["2026-10-04T00:00:00Z", "ok", "credit-increase", "-1000.00", "USD", ""],
  ["2026-10-05T00:00:00Z", "pending", "domain-renew", "7.00", "USD", "d.com"],
  ["2026-10-06T00:00:00Z", "error", "domain-renew", "6.00", "USD", "e.com"],
  ["2026-10-07T00:00:00Z", "lost?", "domain-renew*", "3.00", "USD", "f.com"],
  ["2026-10-08T00:00:00Z", "ok", "domain-renew", "0.00", "", "free.com"],
  ["", "ok", "", "2.00", "USD", "no-dot"],
];

const order = fc.tuple(
  fc.constantFrom("2026-09-30T23:59:59Z", "2026-10-01T00:00:00Z", "2027-02-28T12:00:00Z"),
  fc.constantFrom("ok", "Ok", "pending", "error", "lost?"),
  fc.constantFrom("domain-renew", "domain_renew", "DOMAIN-renew", "credit-increase", "credit_increase", "a*b", 'q"~'),
  fc.integer({ min: -99_999, max: 99_999 }).map((cents) => (cents / 100).toFixed(2)),
  fc.constantFrom("USD", "EUR", "eur"),
  fc.constantFrom("a.com", "b.COM", "c.co.uk", "x.de", "a.b*", "none"),
);

export const randomOrders: fc.Arbitrary<Order[]> = fc.array(order, { minLength: 1, maxLength: 60 });
