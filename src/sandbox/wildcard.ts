/** A matcher for DMAPI's wildcards: `*` is any number of characters, `?` exactly one; ignores case. */
export function createWildcardMatcher(pattern: string): (text: string) => boolean {
  const source = pattern
    .replace(/\*+/g, "*")
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const expression = new RegExp(`^${source}$`, "isu");
  return (text) => expression.test(text);
}
