/** Names of the text of the query form. */
export const formNames = [
  "mustBeDay",
  "mustBeId",
  "mustBeText",
  "mustBeShorter",
  "mustNotBeEarlier",
  "mustNotBeLess",
  "noteFreeLeftOut",
  "noteIdsAndDays",
  "noteLast30Days",
  "noteNothingVisible",
  "noteOlderThan90Days",
  "noteOlderThan3Years",
] as const;
