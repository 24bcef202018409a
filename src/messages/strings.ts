import * as z from "zod/mini";

/** Names of all the text the table shows. `{0}` and `{1}` in a text stand for what the table fills in. */
export const stringNames = [
  "filter",
  "filterHint",
  "period",
  "lastDays",
  "lastYear",
  "lastYears",
  "exportCsv",
  "exporting",
  "loading",
  "loadingRows",
  "cancel",
  "retry",
  "clearFilter",
  "oneOrder",
  "orders",
  "ordersOf",
  "partial",
  "ordersLabel",
  "emptyTitle",
  "emptyHint",
  "noMatchTitle",
  "noMatchHint",
  "failedTitle",
  "failedKept",
  "totals",
  "totalsPartial",
  "amount",
  "amountBrutto",
  "amountNetto",
  "currency",
  "noCurrency",
  "orderCount",
  "charged",
  "chargedHint",
  "received",
  "receivedHint",
  "total",
  "totalHint",
  "pending",
  "failed",
  "other",
  "referenceHint",
  "free",
  "unreadable",
  "sortHint",
  "sortedAscending",
  "sortedDescending",
  "unsorted",
  "sortAnnouncement",
  "copied",
  "rowSelected",
] as const;

export type StringName = (typeof stringNames)[number];

/** Every text by name. */
export type Strings = Readonly<Record<StringName, string>>;

export const stringsSchema = z.record(z.enum(stringNames), z.string());
