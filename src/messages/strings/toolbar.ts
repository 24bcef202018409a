/** Names of the texts of the toolbar. */
export const toolbarNames = [
  "filter",
  "filterHint",
  "period",
  "exportOrders",
  "exportIncomplete",
  "exporting",
  "exportOutdated",
  "nothingToExport",
  "cancel",
  "retry",
] as const;
