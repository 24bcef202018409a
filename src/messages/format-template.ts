/** Replaces `{0}`, `{1}` in a text with values. */
export function formatTemplate(text: string, ...values: string[]): string {
  return text.replace(/\{(\d+)\}/g, (placeholder, index: string) => values[Number(index)] ?? placeholder);
}
