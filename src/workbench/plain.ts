/** Text of a server without the characters that control how the text around it is shown. */
export function withoutControls(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
}

/**
 * Text of a server where VS Code would make links of `[text](target)` and icons of `$(name)`: in notifications, quick
 * picks, input boxes and the status bar.
 */
export function plain(text: string): string {
  return withoutControls(text).replaceAll("](", "] (").replaceAll("$(", "$ (");
}

/** A text of at most `most` characters, for places which a longer one would fill. */
export function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
