/** Characters at which some reader splits a line: LibreOffice splits at tabs, commas and semicolons at once. */
export const csvDelimiters = ",;\t|";

const quotedPattern = new RegExp(`["\\r\\n${csvDelimiters}]|^\\s|\\s$`);

/** A cell of CSV (RFC 4180): in quotes if it has a character that any reader could take for a delimiter. */
export function quoteCsvCell(cell: string): string {
  return quotedPattern.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
