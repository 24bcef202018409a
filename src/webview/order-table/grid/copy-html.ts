import { isAmountColumn } from "../../../columns/charged-orders";
import { decimalPattern } from "../../../columns/decimal-column";
import { guardFormulas } from "../../../columns/formula-guard";
import { selectCells, type CopySource } from "./copy-text";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** en-US, the language of the values and formats in attributes. */
const formatLanguage = 1033;

/**
 * The selected cells as an HTML table, for spreadsheets: they prefer it to tab-separated text, and take amounts as numbers
 * and everything else as text in any language. LibreOffice reads `sdval` and `sdnum`, Excel `x:num` and
 * `mso-number-format`; the texts are as displayed.
 */
export function createCopyHtml(source: CopySource, { rows, fields, columns } = selectCells("tsv", source)): string {
  const hasAmounts = columns.map(({ name }) => isAmountColumn(name));
  const body = rows.map((row, at) => {
    const getAmount = (position: number) =>
      hasAmounts[position] ? (fields[at]?.[columns[position]?.column ?? NaN] ?? "") : "";
    const cells = row.map((text, position) =>
      text === undefined ? "<td></td>" : createCell(text, getAmount(position)),
    );
    return `<tr>${cells.join("")}</tr>`;
  });
  return [
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table>',
    ...body,
    "</table></body></html>",
  ].join("\n");
}

/** The same without inline styles, which the page's content security policy refuses when a browser sanitizes what is copied. */
export function removeStyles(html: string): string {
  return html.replace(/ style='[^']*'/g, "");
}

function createCell(text: string, amount: string): string {
  if (!decimalPattern.test(amount)) {
    return `<td sdnum="${formatLanguage};0;@" style='mso-number-format:"\\@"'>${escapeHtml(guardFormulas(text))}</td>`;
  }
  const value = amount.replace(",", ".").replace("+", "");
  const decimals = value.split(".")[1]?.length ?? 0;
  const format = decimals === 0 ? "0" : `0.${"0".repeat(decimals)}`;
  return `<td sdval="${value}" sdnum="${formatLanguage};0;${format}" x:num="${value}" style='mso-number-format:"${format}"'>${escapeHtml(text)}</td>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[\t\r\n]+/g, " ").replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
