/** What stands in the place of a secret. */
export const hidden = "***";

/** Shorter values are words and numbers of ordinary texts: taking them out would spoil those and hide nothing. */
const shortest = 3;
/** Shorter values are taken out where they stand alone; longer ones wherever they occur. */
const distinct = 6;

/** Values which no text may show: keys, passwords, session ids, auth-ids. Knows them in the forms they travel in, too. */
export class Secrets {
  readonly #values = new Set<string>();
  #pattern: RegExp | undefined;

  add(...values: readonly string[]): void {
    for (const value of values) {
      if (value.length < shortest || this.#values.has(value)) continue;
      this.#values.add(value);
      this.#pattern = undefined;
    }
  }

  /** The text with every secret in it taken out: as it is, escaped for URLs, HTML or JSON, and in base64. */
  takenOutOf(text: string): string {
    if (this.#values.size === 0) return text;
    this.#pattern ??= patternOf(this.#values);
    return text.replace(this.#pattern, hidden);
  }
}

/** One pattern for all forms of all values; the longest first, since one may begin with another. */
function patternOf(values: Iterable<string>): RegExp {
  const forms = new Set([...values].flatMap(formsOf));
  const sources = [...forms].sort((a, b) => b.length - a.length).map(sourceOf);
  return new RegExp(sources.join("|"), "giu");
}

function sourceOf(form: string): string {
  const source = form.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return form.length < distinct ? `(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])` : source;
}

function formsOf(value: string): string[] {
  const form = new URLSearchParams({ "": value }).toString().slice(1);
  const html = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const quotes = html.replaceAll('"', "&quot;").replaceAll("'", "&#39;");
  return [value, encodeURIComponent(wellFormed(value)), form, html, quotes, JSON.stringify(value).slice(1, -1)].concat(
    base64Of(value),
  );
}

/** A lone surrogate cannot be encoded; nothing that is sent holds one. */
function wellFormed(value: string): string {
  return Buffer.from(value).toString();
}

/**
 * What base64 makes of a value, wherever it begins in what is encoded: of a user name and password together it is another
 * text than of the password alone. Characters which its neighbours have a part in are left out.
 */
function base64Of(value: string): string[] {
  const bytes = Buffer.from(value);
  if (bytes.length < distinct) return [];
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64url");
    const shared = (before + bytes.length) % 3 === 0 ? 0 : 1;
    const own = text.slice(Math.ceil((before * 8) / 6), text.length - shared);
    return [own, own.replaceAll("-", "+").replaceAll("_", "/")];
  });
}
