/** The fields of a row that are not shown yet: columns that this version does not know. */
export function otherFields(
  fields: ReadonlyMap<string, string>,
  shown: readonly unknown[],
): (readonly [name: string, value: string])[] {
  return [...fields].filter(([, value]) => value !== "" && !shown.includes(value));
}
