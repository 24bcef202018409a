const inFlightKeys = new Set<string>();

/** Marks an action as running and returns a function that ends it; undefined while it is running already. */
export function markInFlight(key: string): (() => void) | undefined {
  if (inFlightKeys.has(key)) return undefined;
  inFlightKeys.add(key);
  return () => void inFlightKeys.delete(key);
}
