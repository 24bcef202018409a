import { setTimeout as delay } from "node:timers/promises";

/** How long anything in the workbench may take before a test gives up. */
export const patience = 20_000;
/** How long VS Code may take to start or to be loaded again, ms. */
export const startPatience = 60_000;

/** Waits until `probe` gives something other than `undefined`, `null` or `false`, and gives that. */
export async function until<T>(
  what: string,
  probe: () => Promise<T>,
  timeout = patience,
): Promise<Exclude<T, undefined | null | false>> {
  const end = Date.now() + timeout;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== null && value !== false) {
      return value as Exclude<T, undefined | null | false>;
    }
    if (Date.now() > end) throw new Error(`waited ${timeout / 1000} s for ${what}`);
    await delay(50);
  }
}

/** Waits until the assertions in `check` hold; fails with the last one that did not. */
export async function eventually<T>(check: () => T | Promise<T>, timeout = patience): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await delay(50);
  }
}

/** Whether a text is the one looked for: the same, or matched by an expression. */
export function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? text === wanted : wanted.test(text);
}
