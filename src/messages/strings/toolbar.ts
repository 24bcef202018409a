/** Names of the text of the toolbar. */
export const toolbarNames = [
  "filter",
  "filterHint",
  "period",
  "lastDays",
  "lastYear",
  "lastYears",
  "exportCsv",
  "exporting",
  "cancel",
  "retry",
  "clearFilter",
] as const;
