/** A text of an order or a result, and what a spreadsheet must show of it in a file for spreadsheets. */
export interface TextCell {
  readonly text: string;
  /** In CSV, which has no types: with an apostrophe if a spreadsheet would change the text or run it. */
  readonly shown: string;
}

const kept = [
  ...["example.org", "münchen.example", "ok", "-", "--", "1und1.de", "mar1.example", "USD", "(x)", "Mar"],
  ...["foo;bar", "foo,bar", "foo\tbar", "foo|bar", 'say "hi"', " outer ", "0123-x", "a=b", "İstanbul", "true.example"],
].map((text) => ({ text, shown: text }));

const guarded = [
  ...["007", "+1", "1E5", "0503E000", "123456789012", "123456789012345", "12345678901234567890", "20261127134702"],
  ...["MAR1", "SEPT2", "1-Mar", "Mrz 5", "1. März 2026", "Ocak 1", "3-4", "1/2", "31.1.2026", "1.2.3.4", "12:30", "5 pm"],
  ...["5%", "€5", "$5", "5 €", "5 EUR", "₺5", "(5)", "1 1/2", "1.234.567", "1,234,567", "1 234", "TRUE", "WAHR", "DOĞRU"],
  ...["=1+2", "@SUM(A1)", "+A1", "-A1", "＝1", "#N/A", "2026-1-3", "12:30 3/4/2026"],
].map((text) => ({ text, shown: `'${text}` })); // prettier-ignore

/** Texts that spreadsheets like to change, and some that they must not be kept from showing. */
export const textCells: readonly [TextCell, ...TextCell[]] = [
  { text: "create", shown: "create" },
  ...kept,
  ...guarded,
  { text: ";=1+2", shown: ";'=1+2" },
  { text: "foo;=1+2", shown: "foo;'=1+2" },
  { text: "foo,-1+2", shown: "foo,'-1+2" },
];

/** An amount as DMAPI sends it, with its exact value. */
export interface AmountCell {
  readonly text: string;
  readonly value: string;
}

export const amountCells: readonly [AmountCell, ...AmountCell[]] = [
  { text: "10.19", value: "10.19" },
  { text: "-5.00", value: "-5" },
  { text: "1234.56", value: "1234.56" },
  { text: "1234567.89", value: "1234567.89" },
  { text: "0.00", value: "0" },
  { text: "+3", value: "3" },
];

/** A time as DMAPI sends it, and as a date of a spreadsheet. */
export const timeCell = { text: "2026-01-31T08:00:00Z", shown: "2026-01-31 08:00:00", value: "2026-01-31T08:00:00" };

/** The locales in which files are opened: decimal commas and points, and days in three orders. */
export const locales = [
  { locale: "de-DE", decimalMark: "," },
  { locale: "en-US", decimalMark: "." },
  { locale: "tr-TR", decimalMark: "," },
] as const;
