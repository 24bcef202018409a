/** A test for DMAPI's wildcards: `*` is any run of characters, `?` exactly one; case does not count. */
export function wildcard(pattern: string): (text: string) => boolean {
  const source = pattern
    .replace(/\*+/g, "*")
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const expression = new RegExp(`^${source}$`, "isu");
  return (text) => expression.test(text);
}
