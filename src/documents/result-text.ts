import type { Fields } from "../dmapi/model";
import type { ResultContent } from "../dmapi/results";
import { mask } from "./secrets";

/** A part of the document; lines count from 0. */
export interface Section {
  readonly title: string;
  readonly from: number;
  /** The last line of it. */
  readonly to: number;
}

/** The document of a result. */
export interface ResultText {
  readonly text: string;
  readonly sections: readonly Section[];
  /** The lines on which something is masked, or was. */
  readonly secretLines: readonly number[];
}

/** Titles of the parts, in the user's language. */
export interface Titles {
  readonly facts: string;
  readonly fields: string;
  readonly text: string;
  readonly headers: string;
}

/**
 * Lays a result out: what a reader wants to know first, then what Joker.com says, and the reply's headers last.
 * @param secrets what to find the lines of, besides masks: the auth-ids when they are revealed
 */
export function layOut(
  facts: Fields,
  { fields, text, headers }: ResultContent,
  titles: Titles,
  secrets: readonly string[] = [],
): ResultText {
  const parts: [title: string, lines: string[]][] = [
    [titles.facts, linesOf(facts)],
    [titles.fields, linesOf(fields)],
    [titles.text, text.trimEnd() === "" ? [] : text.trimEnd().split(/\r?\n/)],
    [titles.headers, linesOf(headers)],
  ];
  const lines: string[] = [];
  const sections: Section[] = [];
  for (const [title, own] of parts) {
    if (own.length === 0) continue;
    if (lines.length > 0) lines.push("");
    sections.push({ title, from: lines.length, to: lines.length + own.length });
    lines.push(`# ${title}`, ...own);
  }
  const marks = [mask, ...secrets];
  const secretLines = lines.flatMap((line, index) => (marks.some((mark) => line.includes(mark)) ? [index] : []));
  return { text: lines.join("\n") + "\n", sections, secretLines };
}

function linesOf(fields: Fields): string[] {
  return fields.filter(([, value]) => value !== "").map(([name, value]) => `${name}: ${value}`);
}
