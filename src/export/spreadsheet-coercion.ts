/** Digits a spreadsheet keeps of a number; it replaces further ones with zeros. */
const maxSafeDigits = 15;

const numberPattern = /^[+-]?[.,]?\d[\d.,]*$/;
const exponentPattern = /^[+-]?(?:\d+[.,]?\d*|[.,]\d+)e[+-]?\d+$/i;
const datePartsPattern = /^\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?$/;
const dayPattern = /^\d{4}-\d\d-\d\d$/;

/** Numbers that a spreadsheet with this decimal mark does not change. */
const unchangedNumberPatterns = { ".": /^-?(?:0|[1-9]\d*)?(?:\.\d+)?$/, ",": /^-?(?:0|[1-9]\d*)?(?:,\d+)?$/ } as const;

/**
 * True for text that a spreadsheet coerces to something else when it opens CSV, quoted or not: 007 becomes 7, 1E5 becomes
 * 100000, 12345678901234567 ends in zeros, 3-4 becomes a day, and a point between digits becomes a day or thousands
 * where the decimal mark is a comma. Days such as 2026-01-31 and numbers that stay the same are not coerced.
 */
export function isCoercedBySpreadsheet(text: string, decimalMark: "." | ","): boolean {
  if (numberPattern.test(text))
    return !unchangedNumberPatterns[decimalMark].test(text) || text.replace(/\D/g, "").length > maxSafeDigits;
  return exponentPattern.test(text) || (datePartsPattern.test(text) && !dayPattern.test(text));
}
