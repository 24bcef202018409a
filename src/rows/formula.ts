import { decimalPattern } from "./decimal";

/**
 * Cells a spreadsheet might run as a formula, after OWASP: those that begin with = + - @ (or their full-width forms),
 * a tab or a line end, also behind spaces. Decimals such as -5.00, -5,00 and +3 are left to be numbers.
 */
export const formulaPattern = new RegExp(`^(?!${decimalPattern.source.slice(1)})(?:[\\t\\r\\n]|\\s*[=+\\-@＝＋－＠])`);
