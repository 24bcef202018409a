/** The fields of a row which its item does not show yet, as lines: columns that this version does not know. */
export function otherFields(fields: ReadonlyMap<string, string>, shown: readonly unknown[]): string[] {
  const others = [...fields].filter(([, value]) => value !== "" && !shown.includes(value));
  return others.map(([name, value]) => `${name}: ${value}`);
}
