import type { FieldList } from "../dmapi/model";
import type { ResultContent } from "../dmapi/results";
import { isDateText, mask, maskMentioned, maskText, mentionsAuthId, type MaskedValues } from "./mask-text";

/** A result's content with masked auth-ids. */
export interface MaskedContent {
  readonly content: ResultContent;
  /** The masked values: first those that were named as an auth-id, each in order of first occurrence. */
  readonly secrets: readonly string[];
}

const authIdTypePattern = /auth[-_]?(?:id|info|code)/i;
const secretNamePattern = /^(?:auth|epp|pw|password)$/i;
const dateNamePattern = /expir|date|until|created|changed|updated|valid|timestamp/i;

/** Fields of a result whose values are harmless if they match (DMAPI docs, result-retrieve and the headers of a reply). */
const harmlessFields: readonly (readonly [name: RegExp, value: RegExp])[] = [
  [/^(?:object-name|request_object|domain)$/i, /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+\.?$/u],
  [/^request[-_]type$/i, /^[a-z]+(?:-[a-z]+)+$/i],
  [/^(?:completion-status|request_state)$/i, /^(?:ack|nack|\?|pending)$/i],
  [/^result$/i, /^(?:ack|nack)$/i],
  [/^(?:proc-id|svtrid|tracking-id|cltrid)$/i, /^[\w.:-]*$/],
  [/^(?:version|status-code|uid|row-count|result-code|account-(?:pending-)?balance)$/i, /^-?[\d.,]+$/],
  [/^(?:columns|separator|account-currency|stats-[\w-]+)$/i, /^[\w, .-]*$/],
  [/^timing$/i, /^[\d.,/%s ]+$/],
  [/^user-login$/i, /^[\w.@+-]+$/],
];

/**
 * Masks everything that may be an auth-id. In a request for an auth-id that succeeded, this is every value not known to be
 * harmless. In other results it is what follows the first mention of an auth-id; in failed ones, the rest of its line.
 * All other occurrences of these values are masked, too.
 */
export function maskAuthIds(content: ResultContent, requestType = ""): MaskedContent {
  const values: MaskedValues = { named: new Set(), others: new Set() };
  const isAuthIdResult = authIdTypePattern.test(getRequestType(content, requestType));
  const isFailed = !hasSucceeded(content);
  const object = getObject(content);
  const maskSentence = (text: string, found: MaskedValues) => {
    if (isFailed) return maskMentioned(text, object, found);
    if (isAuthIdResult) return maskText(text, object, found);
    return maskAfterMention(text, object, found);
  };
  const maskFields = (list: FieldList, found: MaskedValues): FieldList =>
    list.map(([name, value]) => {
      if (value.trim() === "" || isHarmlessField(name, value)) return [name, value];
      if (!isSecretName(name)) return [name, maskSentence(value, found)];
      values.named.add(value.trim());
      return [name, mask];
    });
  const fields = maskFields(content.fields, values);
  const text = maskSentence(content.text, values);
  // An unknown header is masked, but is not an auth-id.
  const headers = maskFields(content.headers, { named: values.named, others: new Set() });
  const secrets = [...new Set([...values.named, ...values.others])];
  const masked = replaceSecrets({ headers, fields, text }, secrets);
  if (!isAuthIdResult || isFailed || secrets.length > 0 || content.text.trim() === "")
    return { content: masked, secrets };
  return maskWholeText(masked);
}

/** The auth-id may be one of the harmless words. */
function maskWholeText(content: ResultContent): MaskedContent {
  const lines = content.text.split(/\r?\n/).map((line) => line.trim());
  const secrets = lines.filter((line) => line !== "");
  return { content: { ...content, text: lines.map((line) => line && mask).join("\n") }, secrets };
}

/** From the start of the line with the first mention on. */
function maskAfterMention(text: string, object: string, values: MaskedValues): string {
  let start = 0;
  for (const line of text.split("\n")) {
    if (mentionsAuthId(line)) return text.slice(0, start) + maskText(text.slice(start), object, values);
    start += line.length + 1;
  }
  return text;
}

function isSecretName(name: string): boolean {
  return (mentionsAuthId(name) || secretNamePattern.test(name.trim())) && !dateNamePattern.test(name);
}

function isHarmlessField(name: string, value: string): boolean {
  if (dateNamePattern.test(name) && isDateText(value)) return true;
  return harmlessFields.some(([names, values]) => names.test(name.trim()) && values.test(value.trim()));
}

function getObject({ fields }: ResultContent): string {
  const field = fields.find(
    ([name, value]) => /^(?:object-name|request_object)$/i.test(name) && isHarmlessField(name, value),
  );
  return field?.[1].trim() ?? "";
}

function getRequestType({ fields }: ResultContent, requestType: string): string {
  const sentType = fields.find(([name]) => /^request[-_]type$/i.test(name))?.[1];
  return sentType ?? requestType;
}

function hasSucceeded({ fields }: ResultContent): boolean {
  return !fields.some(
    ([name, value]) => /^(completion-status|request_state)$/i.test(name) && /^(nack|\?|pending)$/i.test(value),
  );
}

/** A shorter one is masked only where it was found: elsewhere it may be part of any word. */
const minSecretLength = 4;
/** Bounds the work for a text that consists of masked values. */
const maxReplacedSecrets = 100;

function replaceSecrets({ headers, fields, text }: ResultContent, secrets: readonly string[]): ResultContent {
  // Longest first: one may be part of another.
  const longestFirst = secrets
    .slice(0, maxReplacedSecrets)
    .filter(({ length }) => length >= minSecretLength)
    .sort((a, b) => b.length - a.length);
  const maskAll = (value: string) => longestFirst.reduce((left, secret) => left.replaceAll(secret, mask), value);
  const maskField = ([name, value]: FieldList[number]) =>
    [name, isHarmlessField(name, value) ? value : maskAll(value)] as const;
  return { headers: headers.map(maskField), fields: fields.map(maskField), text: maskAll(text) };
}
