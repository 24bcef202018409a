/** The fields whose values are not shown otherwise: columns this version does not know. */
export function listUnknownFields(
  fields: ReadonlyMap<string, string>,
  shownValues: readonly unknown[],
): (readonly [name: string, value: string])[] {
  return [...fields].filter(([, value]) => value !== "" && !shownValues.includes(value));
}
