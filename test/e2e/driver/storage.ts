import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { eventually } from "../../eventually";
import { uiTimeoutMs } from "./timeouts";

/** How long nothing must have been written, ms; VS Code collects what it is given for 100 ms. */
const restMs = 400;

/** Everything VS Code stores in this browser, as one text. */
async function stored(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const toPromise = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(request.error?.message));
      });
    const contents: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      if (!name?.startsWith("vscode-web-state-db")) continue;
      const database = await toPromise(indexedDB.open(name));
      const store = database.transaction("ItemTable").objectStore("ItemTable");
      contents.push(name, await toPromise(store.getAllKeys()), await toPromise(store.getAll()));
      database.close();
    }
    return JSON.stringify(contents);
  });
}

/**
 * Waits until VS Code has written what it was given to store. It does so a while after it has told an extension that it
 * has stored it, and a page that is loaded again before that begins with what was there earlier. VS Code shows nowhere
 * whether something is still to be written; that nothing was written for a while, by the timers of the page that writes,
 * is all there is to see.
 */
export async function storageAtRest(page: Page): Promise<void> {
  await eventually(
    async () => {
      const before = await stored(page);
      await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), restMs);
      assert((await stored(page)) === before, `something was written within ${restMs} ms`);
    },
    { what: "VS Code's storage to be at rest", timeoutMs: uiTimeoutMs },
  );
}
