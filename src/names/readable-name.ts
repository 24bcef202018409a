import { decode, encode } from "punycode.js";

/** Scripts in use for domain names. Letters of others are left in their ASCII form. */
const scripts = [
  ..."Latin Greek Cyrillic Armenian Georgian Hebrew Arabic Devanagari Bengali Gurmukhi Gujarati Oriya".split(" "),
  ..."Tamil Telugu Kannada Malayalam Sinhala Thai Lao Khmer Myanmar Tibetan Ethiopic".split(" "),
].map((script) => only(`\\p{Script=${script}}`));

/** Scripts that are written together. */
const mixtures = [
  only("\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\u30fc"),
  only("\\p{Script=Han}\\p{Script=Hangul}"),
  only("\\p{Script=Han}\\p{Script=Bopomofo}"),
];

/** Letters of other scripts that look like Latin ones: a name of these alone may pose as another. */
const lookalikes = /^[аԁезһіјӏорԛѕԝхуҽѵүαγικνορτυω\d-]+$/u;

function only(letters: string): RegExp {
  return new RegExp(`^(?:[${letters}\\p{M}]|[\\d-])+$`, "u");
}

/**
 * A domain name as its reader writes it: labels in Punycode (`xn--bcher-kva`) as letters. A label stays in ASCII where
 * its letters could deceive: of several scripts, of none that is known, looking like Latin without being it.
 */
export function readableName(name: string): string {
  if (!/(?:^|[.@])xn--/i.test(name)) return name;
  return name
    .split(".")
    .map((label) => (/^xn--/i.test(label) ? readableLabel(label) : label))
    .join(".");
}

function readableLabel(label: string): string {
  const ascii = label.toLowerCase();
  const text = decoded(ascii.slice(4));
  const honest = text !== undefined && isPlain(text) && `xn--${encode(text)}` === ascii && isOfOneScript(text);
  return honest ? text : label;
}

function decoded(punycode: string): string | undefined {
  try {
    return decode(punycode);
  } catch {
    return undefined;
  }
}

/** Whether the text is written in the one way a domain name may be: no signs, nothing invisible, nothing that folds. */
function isPlain(text: string): boolean {
  return /^[\p{L}\p{M}\p{Nd}-]+$/u.test(text) && !/^\p{M}/u.test(text) && text.toLowerCase().normalize("NFKC") === text;
}

function isOfOneScript(text: string): boolean {
  if (lookalikes.test(text)) return false;
  return scripts.some((script) => script.test(text)) || mixtures.some((mixture) => mixture.test(text));
}
