/** Names of the text of the picture. */
export const pictureNames = ["picture"] as const;
