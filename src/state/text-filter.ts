/** True when every word of `filter` occurs in one of the texts, ignoring case. An empty filter matches everything. */
export function matchesTextFilter(filter: string, texts: readonly string[]): boolean {
  const words = filter.toLowerCase().split(/\s+/);
  const haystack = texts.join("\n").toLowerCase();
  return words.every((word) => haystack.includes(word));
}
