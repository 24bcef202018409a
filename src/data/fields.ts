import type { Fields } from "../dmapi/model";

/** The first value of a name. Names are compared without case, and `-` counts as `_`: DMAPI mixes them. */
export function fieldOf(fields: Fields | undefined, name: string): string | undefined {
  return fields?.find(([key]) => plainKey(key) === plainKey(name))?.[1];
}

function plainKey(key: string): string {
  return key.toLowerCase().replaceAll("-", "_");
}
