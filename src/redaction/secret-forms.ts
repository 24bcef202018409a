import type { DecodedText } from "./decode-escapes";

/** Shorter values are redacted only as whole words; longer ones wherever they occur. */
export const minDistinctLength = 6;

/** Shorter sequences of bytes are too common in other texts for their encoded forms to be found. */
const minEncodedBytes = 6;

/** The length of the shortest hexadecimal form. */
export const minHexLength = 2 * minEncodedBytes;

/** How a value occurs in texts as `normalizeText` gives them: as it is, and in base64. */
export function getTextForms(value: string): string[] {
  const forms = value.length < minDistinctLength ? [] : [value];
  return [...forms, ...getBase64Forms(value)].map(normalizeText);
}

/** The UTF-8 bytes in hexadecimal, as in texts that `normalizeText` gives. */
export function getHexForm(value: string): string | undefined {
  const bytes = Buffer.from(value);
  return bytes.length < minEncodedBytes ? undefined : bytes.toString("hex");
}

/** The text in one case, and with blanks for `+`, as which they are sent in forms; of the same length. */
export function normalizeText(text: string): string {
  const folded = /^\p{ASCII}*$/u.test(text) ? text.toLowerCase() : Array.from(text, foldCase).join("");
  return folded.replaceAll("+", " ");
}

const hexSequence = new RegExp(`(?:[0-9a-f][ :-]?){${minHexLength}}`, "i");
const hexSeparators = /(?<=[0-9a-f])[ :-](?=[0-9a-f])/gi;

/** A text without what separates hexadecimal digits, as in `6b:65` or `<Buffer 6b 65>`; undefined without enough digits. */
export function compactHex({ text, starts, ends }: DecodedText): DecodedText | undefined {
  if (!hexSequence.test(text)) return undefined;
  const separators = new Set(Array.from(text.matchAll(hexSeparators), ({ index }) => index));
  const kept = starts.map((_, index) => index).filter((index) => index < text.length && !separators.has(index));
  return {
    text: text.replace(hexSeparators, ""),
    starts: kept.map((index) => starts[index] ?? 0),
    ends: kept.map((index) => ends[index] ?? 0),
  };
}

/** One character for all that differ in their case only, if it has their length. */
function foldCase(character: string): string {
  const upper = character.toUpperCase();
  const folded = (upper.length === character.length ? upper : character).toLowerCase();
  return folded.length === character.length ? folded : character;
}

/**
 * The base64 forms of a value at each of the three possible offsets, since it may be encoded together with other text,
 * such as a user name. Leaves out characters that also depend on the neighboring bytes.
 */
function getBase64Forms(value: string): string[] {
  const bytes = Buffer.from(value);
  if (bytes.length < minEncodedBytes) return [];
  return [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64url");
    const sharedCharacters = (offset + bytes.length) % 3 === 0 ? 0 : 1;
    const exclusive = text.slice(Math.ceil((offset * 8) / 6), text.length - sharedCharacters);
    return [exclusive, exclusive.replaceAll("-", "+").replaceAll("_", "/")];
  });
}
