/** Names of the text of the notices: what stands in place of rows or above them. */
export const noticeNames = [
  "loading",
  "loadingRows",
  "oneOrder",
  "orders",
  "ordersOf",
  "partial",
  "emptyTitle",
  "emptyHint",
  "noMatchTitle",
  "noMatchHint",
  "failedTitle",
  "failedKept",
] as const;
