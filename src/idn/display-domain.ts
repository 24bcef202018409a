import { decode, encode } from "punycode.js";

/** Scripts used in domain names. Labels in other scripts stay in Punycode. */
const scriptPatterns = [
  ..."Latin Greek Cyrillic Armenian Georgian Hebrew Arabic Devanagari Bengali Gurmukhi Gujarati Oriya".split(" "),
  ..."Tamil Telugu Kannada Malayalam Sinhala Thai Lao Khmer Myanmar Tibetan Ethiopic".split(" "),
].map((script) => createScriptPattern(`\\p{Script=${script}}`));

/** Scripts that are mixed in one label. */
const mixedScriptPatterns = [
  createScriptPattern("\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\u30fc"),
  createScriptPattern("\\p{Script=Han}\\p{Script=Hangul}"),
  createScriptPattern("\\p{Script=Han}\\p{Script=Bopomofo}"),
];

/** Letters of other scripts that look like Latin ones (homographs): a label of only these may imitate another. */
const latinLookalikePattern = /^[аԁезһіјӏорԛѕԝхуҽѵүαγικνορτυω\d-]+$/u;

function createScriptPattern(letters: string): RegExp {
  return new RegExp(`^(?:[${letters}\\p{M}]|[\\d-])+$`, "u");
}

/**
 * Converts a domain name for display: labels in Punycode (`xn--bcher-kva`) become Unicode. A label stays in Punycode if
 * it could be a spoof: several scripts, an unknown script, or only letters that look like Latin ones.
 */
export function toDisplayDomain(name: string): string {
  if (!/(?:^|[.@])xn--/i.test(name)) return name;
  return name
    .split(".")
    .map((label) => (/^xn--/i.test(label) ? toDisplayLabel(label) : label))
    .join(".");
}

function toDisplayLabel(label: string): string {
  const ascii = label.toLowerCase();
  const text = tryDecode(ascii.slice(4));
  const isSafe = text !== undefined && isNormalized(text) && `xn--${encode(text)}` === ascii && isOfOneScript(text);
  return isSafe ? text : label;
}

function tryDecode(punycode: string): string | undefined {
  try {
    return decode(punycode);
  } catch {
    return undefined;
  }
}

/** Whether the text is a normalized label: no symbols, no invisible characters, NFKC and lower case. */
function isNormalized(text: string): boolean {
  return /^[\p{L}\p{M}\p{Nd}-]+$/u.test(text) && !/^\p{M}/u.test(text) && text.toLowerCase().normalize("NFKC") === text;
}

function isOfOneScript(text: string): boolean {
  if (latinLookalikePattern.test(text)) return false;
  return (
    scriptPatterns.some((script) => script.test(text)) || mixedScriptPatterns.some((mixture) => mixture.test(text))
  );
}
