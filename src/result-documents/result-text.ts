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
  /** The lines with masked or revealed auth-ids. */
  readonly secretLines: readonly number[];
}

/** Titles of the sections, in the user's language. */
export interface SectionTitles {
  readonly facts: string;
  readonly fields: string;
  readonly text: string;
  readonly headers: string;
}

/**
 * Renders a result: a summary first, then what the reply says in words, its fields, and its headers last.
 * @param secrets revealed auth-ids, whose lines are returned like those of masks
 */
export function renderResult(
  facts: FieldList,
  { fields, text, headers }: ResultContent,
  titles: SectionTitles,
  secrets: readonly string[] = [],
): ResultText {
  const sectionLines: [title: string, lines: string[]][] = [
    [titles.facts, formatFields(facts)],
    [titles.text, text.trimEnd() === "" ? [] : text.trimEnd().split(/\r?\n/)],
    [titles.fields, formatFields(fields)],
    [titles.headers, formatFields(headers)],
  ];
  const lines: string[] = [];
  const sections: Section[] = [];
  for (const [title, ownLines] of sectionLines) {
    if (ownLines.length === 0) continue;
    if (lines.length > 0) lines.push("");
    sections.push({ title, firstLine: lines.length, lastLine: lines.length + ownLines.length });
    lines.push(`# ${title}`, ...ownLines);
  }
  const secretTexts = [mask, ...secrets];
  const secretLines = lines.flatMap((line, index) => (secretTexts.some((mark) => line.includes(mark)) ? [index] : []));
  return { text: lines.join("\n") + "\n", sections, secretLines };
}

function formatFields(fields: FieldList): string[] {
  return fields.filter(([, value]) => value !== "").map(([name, value]) => `${name}: ${value}`);
}
