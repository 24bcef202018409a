/** The kinds of news that are told in notifications, each with a setting of its own. */
export const newsKinds = [
  "transferCompleted",
  "transferEnded",
  "foaAccepted",
  "foaRejected",
  "transferAttention",
  "resultSucceeded",
  "resultFailed",
  "lowBalance",
] as const;

export type NewsKind = (typeof newsKinds)[number];
