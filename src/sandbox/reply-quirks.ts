import type { QuirkSet } from "./quirks";
import { hash, pick } from "./random";
import { formatBlock, type Header, type Reply } from "./reply";

type Body = NonNullable<Reply["body"]>;

/** The Status-Code of a success. */
export function getSuccessCode(code: number, quirks: QuirkSet): number {
  if (quirks.has("code-zero")) return 0;
  return quirks.has("code-1000") ? 1000 : code;
}

/** The header block of a reply; `seed` decides about what varies. */
export function formatHeaders(headers: readonly Header[], quirks: QuirkSet, seed: number): string {
  let varied = headers.filter(([name]) => name !== "Result" || !quirks.has("no-result-header"));
  if (quirks.has("status-text-varied"))
    varied = varied.map(([name, value]) => [name, name === "Status-Text" ? varyStatusText(value, seed) : value]);
  if (quirks.has("headers-random-order")) varied = shuffle(varied, seed);
  if (quirks.has("headers-case"))
    varied = varied.map(([name, value], index) => [varyCase(name, hash(seed, index, 71)), value]);
  return endLines(formatBlock(varied), quirks);
}

/** The body with its line ends. */
export function formatBody(body: Body, quirks: QuirkSet): Body {
  if (typeof body === "string") {
    const text = quirks.has("no-final-lf") ? body.replace(/\n$/, "") : body;
    return endLines(text, quirks);
  }
  return quirks.find("crlf", "no-final-lf") ? formatChunks(body, quirks) : body;
}

function* formatChunks(chunks: Iterable<string>, quirks: QuirkSet): Generator<string> {
  let previous = "";
  for (const chunk of chunks) {
    yield endLines(previous, quirks);
    previous = chunk;
  }
  yield endLines(quirks.has("no-final-lf") ? previous.replace(/\n$/, "") : previous, quirks);
}

function endLines(text: string, quirks: QuirkSet): string {
  return quirks.has("crlf") ? text.replaceAll("\n", "\r\n") : text;
}

function varyStatusText(text: string, seed: number): string {
  const texts =
    text === "OK" ? ["OK", "Command completed successfully", "Success", ""] : [text, text.toLowerCase(), ""];
  return pick(texts, hash(seed, 0, 70));
}

function shuffle(headers: readonly Header[], seed: number): Header[] {
  const ranked = headers.map((header, index) => ({ header, rank: hash(seed, index, 72) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ header }) => header);
}

function varyCase(name: string, bits: number): string {
  const mixed = Array.from(name, (letter, index) => (index % 2 === 0 ? letter.toLowerCase() : letter.toUpperCase()));
  return pick([name.toLowerCase(), name.toUpperCase(), mixed.join("")], bits);
}
