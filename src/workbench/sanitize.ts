/** Text of a server without the characters that control how the text around it is shown. */
export function stripControlCharacters(text: string): string {
  // eslint-disable-next-line no-control-regex -- this function removes them
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
}

/**
 * Text of a server as one line without anything that cannot be seen: control characters, zero-width and tag characters,
 * halves of characters. For readers that are not shown it, such as a language model.
 */
export function toVisibleLine(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, "")
    .trim();
}

/**
 * Text of a server where VS Code would make links of `[text](target)` and icons of `$(name)`: in notifications, quick
 * picks, input boxes and the status bar.
 */
export function sanitize(text: string): string {
  return stripControlCharacters(text).replaceAll("](", "] (").replaceAll("$(", "$ (");
}

/** The text, truncated to `maxLength` characters. */
export function truncate(text: string, maxLength: number): string {
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
}

/** The value of an own property. For names a server sent: `constructor` and the like are inherited by every object. */
export function getOwn<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
