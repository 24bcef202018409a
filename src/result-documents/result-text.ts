import type { FieldList } from "../dmapi/model";
import type { ResultContent } from "../dmapi/results";
import { mask } from "../state/mask-text";

/** A section of the document; lines count from 0. */
export interface Section {
  readonly title: string;
  readonly firstLine: number;
  /** Inclusive. */
  readonly lastLine: number;
}

/** The text of a result's document. */
export interface ResultText {
  readonly text: string;
  readonly sections: readonly Section[];
  /** The lines with masked or revealed auth-ids, without those of the raw reply. */
  readonly secretLines: readonly number[];
  /** The keys as sent of the lines that show a field by a readable name. */
  readonly keysByLine: ReadonlyMap<number, string>;
}

/** Titles of the sections, in the user's language. */
export interface SectionTitles {
  readonly facts: string;
  readonly fields: string;
  readonly text: string;
  readonly rawReply: string;
}

/** What is rendered: `fields` and `text` are what the facts do not say yet, `raw` is all of the reply. */
export interface ResultParts {
  readonly facts: FieldList;
  readonly fields: readonly ReadableField[];
  readonly text: string;
  readonly raw: ResultContent;
}

/** A field with its key as sent. */
export interface ReadableField {
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

/**
 * Renders a result: a summary first, then what the reply says in words, its other fields, and the reply as sent last.
 * @param secrets revealed auth-ids, whose lines are returned like those of masks
 */
export function renderResult(
  { facts, fields, text, raw }: ResultParts,
  titles: SectionTitles,
  secrets: readonly string[] = [],
): ResultText {
  const lines: string[] = [];
  const sections: Section[] = [];
  const addSection = (title: string, sectionLines: readonly string[]) => {
    if (sectionLines.length === 0) return lines.length;
    if (lines.length > 0) lines.push("");
    sections.push({ title, firstLine: lines.length, lastLine: lines.length + sectionLines.length });
    lines.push(`# ${title}`, ...sectionLines);
    return lines.length - sectionLines.length;
  };
  addSection(titles.facts, formatFields(facts));
  addSection(titles.text, splitLines(text));
  const shownFields = fields.filter(({ value }) => value !== "");
  const fieldLines = shownFields.map(({ name, value }) => `${name}: ${value}`);
  const firstFieldLine = addSection(titles.fields, fieldLines);
  const keysByLine = new Map(shownFields.map(({ key }, at) => [firstFieldLine + at, key]));
  const secretTexts = [mask, ...secrets];
  const secretLines = lines.flatMap((line, index) => (secretTexts.some((mark) => line.includes(mark)) ? [index] : []));
  addSection(titles.rawReply, formatReply(raw));
  return { text: lines.join("\n") + "\n", sections, secretLines, keysByLine };
}

function formatReply({ headers, fields, text }: ResultContent): string[] {
  const parts = [formatFields(headers), formatFields(fields), splitLines(text)].filter(({ length }) => length > 0);
  return parts.flatMap((part, index) => (index === 0 ? part : ["", ...part]));
}

function splitLines(text: string): string[] {
  return text.trimEnd() === "" ? [] : text.trimEnd().split(/\r?\n/);
}

function formatFields(fields: FieldList): string[] {
  return fields.filter(([, value]) => value !== "").map(([name, value]) => `${name}: ${value}`);
}
