import * as vscode from "vscode";

/** One for all rows: making a format takes longer than using it. */
let moments: Intl.DateTimeFormat | undefined;

/** A moment (epoch ms) as the user writes it, in the user's zone. */
export function momentText(at: number): string {
  moments ??= new Intl.DateTimeFormat(vscode.env.language, { dateStyle: "medium", timeStyle: "short" });
  return moments.format(at);
}

/** A count as the user writes it. */
export function countText(count: number): string {
  return count.toLocaleString(vscode.env.language);
}

/** A text of at most `room` characters: what is too much is left out in the middle. */
export function inMiddle(text: string, room: number): string {
  const characters = Array.from(text);
  if (characters.length <= room) return text;
  const half = Math.floor((room - 1) / 2);
  return `${characters.slice(0, room - 1 - half).join("")}…${characters.slice(-half).join("")}`;
}

/** Parts of a line, those that are empty left out. */
export function joined(separator: string, ...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(separator);
}
