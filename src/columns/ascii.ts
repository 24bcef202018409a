// ASCII codes of the characters in dates and amounts.
export const space = 32;
export const quote = 34;
export const plus = 43;
export const comma = 44;
export const dash = 45;
export const dot = 46;
export const zero = 48;
export const nine = 57;
export const colon = 58;
export const letterT = 84;
export const letterZ = 90;
