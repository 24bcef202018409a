import { normalizeWord } from "../dmapi/model";
import type { Codes, DictionaryColumn } from "./dictionary-column";
import type { RowIndex } from "./row-index";

/** Rows as codes of values. */
export interface CodedValues {
  readonly codes: Codes;
  readonly values: readonly string[];
}

/** Columns whose values are words: DMAPI mixes their letter case, `-` and `_`. */
const wordColumns = new Set(["status", "type"]);

/** The values of a column; spellings of the same word are one value, named as the first of them. */
export function readDistinctValues(index: RowIndex, name: string): CodedValues {
  const dictionary = index.typedColumns.dictionary(index.findColumn(name));
  return wordColumns.has(name) ? mergeSpellings(dictionary) : dictionary;
}

/** Whether two values of a column are the same, as `readDistinctValues` takes them. */
export function toComparableValue(column: string, value: string): string {
  return wordColumns.has(column) ? normalizeWord(value) : value;
}

function mergeSpellings(dictionary: DictionaryColumn): CodedValues {
  const codeByWord = new Map<string, number>();
  const values: string[] = [];
  const mergedCodes = dictionary.values.map((value) => {
    const word = normalizeWord(value);
    const code = codeByWord.get(word) ?? values.push(value) - 1;
    codeByWord.set(word, code);
    return code;
  });
  if (values.length === mergedCodes.length) return dictionary;
  return { codes: dictionary.codes.map((code) => mergedCodes[code] ?? 0), values };
}
