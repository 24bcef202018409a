import { decodeEscapes, toDecodedText, type DecodedText, type EscapeKind } from "./decode-escapes";

/** The replacement for a secret. */
export const redactedText = "***";

/** Shorter values are not redacted: they occur as ordinary words and numbers. */
const minSecretLength = 3;
/** Shorter values are redacted only as whole words; longer ones wherever they occur. */
const minDistinctLength = 6;
/** A text may be escaped several times, such as JSON in a URL; each layer costs one more pass. */
const maxLayers = 3;

/** Redacts secret values from texts: keys, passwords, session ids, auth-ids, also in their encoded forms. */
export class SecretRedactor {
  readonly #values = new Set<string>();
  #pattern: RegExp | undefined;

  add(...values: readonly string[]): void {
    for (const value of values) {
      if (value.length < minSecretLength || this.#values.has(value)) continue;
      this.#values.add(value);
      this.#pattern = undefined;
    }
  }

  /**
   * The text with every secret replaced: plain, escaped for URLs, HTML, JSON or source code in whole or in part, and in
   * base64 and hexadecimal. Takes time in proportion to the text.
   */
  redact(text: string): string {
    if (this.#values.size === 0) return text;
    this.#pattern ??= buildPattern(this.#values);
    if (!/[%\\&]/.test(text)) return text.replace(this.#pattern, redactedText);
    const ranges: Range[] = [];
    for (const decoded of decodeLayers(text)) collectMatches(this.#pattern, decoded, ranges);
    return replaceRanges(text, ranges);
  }
}

/** Bounds in the original text. */
type Range = readonly [start: number, end: number];

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

function collectMatches(pattern: RegExp, { text, starts, ends }: DecodedText, ranges: Range[]): void {
  for (const { 0: match, index } of text.matchAll(pattern))
    ranges.push([starts[index] ?? 0, ends[index + match.length - 1] ?? 0]);
}

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

/** One pattern for all forms of all values; the longest first, since one may be a prefix of another. */
function buildPattern(values: Iterable<string>): RegExp {
  const forms = [...values].flatMap((value) => [value, ...getBase64Forms(value)]);
  const sources = [...new Set(forms)].sort((a, b) => b.length - a.length).map(buildSource);
  const hexSources = [...values].flatMap(buildHexSource).sort((a, b) => b.length - a.length);
  return new RegExp([...sources, ...hexSources].join("|"), "giu");
}

/** In forms a blank is sent as `+`. */
function buildSource(form: string): string {
  const source = form.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replaceAll(" ", "[ +]");
  return form.length < minDistinctLength ? `(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])` : source;
}

/** The UTF-8 bytes in hexadecimal, also separated as in `6b:65` or `<Buffer 6b 65>`. */
function buildHexSource(value: string): string[] {
  const bytes = [...Buffer.from(value)].map((byte) => byte.toString(16).padStart(2, "0"));
  return bytes.length < minDistinctLength ? [] : [bytes.join("[ :-]?")];
}

/**
 * The base64 forms of a value at each of the three possible offsets, since it may be encoded together with other text,
 * such as a user name. Leaves out characters that also depend on the neighboring bytes.
 */
function getBase64Forms(value: string): string[] {
  const bytes = Buffer.from(value);
  if (bytes.length < minDistinctLength) return [];
  return [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64url");
    const sharedCharacters = (offset + bytes.length) % 3 === 0 ? 0 : 1;
    const exclusive = text.slice(Math.ceil((offset * 8) / 6), text.length - sharedCharacters);
    return [exclusive, exclusive.replaceAll("-", "+").replaceAll("_", "/")];
  });
}
