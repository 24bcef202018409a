import type * as undici from "undici";

export type Undici = typeof undici;

const dispatcherSlots = [Symbol.for("undici.globalDispatcher.1"), Symbol.for("undici.globalDispatcher.2")];

/**
 * Loads undici without letting it fill the two process-wide dispatcher slots: the host's own `fetch` and other extensions
 * use them. Node fills the slots once, when its `fetch` is first accessed; so that is done before the empty slots are
 * occupied for the load, or `fetch` would be left without a dispatcher.
 */
export function loadUndici(): Undici {
  Reflect.get(globalThis, "Response");
  const emptySlots = dispatcherSlots.filter((slot) => !(slot in globalThis));
  for (const slot of emptySlots) Object.defineProperty(globalThis, slot, { value: "held", configurable: true });
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- synchronous, so that no other code sees an occupied slot
    return require("undici") as Undici;
  } finally {
    for (const slot of emptySlots) Reflect.deleteProperty(globalThis, slot);
  }
}
