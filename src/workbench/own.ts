/** What a table says of a name that a server sent. Names such as `constructor` are in no table, though in every object. */
export function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
