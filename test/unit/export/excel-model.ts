/**
 * How Excel reads a cell of CSV, quoted or not, as its public documentation says: Microsoft Support, "Set automatic data
 * conversion options", "Available number formats in Excel", "Insert or format dates and times", "Display numbers as
 * fractions"; A. Wyatt, "Entering Numbers in Excel". It is a parser and shares nothing with what it tests.
 */
export interface ExcelSettings {
  readonly decimal: "." | ",";
  readonly group: "." | ",";
  readonly currencies: readonly string[];
  /** Separators of the parts of a day. */
  readonly dateSeparators: string;
  readonly months: readonly string[];
  readonly booleans: readonly string[];
}

export const excelEnglish: ExcelSettings = {
  decimal: ".",
  group: ",",
  currencies: ["$", "€", "£"],
  dateSeparators: "-/",
  months: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"], // prettier-ignore
  booleans: ["TRUE", "FALSE"],
};

export const excelGerman: ExcelSettings = {
  decimal: ",",
  group: ".",
  currencies: ["€", "$", "EUR"],
  dateSeparators: "-/.",
  months: ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"], // prettier-ignore
  booleans: ["WAHR", "FALSCH", "TRUE", "FALSE"],
};

export type ExcelKind = "text" | "number" | "percentage" | "currency" | "fraction" | "date" | "time" | "boolean";

/** What Excel takes a text for. */
export function readAsExcel(text: string, settings: ExcelSettings): ExcelKind {
  const trimmed = text.trim();
  if (settings.booleans.includes(trimmed.toUpperCase())) return "boolean";
  return readNumber(trimmed, settings) ?? readFraction(trimmed) ?? readDayAndTime(trimmed, settings) ?? "text";
}

/** True if the text is still there after Excel has opened and saved the file: as text, or as the same number. */
export function isKeptByExcel(text: string, settings: ExcelSettings): boolean {
  const kind = readAsExcel(text, settings);
  if (kind === "text" || text === "") return true;
  if (kind === "date") return /^\d{4}-\d\d-\d\d$/.test(text);
  // General shows 11 characters; zeros at the end of the decimals and a missing zero before them leave the same number.
  const digits = settings.decimal === "." ? /^-?(?:[1-9]\d*|0)?(?:\.\d+)?$/ : /^-?(?:[1-9]\d*|0)?(?:,\d+)?$/;
  return kind === "number" && digits.test(text) && text.replace("-", "").length <= 11;
}

function readNumber(text: string, settings: ExcelSettings): ExcelKind | undefined {
  let kind: ExcelKind = "number";
  let rest = text;
  let signs = 0;
  const isNegative = rest.startsWith("(") && rest.endsWith(")");
  if (isNegative) {
    rest = rest.slice(1, -1).trim();
    signs += 1;
  }
  for (let found = true; found;) {
    found = false;
    const currency = settings.currencies.find((name) => rest.startsWith(name) || rest.endsWith(name));
    if (kind === "number" && (rest.startsWith("%") || rest.endsWith("%"))) {
      [kind, found] = ["percentage", true];
      rest = (rest.startsWith("%") ? rest.slice(1) : rest.slice(0, -1)).trim();
    } else if (kind === "number" && currency !== undefined) {
      [kind, found] = ["currency", true];
      rest = (rest.startsWith(currency) ? rest.slice(currency.length) : rest.slice(0, -currency.length)).trim();
    } else if (signs === 0 && /^[+-]|-$/.test(rest)) {
      [signs, found] = [1, true];
      rest = (/^[+-]/.test(rest) ? rest.slice(1) : rest.slice(0, -1)).trim();
    }
  }
  return isPlainNumber(rest, settings) ? kind : undefined;
}

/** Digits in groups of three, decimals and an exponent. */
function isPlainNumber(text: string, { decimal, group }: ExcelSettings): boolean {
  const [mantissa = "", exponent, ...moreExponents] = text.split(/e/i);
  if (moreExponents.length > 0 || (exponent !== undefined && !/^[+-]?\d{1,3}$/.test(exponent))) return false;
  const [whole = "", decimals = "", ...more] = mantissa.split(decimal);
  const groups = whole.split(group);
  const areGroups = groups.length === 1 || groups.slice(1).every((digits) => digits.length === 3);
  const isDigits = (digits: string) => /^\d*$/.test(digits);
  return more.length === 0 && areGroups && [...groups, decimals].every(isDigits) && whole + decimals !== "";
}

function readFraction(text: string): ExcelKind | undefined {
  const [whole = "", fraction = "", ...more] = text.replace(/^-/, "").split(" ");
  const isNumber = (digits: string | undefined) => digits !== undefined && /^\d+$/.test(digits);
  const [upper, lower, ...others] = fraction.split("/");
  return more.length + others.length === 0 && [whole, upper, lower].every(isNumber) ? "fraction" : undefined;
}

function readDayAndTime(text: string, settings: ExcelSettings): ExcelKind | undefined {
  if (isTimeOfDay(text)) return "time";
  if (isDay(text, settings)) return "date";
  const words = text.split(" ");
  const both = words.some((_, at) => {
    const [first, second] = [words.slice(0, at).join(" "), words.slice(at).join(" ")];
    return (isDay(first, settings) && isTimeOfDay(second)) || (isTimeOfDay(first) && isDay(second, settings));
  });
  return both ? "date" : undefined;
}

function isTimeOfDay(text: string): boolean {
  const half = /^(.*?)( ?[ap]m| [ap])$/i.exec(text);
  const parts = (half?.[1] ?? text).split(":");
  const areDigits = parts.every((part, at) => /^\d{1,2}$/.test(part) || (at > 0 && at === parts.length - 1 && part === "")); // prettier-ignore
  return areDigits && parts.length <= 3 && (parts.length > 1 || half !== null) && Number(parts[0]) <= (half ? 12 : 99);
}

function isDay(text: string, settings: ExcelSettings): boolean {
  const parts: string[] = text.match(/\d+|\p{L}+/gu) ?? [];
  const [start, ...separators] = text.split(/\d+|\p{L}+/u);
  const end = separators.pop();
  const isEndAllowed = end === "" || (end === "." && settings.dateSeparators.includes("."));
  if (parts.length < 2 || parts.length > 3 || start !== "" || !isEndAllowed) return false;
  const words = parts.filter((part) => /\p{L}/u.test(part));
  return words.length === 0
    ? isDayOfNumbers(parts, separators, settings)
    : words.length === 1 && isDayWithMonth(parts, separators, settings);
}

function isDayWithMonth(parts: readonly string[], separators: readonly string[], { months }: ExcelSettings): boolean {
  const isMonth = (part: string) =>
    part.length >= 3 && months.some((name) => name.toLowerCase().startsWith(part.toLowerCase()));
  return (
    parts.every((part) => isMonth(part) || /^(?:\d{1,2}|\d{4})$/.test(part)) &&
    separators.every((separator) => /^[-/. ,]*$/.test(separator))
  );
}

function isDayOfNumbers(parts: readonly string[], separators: readonly string[], settings: ExcelSettings): boolean {
  if (!separators.every((separator) => separator.length === 1 && settings.dateSeparators.includes(separator)))
    return false;
  // d: a day or a month, y: a year, ?: neither.
  const shapes = parts.map((part) => {
    if (part.length === 4) return "y";
    if (part.length > 2) return "?";
    return Number(part) >= 1 && Number(part) <= 31 ? "d" : "y";
  });
  return /^(?:dd|dy|yd|ddy|ddd|ydd)$/.test(shapes.join(""));
}
