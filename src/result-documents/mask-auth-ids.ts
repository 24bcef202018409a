import type { FieldList } from "../dmapi/model";
import type { ResultContent } from "../dmapi/results";

/** Replaces an auth-id. Its length is fixed, so that it reveals nothing. */
export const mask = "••••••••";

/** A result's content with masked auth-ids, and these auth-ids in order of first occurrence. */
export interface MaskedContent {
  readonly content: ResultContent;
  readonly secrets: readonly string[];
}

const authIdWord = String.raw`auth(?:ori[sz]ation)?[-_ ]?(?:id|info|code|key|pw|password)`;
const secretWord = String.raw`(?:(?:transfer[-_ ]?)?${authIdWord}|(?:epp|transfer)[-_ ]?(?:code|key|pw|password))`;
const secretNamePattern = new RegExp(`^(?:domain[-_ ])?(?:${secretWord}|auth)$`, "i");
/** Matches the value after such a word, unless the text describes a problem. */
const secretInTextPattern = new RegExp(
  String.raw`\b(${secretWord})\b(\s*(?:\bis\b\s*)?[:=]?\s*)("[^"\n]+"|'[^'\n]+'|(?!(?:is|was|not|invalid|missing|wrong|incorrect|required|has|must|for|of)\b)[^\s"'.,;][^\s"']*)`,
  "gi",
);
const authIdTypePattern = /auth[-_]?(?:id|info|code)/i;

/**
 * Masks everything that may be an auth-id: values after names and words for one, all other occurrences of the same text,
 * and the whole text of a request for an auth-id in which none was recognized.
 */
export function maskAuthIds(content: ResultContent, requestType = ""): MaskedContent {
  const secrets = new Set<string>();
  for (const [name, value] of [...content.fields, ...content.headers]) {
    if (secretNamePattern.test(name.trim()) && value.trim() !== "") secrets.add(value.trim());
    for (const found of findNamedSecrets(value)) secrets.add(found);
  }
  for (const found of findNamedSecrets(content.text)) secrets.add(found);
  if (secrets.size === 0 && authIdTypePattern.test(getRequestType(content, requestType)) && hasSucceeded(content)) {
    for (const line of content.text.split(/\r?\n/)) if (line.trim() !== "") secrets.add(line.trim());
  }
  const all = [...secrets];
  return { content: replaceSecrets(content, all), secrets: all };
}

function findNamedSecrets(text: string): string[] {
  return [...text.matchAll(secretInTextPattern)]
    .map((match) => stripQuotes(match[3] ?? ""))
    .filter((found) => found !== "");
}

function stripQuotes(text: string): string {
  return /^["'].*["']$/.test(text) ? text.slice(1, -1) : text.replace(/[.,;)]+$/, "");
}

function getRequestType({ fields }: ResultContent, requestType: string): string {
  const sentType = fields.find(([name]) => /^request[-_]type$/i.test(name))?.[1];
  return sentType ?? requestType;
}

function hasSucceeded({ fields }: ResultContent): boolean {
  return !fields.some(
    ([name, value]) => /^(completion-status|request_state)$/i.test(name) && /^(nack|\?)$/.test(value),
  );
}

/** A shorter one is masked only where it was found: elsewhere it may be part of any word. */
const minSecretLength = 4;

function replaceSecrets({ headers, fields, text }: ResultContent, secrets: readonly string[]): ResultContent {
  // Longest first: one may be part of another.
  const longestFirst = secrets.filter(({ length }) => length >= minSecretLength).sort((a, b) => b.length - a.length);
  const maskText = (value: string) =>
    longestFirst
      .reduce((left, secret) => left.replaceAll(secret, mask), value)
      .replace(secretInTextPattern, (_, name: string, between: string) => `${name}${between}${mask}`);
  const maskField = ([name, value]: FieldList[number]) =>
    [name, value.trim() !== "" && secretNamePattern.test(name.trim()) ? mask : maskText(value)] as const;
  return { headers: headers.map(maskField), fields: fields.map(maskField), text: maskText(text) };
}
