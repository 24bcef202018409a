/** Puts values into a text with `{0}`, `{1}`. */
export function fill(text: string, ...values: string[]): string {
  return text.replace(/\{(\d+)\}/g, (whole, place: string) => values[Number(place)] ?? whole);
}
