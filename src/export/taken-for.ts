/** Digits a spreadsheet keeps of a number; it makes zeros of all others. */
const mostDigits = 15;

const number = /^[+-]?[.,]?\d[\d.,]*$/;
const withExponent = /^[+-]?(?:\d+[.,]?\d*|[.,]\d+)e[+-]?\d+$/i;
const partsOfDate = /^\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?$/;
const day = /^\d{4}-\d\d-\d\d$/;

/** Numbers which mean the same to a spreadsheet that has this decimal mark. */
const kept = { ".": /^-?(?:0|[1-9]\d*)?(?:\.\d+)?$/, ",": /^-?(?:0|[1-9]\d*)?(?:,\d+)?$/ } as const;

/**
 * True for text that a spreadsheet makes something else of when it opens CSV, quoted or not: 007 becomes 7, 1E5 becomes
 * 100000, 12345678901234567 ends in zeros, 3-4 is a day, and a point between digits makes a day or thousands where the
 * decimal mark is a comma. Days such as 2026-01-31 and numbers that stay what they are do not count.
 */
export function isTakenForOther(text: string, decimalMark: "." | ","): boolean {
  if (number.test(text)) return !kept[decimalMark].test(text) || text.replace(/\D/g, "").length > mostDigits;
  return withExponent.test(text) || (partsOfDate.test(text) && !day.test(text));
}
