/** The replacement for a secret. */
export const redactedText = "***";

/** Shorter values are not redacted: they occur as ordinary words and numbers. */
const minSecretLength = 3;
/** Shorter values are redacted only as whole words; longer ones wherever they occur. */
const minDistinctLength = 6;

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

  /** The text with every secret replaced: plain, escaped for URLs, HTML or JSON, and in base64. */
  redact(text: string): string {
    if (this.#values.size === 0) return text;
    this.#pattern ??= buildPattern(this.#values);
    return text.replace(this.#pattern, redactedText);
  }
}

/** One pattern for all forms of all values; the longest first, since one may be a prefix of another. */
function buildPattern(values: Iterable<string>): RegExp {
  const encodedForms = new Set([...values].flatMap(getEncodedForms));
  const sources = [...encodedForms].sort((a, b) => b.length - a.length).map(buildSource);
  return new RegExp(sources.join("|"), "giu");
}

function buildSource(form: string): string {
  const source = form.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return form.length < minDistinctLength ? `(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])` : source;
}

function getEncodedForms(value: string): string[] {
  const formEncoded = new URLSearchParams({ "": value }).toString().slice(1);
  const htmlEscaped = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const htmlWithQuotes = htmlEscaped.replaceAll('"', "&quot;").replaceAll("'", "&#39;");
  return [
    value,
    encodeURIComponent(toWellFormed(value)),
    formEncoded,
    htmlEscaped,
    htmlWithQuotes,
    JSON.stringify(value).slice(1, -1),
  ].concat(getBase64Forms(value));
}

/** Replaces lone surrogates, which cannot be URL-encoded. */
function toWellFormed(value: string): string {
  return Buffer.from(value).toString();
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
