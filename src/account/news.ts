import { setTimeout as delay } from "node:timers/promises";
import type { Disposable, SecretStorage } from "vscode";
import type { Log } from "../workbench/log";
import type { Windows } from "../workbench/windows";
import type { Accounts } from "./accounts";
import { accountAt } from "./keys";
import { newsSchema, type News } from "./schema";

const topic = "accounts";
/** How long what a window has written openly may take to come here, and how often it is looked for, ms. */
const patience = 5000;
const pause = 25;

/**
 * Follows what other windows do with accounts, and tells them what this one does. SecretStorage tells of changed keys
 * where it is shared by windows; messages between windows tell the rest, and all of it in a browser.
 */
export function followOtherWindows(accounts: Accounts, secrets: SecretStorage, windows: Windows, log: Log): Disposable {
  const follow = (news: News) => {
    const followed = arrived(accounts, news).then((isThere) => {
      if (isThere) return accounts.follow(news);
      log.warn("accounts: changes from another window did not arrive");
      return undefined;
    });
    followed.catch((error: unknown) => log.warn(`accounts: ${error instanceof Error ? error.message : String(error)}`));
  };
  const subscriptions = [
    secrets.onDidChange(({ key }) => {
      const id = accountAt(key);
      if (id !== undefined) follow({ id });
    }),
    windows.on(topic, (message) => {
      const news = newsSchema.safeParse(message);
      if (news.success) follow(news.data);
    }),
    accounts.onDidWrite((news) => windows.send(topic, news)),
  ];
  return {
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** A message overtakes what was stored before it was sent. */
async function arrived(accounts: Accounts, { id, record }: News): Promise<boolean> {
  const isThere = () => record === undefined || accounts.stored(id) === record;
  const until = performance.now() + patience;
  while (!isThere() && performance.now() < until) await delay(pause);
  return isThere();
}
