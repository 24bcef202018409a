import * as vscode from "vscode";
import { stripControlCharacters } from "./sanitize";

/**
 * Text of a server as Markdown that shows these characters and nothing else: no link, no picture, no style. What is
 * neither letter, digit nor blank becomes an entity, which Markdown never takes for its own.
 */
export function escapeMarkdown(text: string): string {
  return stripControlCharacters(text).replace(
    /[^\p{L}\p{N} ]/gu,
    (character) => `&#${character.codePointAt(0) ?? 32};`,
  );
}

/** The content of a hover: a title, sentences, and a list of names with values. All texts are shown literally. */
export interface HoverContent {
  readonly title: string;
  readonly sentences: readonly string[];
  /** Pairs without a value are left out. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** Formats hover content as untrusted Markdown, which cannot run commands. */
export function createHoverMarkdown({ title, sentences, facts }: HoverContent): vscode.MarkdownString {
  const factsWithValue = facts.filter(([, value]) => value !== "");
  const parts = [
    `**${escapeMarkdown(title)}**`,
    ...sentences.filter((sentence) => sentence !== "").map(escapeMarkdown),
    factsWithValue.map(([name, value]) => `- ${escapeMarkdown(name)}: ${escapeMarkdown(value)}`).join("\n"),
  ];
  return new vscode.MarkdownString(parts.filter((part) => part !== "").join("\n\n"));
}

/** The hover of a field that is shown by a readable name: its key as sent. Undefined without a key. */
export function createFieldHover(key: string | undefined): vscode.Hover | undefined {
  if (key === undefined) return undefined;
  return new vscode.Hover(new vscode.MarkdownString().appendText(vscode.l10n.t("DMAPI field: {0}", key)));
}
