/** A text with its escapes decoded, and where each UTF-16 unit came from. */
export interface DecodedText {
  readonly text: string;
  /** For the unit at `index`: the bounds of its source in the original text. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Escapes to decode: `%41`, `\u0041`, `\x41`, `\n`, `&amp;`, `&#65;`. */
export type EscapeKind = "percent" | "backslash" | "html";

const hex = "[0-9a-fA-F]";
const sourceByKind: Readonly<Record<EscapeKind, string>> = {
  percent: `%${hex}{2}`,
  backslash: String.raw`\\(?:u\{0{0,8}${hex}{1,6}\}|u${hex}{4}|U${hex}{8}|x${hex}{2}|[^uUx])`,
  html: `&(?:#[0-9]{1,8}|#[xX]${hex}{1,6}|amp|lt|gt|quot|apos);`,
};
const simpleEscapes = new Map(Object.entries({ n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", v: "\v" }));
const htmlEntities = new Map(Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }));
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Decodes every escape of these kinds once; undefined when there is none. Takes time in proportion to the text.
 * @param bytes how `%XX` and `\xXX` above 7F are read: as UTF-8 where they are valid, or each as a character
 */
export function decodeEscapes(
  source: DecodedText,
  kinds: readonly EscapeKind[],
  bytes: "utf-8" | "latin-1" = "utf-8",
): DecodedText | undefined {
  const pattern = new RegExp(kinds.map((kind) => sourceByKind[kind]).join("|"), "gs");
  const writer = new DecodedWriter(source, bytes);
  let position = 0;
  for (const { 0: escape, index } of source.text.matchAll(pattern)) {
    writer.copy(position, index);
    writer.addEscape(escape, index);
    position = index + escape.length;
  }
  if (position === 0) return undefined;
  writer.copy(position, source.text.length);
  return writer.finish();
}

/** The text as it is. */
export function toDecodedText(text: string): DecodedText {
  const [starts, ends] = [new Uint32Array(text.length), new Uint32Array(text.length)];
  for (let index = 0; index < text.length; index += 1) {
    starts[index] = index;
    ends[index] = index + 1;
  }
  return { text, starts, ends };
}

class DecodedWriter {
  private readonly parts: string[] = [];
  private readonly starts: Uint32Array;
  private readonly ends: Uint32Array;
  private length = 0;
  /** Bytes of escapes that follow each other, which may be one character together. */
  private bytes: { readonly value: number; readonly start: number; readonly end: number }[] = [];

  constructor(
    private readonly source: DecodedText,
    private readonly byteEncoding: "utf-8" | "latin-1",
  ) {
    // No escape is shorter than what it stands for.
    this.starts = new Uint32Array(source.text.length);
    this.ends = new Uint32Array(source.text.length);
  }

  copy(from: number, to: number): void {
    if (from >= to) return;
    this.flushBytes();
    this.parts.push(this.source.text.slice(from, to));
    this.starts.set(this.source.starts.subarray(from, to), this.length);
    this.ends.set(this.source.ends.subarray(from, to), this.length);
    this.length += to - from;
  }

  addEscape(escape: string, index: number): void {
    const start = this.source.starts[index] ?? 0;
    const end = this.source.ends[index + escape.length - 1] ?? start;
    const byte = /^(?:%|\\x)([0-9a-f]{2})$/i.exec(escape)?.[1];
    if (byte !== undefined) {
      this.bytes.push({ value: parseInt(byte, 16), start, end });
      return;
    }
    this.flushBytes();
    this.add(decodeEscape(escape), start, end);
  }

  finish(): DecodedText {
    this.flushBytes();
    return { text: this.parts.join(""), starts: this.starts, ends: this.ends };
  }

  private add(text: string, start = 0, end = start): void {
    this.parts.push(text);
    this.starts.fill(start, this.length, this.length + text.length);
    this.ends.fill(end, this.length, this.length + text.length);
    this.length += text.length;
  }

  private flushBytes(): void {
    const bytes = this.bytes;
    this.bytes = [];
    for (let at = 0; at < bytes.length;) {
      const length = this.byteEncoding === "utf-8" ? getUtf8Length(bytes[at]?.value ?? 0) : 1;
      const sequence = length > 1 ? bytes.slice(at, at + length) : [];
      const text = length > 1 ? decodeUtf8(sequence.map(({ value }) => value)) : undefined;
      if (text === undefined) {
        const { value = 0, start, end } = bytes[at] ?? {};
        this.add(String.fromCharCode(value), start, end);
        at += 1;
      } else {
        this.add(text, sequence[0]?.start, sequence.at(-1)?.end);
        at += length;
      }
    }
  }
}

function getUtf8Length(firstByte: number): number {
  if (firstByte >= 0xf0) return 4;
  if (firstByte >= 0xe0) return 3;
  return firstByte >= 0xc0 ? 2 : 1;
}

function decodeUtf8(bytes: readonly number[]): string | undefined {
  try {
    return strictDecoder.decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}

function decodeEscape(escape: string): string {
  if (escape.startsWith("&")) {
    const name = escape.slice(1, -1).toLowerCase();
    if (!name.startsWith("#")) return htmlEntities.get(name) ?? escape;
    return toCharacter(name.startsWith("#x") ? parseInt(name.slice(2), 16) : Number(name.slice(1))) ?? escape;
  }
  const rest = escape.slice(1);
  const code = /^u\{?([0-9a-f]+)\}?$/i.exec(rest)?.[1];
  if (code !== undefined) return toCharacter(parseInt(code, 16)) ?? escape;
  return simpleEscapes.get(rest) ?? rest;
}

function toCharacter(codePoint: number): string | undefined {
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : undefined;
}
