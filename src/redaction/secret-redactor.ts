import { decodeEscapes, toDecodedText, type DecodedText, type EscapeKind } from "./decode-escapes";
import { compactHex, getHexForm, getTextForms, minDistinctLength, minHexLength, normalizeText } from "./secret-forms";
import { MultiPatternSearch, type Range } from "./multi-pattern-search";

/** The replacement for a secret. */
export const redactedText = "***";

/** Shorter values are not redacted: they occur as ordinary words and numbers. */
const minSecretLength = 3;
/** A text may be escaped several times, such as JSON in a URL; each layer costs one more pass. */
const maxLayers = 3;

/** Redacts secret values from texts: keys, passwords, session ids, auth-ids, also in their encoded forms. */
export class SecretRedactor {
  readonly #values = new Set<string>();
  readonly #texts = new MultiPatternSearch(minDistinctLength);
  readonly #hexTexts = new MultiPatternSearch(minHexLength);
  readonly #wordSources: string[] = [];
  #words: RegExp | undefined;

  add(...values: readonly string[]): void {
    for (const value of values) {
      if (value.length < minSecretLength || this.#values.has(value)) continue;
      this.#values.add(value);
      for (const form of getTextForms(value)) this.#texts.add(form);
      const hex = getHexForm(value);
      if (hex !== undefined) this.#hexTexts.add(hex);
      if (value.length < minDistinctLength) this.#addWord(value);
    }
  }

  /**
   * The text with every secret replaced: plain, escaped for URLs, HTML, JSON or source code in whole or in part, and in
   * base64 and hexadecimal. Takes time in proportion to the text, hardly more with many secrets.
   */
  redact(text: string): string {
    if (this.#values.size === 0) return text;
    const layers = /[%\\&]/.test(text) ? decodeLayers(text) : [toDecodedText(text)];
    const ranges: Range[] = [];
    for (const layer of layers) for (const range of this.#find(layer)) ranges.push(range);
    return replaceRanges(text, ranges);
  }

  #addWord(value: string): void {
    this.#wordSources.push(value.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replaceAll(" ", "[ +]"));
    this.#wordSources.sort((a, b) => b.length - a.length); // one may be the beginning of another
    this.#words = new RegExp(`(?<![\\p{L}\\p{N}])(?:${this.#wordSources.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  }

  /** Where secrets are, as bounds in the original text. */
  *#find(decoded: DecodedText): Generator<Range> {
    for (const range of this.#texts.find(normalizeText(decoded.text))) yield toOriginal(decoded, range);
    const hex = compactHex(decoded);
    if (hex) for (const range of this.#hexTexts.find(hex.text.toLowerCase())) yield toOriginal(hex, range);
    const words = this.#words ? decoded.text.matchAll(this.#words) : [];
    for (const { 0: word, index } of words) yield toOriginal(decoded, [index, index + word.length]);
  }
}

function toOriginal({ starts, ends }: DecodedText, [start, end]: Range): Range {
  return [starts[start] ?? 0, ends[end - 1] ?? 0];
}

/** The text as it is, and with its escapes decoded: each kind alone, since a value may contain the others, and all together. */
function* decodeLayers(text: string): Generator<DecodedText> {
  const plain = toDecodedText(text);
  yield plain;
  const kinds = (["percent", "backslash", "html"] as const).filter((kind) => text.includes(markByKind[kind]));
  for (const kind of kinds.length > 1 ? kinds : []) {
    const decoded = decodeEscapes(plain, [kind]);
    if (decoded) yield decoded;
  }
  const encodings = /(?:%|\\x)[89a-f]/i.test(text) ? (["utf-8", "latin-1"] as const) : (["utf-8"] as const);
  for (const encoding of encodings) {
    let decoded: DecodedText | undefined = plain;
    for (let layer = 1; layer <= maxLayers && decoded; layer += 1) {
      decoded = decodeEscapes(decoded, ["percent", "backslash", "html"], encoding);
      if (decoded) yield decoded;
    }
  }
}

const markByKind: Readonly<Record<EscapeKind, string>> = { percent: "%", backslash: "\\", html: "&" };

/** Overlapping ranges are replaced together. */
function replaceRanges(text: string, ranges: Range[]): string {
  if (ranges.length === 0) return text;
  const parts: string[] = [];
  let position = 0;
  for (const [start, end] of ranges.sort(([a], [b]) => a - b)) {
    if (start >= position) parts.push(text.slice(position, start), redactedText);
    position = Math.max(position, end);
  }
  return parts.join("") + text.slice(position);
}
