/** Names of the text of the toolbar. */
export const toolbarNames = [
  "filter",
  "filterHint",
  "period",
  "exportCsv",
  "exporting",
  "cancel",
  "retry",
  "clearFilter",
] as const;
