/** The value of an own property. For names a server sent: `constructor` and the like are inherited by every object. */
export function getOwn<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
