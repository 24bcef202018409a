import { dash, nine, zero } from "../columns/ascii";
import { booleanWords, currencyCodes, errorValues, monthPrefixes } from "./spreadsheet-words";

/** Excel shows more characters of an unformatted number as 1.23E+11, and saves them so. */
const maxGeneralLength = 11;

const number = String.raw`[.,]?\d[\d.,'’\s]*(?:e[+-]?\d+)?`;
const signed = String.raw`[(+-]*\s*${number}\s*[)+-]*`;
const currency = String.raw`(?:\p{Sc}|${currencyCodes.join("|")})`;
const month = `(?:${monthPrefixes.join("|")})`;
const time = String.raw`(?:\d{1,4}:(?:\d{1,2}(?::(?:\d{1,2}(?:[.,]\d*)?)?)?)?(?:\s*[ap]\.?(?:m\.?)?)?|\d{1,2}\s?[ap]m|\d{1,2}\s[ap])`;
const dayOfNumbers = String.raw`\d{1,4}(?:\s*[-/.]\s*|\s)\d{1,2}(?:(?:\s*[-/.]\s*|\s)\d{1,4})?\.?|\d{1,2}\s*[-/.]\s*\d{4}`;
const dayWithMonth = String.raw`(?:\d{1,4}[\s\-/.,]*){0,2}${month}\.?(?:[\s\-/.,]*\d{1,4}){1,2}\.?|(?:\d{1,4}[\s\-/.,]*){1,2}${month}\.?`;
const day = `(?:${dayOfNumbers}|${dayWithMonth})`;

/**
 * What spreadsheets take for something else than text when they open CSV, quoted or not. Sources: Microsoft Support,
 * "Set automatic data conversion options" and "Available number formats in Excel"; for what can be typed: A. Wyatt,
 * "Entering Numbers in Excel" (excelribbon.tips.net, T011114); for months: M. Ziemann et al., "Gene name errors are
 * widespread in the scientific literature" (2016); LibreOffice Help, "Text Import: Detect special numbers". A kind also
 * has texts that only some language or version converts: an apostrophe too many is better than a changed value.
 */
const kinds = {
  /** 007, +1, 1.234.567, 1 234, 5-: leading zeros, signs and grouping are lost. */
  number: signed,
  /** 1E5, 0503E000. */
  exponent: String.raw`[+-]?[.,]?\d[\d.,]*\s*e\s*[+-]?\d+`,
  /** (5) is -5. */
  negative: String.raw`[+-]?\(\s*${currency}?\s*${signed}\s*(?:%|${currency})?\s*\)`,
  /** 5% and %5 are 0.05. */
  percentage: String.raw`${signed}\s*%\s*[)+-]*|[(+-]*\s*%\s*${signed}`,
  /** €5, 5 EUR, -$5. */
  money: String.raw`[(+-]*\s*${currency}\s*${signed}|${signed}\s*${currency}\s*[)+-]*`,
  /** 1/2 and 1 1/2. */
  fraction: String.raw`[(+-]*\s*(?:\d+\s+)?\d+\s*/\s*\d+\s*\)?`,
  /** 3-4, 31.1.2026, MAR1, 1. März 2026, with or without a time. */
  day: String.raw`(?:${time}\s+)?${day}(?:[\s,]+${time})?`,
  /** 12:30, 17:, 5 PM. */
  time,
  /** TRUE and WAHR. */
  boolean: booleanWords.join("|"),
  /** #N/A, #NV. */
  error: errorValues.join("|"),
} as const;

const coercedPattern = new RegExp(`^(?:${Object.values(kinds).join("|")})$`, "iu");
/** Longer texts are only checked for their characters. */
const maxCheckedLength = 64;
const longNumberPattern = /^(?=\D*\d)[\d.,'’\s()+\-%e\p{Sc}]+$/iu;

/** Numbers that a spreadsheet with this decimal mark does not change. */
const unchangedNumberPatterns = { ".": /^-?(?:0|[1-9]\d*)?(?:\.\d+)?$/, ",": /^-?(?:0|[1-9]\d*)?(?:,\d+)?$/ } as const;
/** Days and times that every spreadsheet reads as these. */
const unchangedDayPattern = /^\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?$/;

/**
 * True for text that a spreadsheet converts to something else when it opens CSV, or changes when it saves it: 007 becomes
 * 7, 1E5 becomes 100000, 123456789012 becomes 1.23457E+11, MAR1 and 3-4 become days, and a point between digits becomes a
 * day or thousands where the decimal mark is a comma. Days such as 2026-01-31 and numbers that stay the same are not.
 */
export function isCoercedBySpreadsheet(text: string, decimalMark: "." | ","): boolean {
  const trimmed = text.trim();
  if (!(trimmed.length > maxCheckedLength ? longNumberPattern : coercedPattern).test(trimmed)) return false;
  if (trimmed !== text) return true;
  if (unchangedNumberPatterns[decimalMark].test(text)) return text.replace("-", "").length > maxGeneralLength;
  return !unchangedDayPattern.test(text);
}

const [letterA, letterCount] = [97, 26];
const startLetters = 3;
/** By three letters: whether a text that begins so can be one of the words. */
const wordStarts = createWordStarts([...monthPrefixes, ...booleanWords, ...currencyCodes]);

/** A quick check of UTF-8: false only if `isCoercedBySpreadsheet` is false for every decimal mark. */
export function canBeCoercedBySpreadsheet(bytes: Uint8Array, from: number, to: number): boolean {
  const first = bytes[from] ?? 0;
  if (to === from || (first === dash && to - from === 1)) return false;
  if (isDigit(first)) return !isShortInteger(bytes, from, to);
  let start = 0;
  for (let at = from; at < to && at < from + startLetters; at++) {
    const letter = ((bytes[at] ?? 0) | 0x20) - letterA;
    if (letter < 0 || letter >= letterCount) return true;
    start = start * letterCount + letter;
  }
  return to - from > startLetters && wordStarts[start] === 1;
}

function isShortInteger(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from > maxGeneralLength || (bytes[from] === zero && to - from > 1)) return false;
  for (let at = from; at < to; at++) if (!isDigit(bytes[at] ?? 0)) return false;
  return true;
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= nine;
}

function createWordStarts(words: readonly string[]): Uint8Array {
  const starts = new Uint8Array(letterCount ** startLetters);
  for (const word of words) {
    const letters = Array.from(word.slice(0, startLetters)).map((letter) => letter.charCodeAt(0) - letterA);
    // Others are not ASCII: such a text is checked in any case.
    if (letters.every((letter) => letter >= 0 && letter < letterCount))
      starts[letters.reduce((start, letter) => start * letterCount + letter, 0)] = 1;
  }
  return starts;
}
