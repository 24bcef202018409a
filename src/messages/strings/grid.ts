/** Names of the text of the grid. */
export const gridNames = [
  "ordersLabel",
  "sortHint",
  "sortedAscending",
  "sortedDescending",
  "unsorted",
  "sortAnnouncement",
  "copied",
  "rowSelected",
] as const;
