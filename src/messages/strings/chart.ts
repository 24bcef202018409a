/** Names of the texts of the chart. */
export const chartNames = [
  "picture",
  "asTable",
  "pictureHint",
  "pictureTip",
  "spendIn",
  "spendByDay",
  "spendByMonth",
  "spendByYear",
  "barLabel",
  "pieceCharged",
  "pieceRefunded",
  "otherTypes",
  "figuresCaption",
  "noSpending",
  "figuresLabel",
] as const;
