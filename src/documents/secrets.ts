import type { Fields } from "../dmapi/model";
import type { ResultContent } from "../dmapi/results";

/** What stands in place of an auth-id. Always as long, so that it tells nothing. */
export const mask = "••••••••";

/** A result's content whose auth-ids are masked, and what is behind the masks, in the order of their first places. */
export interface Masked {
  readonly content: ResultContent;
  readonly secrets: readonly string[];
}

const auth = String.raw`auth(?:ori[sz]ation)?[-_ ]?(?:id|info|code|key|pw|password)`;
const word = String.raw`(?:(?:transfer[-_ ]?)?${auth}|(?:epp|transfer)[-_ ]?(?:code|key|pw|password))`;
const secretKey = new RegExp(`^(?:domain[-_ ])?(?:${word}|auth)$`, "i");
/** What follows such a word is a value, unless it says what is wrong with one. */
const inText = new RegExp(
  String.raw`\b(${word})\b(\s*(?:\bis\b\s*)?[:=]?\s*)("[^"\n]+"|'[^'\n]+'|(?!(?:is|was|not|invalid|missing|wrong|incorrect|required|has|must|for|of)\b)[^\s"'.,;][^\s"']*)`,
  "gi",
);
const hasType = /auth[-_]?(?:id|info|code)/i;

/**
 * Masks everything that may be an auth-id: values of keys and words that name one, all other places of the same text,
 * and the whole text of a request for an auth-id in which none was recognised.
 */
export function masked(content: ResultContent, requestType = ""): Masked {
  const secrets = new Set<string>();
  for (const [name, value] of [...content.fields, ...content.headers]) {
    if (secretKey.test(name.trim()) && value.trim() !== "") secrets.add(value.trim());
    for (const found of namedIn(value)) secrets.add(found);
  }
  for (const found of namedIn(content.text)) secrets.add(found);
  if (secrets.size === 0 && hasType.test(typeOf(content, requestType)) && isDone(content)) {
    for (const line of content.text.split(/\r?\n/)) if (line.trim() !== "") secrets.add(line.trim());
  }
  const all = [...secrets];
  return { content: replaceIn(content, all), secrets: all };
}

function namedIn(text: string): string[] {
  return [...text.matchAll(inText)].map((match) => unquoted(match[3] ?? "")).filter((found) => found !== "");
}

function unquoted(text: string): string {
  return /^["'].*["']$/.test(text) ? text.slice(1, -1) : text.replace(/[.,;)]+$/, "");
}

function typeOf({ fields }: ResultContent, requestType: string): string {
  const told = fields.find(([name]) => /^request[-_]type$/i.test(name))?.[1];
  return told ?? requestType;
}

function isDone({ fields }: ResultContent): boolean {
  return !fields.some(
    ([name, value]) => /^(completion-status|request_state)$/i.test(name) && /^(nack|\?)$/.test(value),
  );
}

/** A shorter one is masked in its own place alone: it may be a part of any word. */
const leastLength = 4;

function replaceIn({ headers, fields, text }: ResultContent, secrets: readonly string[]): ResultContent {
  // The longest first: one may be a part of another.
  const ordered = secrets.filter(({ length }) => length >= leastLength).sort((a, b) => b.length - a.length);
  const hide = (value: string) =>
    ordered
      .reduce((left, secret) => left.replaceAll(secret, mask), value)
      .replace(inText, (_, name: string, between: string) => `${name}${between}${mask}`);
  const hideField = ([name, value]: Fields[number]) =>
    [name, value.trim() !== "" && secretKey.test(name.trim()) ? mask : hide(value)] as const;
  return { headers: headers.map(hideField), fields: fields.map(hideField), text: hide(text) };
}
