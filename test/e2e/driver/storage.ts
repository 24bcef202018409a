import type { Page } from "playwright-core";
import { setTimeout as delay } from "node:timers/promises";
import { until } from "./wait";

/** How long nothing must have been written, ms; VS Code collects what it is told for 100 ms. */
const atRest = 400;

/** Everything VS Code keeps in this browser, as one text. */
async function kept(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(request.error?.message));
      });
    const contents: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      if (!name?.startsWith("vscode-web-state-db")) continue;
      const database = await asked(indexedDB.open(name));
      const store = database.transaction("ItemTable").objectStore("ItemTable");
      contents.push(name, await asked(store.getAllKeys()), await asked(store.getAll()));
      database.close();
    }
    return JSON.stringify(contents);
  });
}

/**
 * Waits until VS Code has written what it was told to keep. It does so a while after an extension was told that it is
 * kept, and a page that is loaded again before that begins with what was there earlier.
 */
export async function untilKept(page: Page): Promise<void> {
  let before = await kept(page);
  await until("what VS Code keeps to be written", async () => {
    await delay(atRest);
    const now = await kept(page);
    const same = now === before;
    before = now;
    return same;
  });
}
