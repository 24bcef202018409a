import { decimalPattern } from "../../columns/decimal-column";
import { dayMs } from "../../dmapi/days";
import { amountStyleId, maxDecimals, styleIds } from "./styles";
import { createTextElement, escapeXml, maxCellLength } from "./xml-text";

/** Digits a spreadsheet keeps of a number. */
const maxSignificantDigits = 15;
/** The serial number of 1970-01-01 (ECMA-376, part 1, 18.17.4.1, the 1900 date base). */
const epochSerial = 25_569;
/** Spreadsheets disagree about days before 1900-03-01, and have none from the year 10000. */
const [firstSerial, endSerial] = [61, 2_958_466];

/** A cell of text. Empty text is no cell; text longer than a cell can be is cut, with an ellipsis. */
export function createTextCell(reference: string, text: string, style: number = styleIds.text): string {
  if (text === "") return "";
  const cellText = text.length > maxCellLength ? `${text.slice(0, maxCellLength - 1)}…` : text;
  return `<c r="${reference}" s="${style}" t="inlineStr"><is>${createTextElement(cellText)}</is></c>`;
}

/** A cell of a decimal amount: a number with the digits as sent, or text if a spreadsheet would not keep all digits. */
export function createAmountCell(reference: string, amount: string): string {
  const number = toExactNumber(amount);
  if (number === undefined) return createTextCell(reference, amount);
  return `<c r="${reference}" s="${amountStyleId(countDecimals(number))}"><v>${number}</v></c>`;
}

/** A cell with a formula and its present value; the value alone if a spreadsheet would not keep all of its digits. */
export function createFormulaCell(reference: string, formula: string, amount: string): string {
  const number = toExactNumber(amount);
  if (number === undefined) return createAmountCell(reference, amount);
  const style = amountStyleId(countDecimals(number));
  return `<c r="${reference}" s="${style}"><f>${escapeXml(formula)}</f><v>${number}</v></c>`;
}

/** A cell of a time (epoch ms) as a date in UTC; undefined if spreadsheets have no such date. */
export function createTimeCell(reference: string, time: number): string | undefined {
  const serial = time / dayMs + epochSerial;
  if (!(serial >= firstSerial && serial < endSerial)) return undefined;
  return `<c r="${reference}" s="${styleIds.time}"><v>${serial}</v></c>`;
}

/** The serial number of a day, for formulas. */
export function toDaySerial(time: number): number {
  return Math.floor(time / dayMs) + epochSerial;
}

/** Almost all amounts look like this, and need no closer look. */
const usualNumberPattern = /^-?\d{1,12}\.\d\d$/;

/** A decimal as spreadsheets write numbers; undefined if it is none, or has too many digits to be kept. */
function toExactNumber(text: string): string | undefined {
  if (usualNumberPattern.test(text)) return text;
  if (!decimalPattern.test(text)) return undefined;
  const number = text
    .replace(",", ".")
    .replace(/^\+/, "")
    .replace(/^(-?)\./, "$10.");
  const significant = number.replace(/[-.]/g, "").replace(/^0+/, "");
  return significant.length <= maxSignificantDigits && countDecimals(number) <= maxDecimals ? number : undefined;
}

function countDecimals(number: string): number {
  const point = number.indexOf(".");
  return point < 0 ? 0 : number.length - point - 1;
}
