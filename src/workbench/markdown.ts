import * as vscode from "vscode";
import { withoutControls } from "./plain";

/**
 * Text of a server as Markdown that shows these characters and nothing else: no link, no picture, no style. What is
 * neither letter, digit nor blank becomes an entity, which Markdown never takes for its own.
 */
export function escaped(text: string): string {
  return withoutControls(text).replace(/[^\p{L}\p{N} ]/gu, (character) => `&#${character.codePointAt(0) ?? 32};`);
}

/** A hover card: a title, sentences, and a list of names with values. Every text is shown as it is. */
export interface Card {
  readonly title: string;
  readonly sentences: readonly string[];
  /** Pairs without a value are left out. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** Writes a card as Markdown which VS Code does not trust: it runs no command. */
export function cardOf({ title, sentences, facts }: Card): vscode.MarkdownString {
  const told = facts.filter(([, value]) => value !== "");
  const parts = [
    `**${escaped(title)}**`,
    ...sentences.filter((sentence) => sentence !== "").map(escaped),
    told.map(([name, value]) => `- ${escaped(name)}: ${escaped(value)}`).join("\n"),
  ];
  return new vscode.MarkdownString(parts.filter((part) => part !== "").join("\n\n"));
}
