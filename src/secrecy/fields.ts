import { hidden } from "./secrets";

const names = [
  ...["auth-?sid", "session-?id", "sid", "api-?key", "key", "pass(?:word|wd|phrase)?", "pwd", "secret", "token"],
  ...["auth-?(?:id|code|info)", "(?:proxy-?)?authorization", "(?:set-?)?cookie"],
];
const separator = `["']?[ \\t]*(?:[:=]|%3[AD])[ \\t]*["']?`;
const value = `(?:(?:basic|bearer|digest|negotiate|ntlm)[ \\t]+)?[^\\s"'&;,}\\]]+`;
const field = new RegExp(
  `(?<![\\p{L}\\p{N}])(${names.join("|").replaceAll("-?", "[-_ ]?")})(${separator})${value}`,
  "giu",
);

/** `//name:password@host` */
const credentialsInUrl = /(\/\/[^/\s:@]*:)[^/\s@]+@/g;

/** The text with the value of each field taken out whose name says that it is secret: `api-key=…`, `"password": "…"`; and of a URL its password. */
export function withoutSecretFields(text: string): string {
  const withoutPasswords = text.replace(credentialsInUrl, `$1${hidden}@`);
  return withoutPasswords.replace(field, (_, name: string, mark: string) => `${name}${mark}${hidden}`);
}
