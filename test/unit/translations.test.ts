import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { getL10nJson } from "@vscode/l10n-dev";

type Texts = Readonly<Record<string, string>>;

/** Texts that are the same in both languages. */
const identical = new Set([
  "Joker.com",
  "1 TLD",
  "{0} TLDs",
  "TLD",
  "Sandbox",
  "Proxy",
  "Windows, RFC 4180",
  "CSV (RFC 4180)",
  "Unix",
  "JSON Lines",
  "Status",
  "Problem",
  "Text",
  "Privacy Basic",
  "Privacy Pro",
  "Transfer",
  "Transfers",
  "Domain",
]);

/** The texts of all `vscode.l10n.t` of the sources. They are read as one, because each call starts a parser. */
async function readSourceTexts(): Promise<string[]> {
  const names = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const files = names.map((name) => readFileSync(join("src", name), "utf8")).filter((text) => text.includes("l10n.t("));
  return Object.keys(await getL10nJson([{ contents: files.join("\n"), extension: ".ts" }]));
}

const readTexts = (path: string): Texts => JSON.parse(readFileSync(path, "utf8")) as Texts;
const placeholders = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(String).sort();
const linkTargets = (text: string) => [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, target]) => target).sort();
const isOnlyPlaceholders = (text: string) => !/\p{L}/u.test(text.replace(/\{\d+\}|UTC/g, ""));

function assertTranslation(english: string, german: string): void {
  assert.deepEqual(placeholders(german), placeholders(english), `placeholders of: ${german}`);
  assert.deepEqual(linkTargets(german), linkTargets(english), `links of: ${german}`);
  assert.equal(german, german.normalize("NFC"));
  assert.equal(german.trim().length > 0, true, `the German text of: ${english}`);
  const mayBeSame = identical.has(english) || isOnlyPlaceholders(english);
  assert.ok(mayBeSame || german !== english, `is not translated: ${english}`);
}

describe("The German texts", () => {
  it("are those of the code: none is missing, none is unused", async () => {
    const german = readTexts("l10n/bundle.l10n.de.json");
    const english = await readSourceTexts();
    assert.ok(english.length > 500, `${english.length} texts were found`);
    const missing = english.filter((text) => !(text in german));
    const unused = Object.keys(german).filter((text) => !english.includes(text));
    assert.deepEqual({ missing, unused }, { missing: [], unused: [] });
  });

  it("are those of the manifest: none is missing, none is unused", () => {
    const keys = Object.keys(readTexts("package.nls.json")).sort();
    assert.deepEqual(Object.keys(readTexts("package.nls.de.json")).sort(), keys);
  });

  it("have the placeholders and links of the English ones, and differ from them", () => {
    for (const [english, german] of Object.entries(readTexts("l10n/bundle.l10n.de.json")))
      assertTranslation(english, german);
    const manifest = readTexts("package.nls.json");
    for (const [key, german] of Object.entries(readTexts("package.nls.de.json")))
      assertTranslation(manifest[key] ?? "", german);
  });

  it("differ from each other where the English ones do, so that a choice has one meaning", () => {
    const titles = Object.entries(readTexts("package.nls.de.json")).filter(([key]) => key.startsWith("command."));
    const seen = new Map<string, string>();
    for (const [key, german] of titles) {
      const english = readTexts("package.nls.json")[key] ?? "";
      assert.equal(seen.get(german) ?? english, english, `two commands are called ${german}`);
      seen.set(german, english);
    }
  });
});
