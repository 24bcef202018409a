/** The kinds of notifications, each with its own setting. */
export const notificationKinds = [
  "transferCompleted",
  "transferEnded",
  "foaAccepted",
  "foaRejected",
  "transferAttention",
  "resultSucceeded",
  "resultFailed",
  "lowBalance",
] as const;

export type NotificationKind = (typeof notificationKinds)[number];
