import type * as undici from "undici";

export type Undici = typeof undici;

const dispatcherSlots = [Symbol.for("undici.globalDispatcher.1"), Symbol.for("undici.globalDispatcher.2")];

/**
 * Loads undici, which fills the two process-wide dispatcher slots wherever they are empty, and keeps it out of them: the
 * host's own `fetch` and other extensions use them. Node fills them when its `fetch` is first touched, and never looks
 * again; so it has to be touched before the empty ones are held, or `fetch` would be left without any dispatcher.
 */
export function loadUndici(): Undici {
  Reflect.get(globalThis, "Response");
  const empty = dispatcherSlots.filter((slot) => !(slot in globalThis));
  for (const slot of empty) Object.defineProperty(globalThis, slot, { value: "held", configurable: true });
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- at once: nobody else may meet a held slot
    return require("undici") as Undici;
  } finally {
    for (const slot of empty) Reflect.deleteProperty(globalThis, slot);
  }
}
