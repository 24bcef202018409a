import { redactedText } from "./secret-redactor";

const fieldNames = [
  ...["auth-?sid", "session-?id", "sid", "api-?key", "key", "pass(?:word|wd|phrase)?", "pwd", "secret", "token"],
  ...["auth-?(?:id|code|info)", "(?:proxy-?)?authorization", "(?:set-?)?cookie"],
];
const separatorSource = `["']?[ \\t]*(?:[:=]|%3[AD])[ \\t]*["']?`;
const valueSource = `(?:(?:basic|bearer|digest|negotiate|ntlm)[ \\t]+)?[^\\s"'&;,}\\]]+`;
const fieldPattern = new RegExp(
  `(?<![\\p{L}\\p{N}])(${fieldNames.join("|").replaceAll("-?", "[-_ ]?")})(${separatorSource})${valueSource}`,
  "giu",
);

/** `//name:password@host` */
const urlPasswordPattern = /(\/\/[^/\s:@]*:)[^/\s@]+@/g;

/** Redacts the value of each field with a secret name, such as `api-key=…` or `"password": "…"`, and passwords in URLs. */
export function redactSecretFields(text: string): string {
  const withoutPasswords = text.replace(urlPasswordPattern, `$1${redactedText}@`);
  return withoutPasswords.replace(
    fieldPattern,
    (_, name: string, separator: string) => `${name}${separator}${redactedText}`,
  );
}
