/** True when every word of `filter` is part of one of the texts, in any case. An empty filter takes everything. */
export function holdsWords(filter: string, texts: readonly string[]): boolean {
  const words = filter.toLowerCase().split(/\s+/);
  const all = texts.join("\n").toLowerCase();
  return words.every((word) => all.includes(word));
}
