import type { FieldList } from "../dmapi/model";

/** The first value of a name. Names are compared without case, and `-` counts as `_`: DMAPI mixes them. */
export function findField(fields: FieldList | undefined, name: string): string | undefined {
  return fields?.find(([key]) => normalizeKey(key) === normalizeKey(name))?.[1];
}

function normalizeKey(key: string): string {
  return key.toLowerCase().replaceAll("-", "_");
}
