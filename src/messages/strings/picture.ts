/** Names of the text of the picture. */
export const pictureNames = [
  "picture",
  "asTable",
  "pictureHint",
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
