/** Whether a text is the one looked for: the same, or matched by an expression. */
export function matches(text: string, expected: string | RegExp): boolean {
  return typeof expected === "string" ? text === expected : expected.test(text);
}

/** A list of texts for the message of a check that fails. */
export function quoted(texts: readonly string[]): string {
  return texts.length === 0 ? "none" : texts.map((text) => JSON.stringify(text)).join(", ");
}
