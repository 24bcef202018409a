import { decimalPattern } from "./decimal-column";

/**
 * Cells a spreadsheet might run as a formula (OWASP, CSV injection): those that begin with = + - @ (or their full-width
 * forms), a tab or a line end, also after spaces. Decimals such as -5.00, -5,00 and +3 are not formulas.
 */
export const formulaPattern = new RegExp(`^(?!${decimalPattern.source.slice(1)})(?:[\\t\\r\\n]|\\s*[=+\\-@＝＋－＠])`);
