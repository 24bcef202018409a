const dispatcherSlots = [Symbol.for("undici.globalDispatcher.1"), Symbol.for("undici.globalDispatcher.2")];

/**
 * Loads undici and leaves the two process-wide dispatcher slots as they were: the host's own `fetch` uses them,
 * and undici fills them on loading wherever they are empty.
 */
export async function loadUndici() {
  const empty = dispatcherSlots.filter((slot) => !(slot in globalThis));
  for (const slot of empty) Object.defineProperty(globalThis, slot, { value: "held", configurable: true });
  try {
    return await import("undici");
  } finally {
    for (const slot of empty) Reflect.deleteProperty(globalThis, slot);
  }
}

export type Undici = Awaited<ReturnType<typeof loadUndici>>;
