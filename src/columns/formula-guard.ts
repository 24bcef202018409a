import { decimalPattern } from "./decimal-column";

const operators = "=+\\-@＝＋－＠";
const decimal = decimalPattern.source.slice(1, -1);
/** Characters at which some reader splits a line, whatever the writer's delimiter was. */
const delimiters = /([,;\t|\r\n])/;
/** What most cells lack: an operator at the start, or a delimiter. */
const riskPattern = new RegExp(`^\\s*[${operators}]|[,;\\t|\\r\\n]`);

/**
 * Cells a spreadsheet might run as a formula (OWASP, CSV injection): those that begin with = + - @ (or their full-width
 * forms), a tab or a line end, also after spaces. Decimals such as -5.00, -5,00 and +3 are not formulas, nor are dashes alone.
 */
const formulaPattern = new RegExp(`^(?!${decimal}$|\\s*-+\\s*$)(?:[\\t\\r\\n]|\\s*[${operators}])`);

/** The same after a delimiter, where the quotes around the cell may be lost; numbers too, since other text follows. */
const laterFormulaPattern = new RegExp(`^[\\s"]*[${operators}]`);

/**
 * A cell with an apostrophe in front of everything that a spreadsheet might run as a formula: at the start, and after
 * each comma, semicolon, tab, pipe or line end, where a reader with another delimiter would begin a new cell.
 */
export function guardFormulas(cell: string): string {
  if (!riskPattern.test(cell)) return cell;
  const [first = "", ...others] = cell.split(delimiters);
  const guarded = others.map((part) => (laterFormulaPattern.test(part) ? `'${part}` : part));
  return (formulaPattern.test(cell) ? "'" : "") + first + guarded.join("");
}
