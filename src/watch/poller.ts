import * as vscode from "vscode";
import type { Resource } from "../data/resource";
import { Disposables } from "../workbench/disposables";
import { onSettingChange, settings } from "../workbench/settings";

/** What the poller keeps fresh: a resource, and whether it is worth a request at the moment. */
export interface Watched {
  readonly resource: Resource<unknown>;
  readonly isWanted: () => boolean;
}

const minute = 60_000;

/** Refreshes what is wanted every `joker.refreshInterval` minutes while the window has the focus. The only poller. */
export function poll(watched: readonly Watched[]): vscode.Disposable {
  const disposables = new Disposables();
  let timer: NodeJS.Timeout | undefined;
  const tick = () => {
    if (!vscode.window.state.focused) return;
    for (const { resource, isWanted } of watched) if (isWanted()) void resource.refresh();
  };
  const schedule = () => {
    clearInterval(timer);
    const minutes = settings.refreshInterval();
    timer = minutes > 0 ? setInterval(tick, minutes * minute) : undefined;
  };
  disposables.add(onSettingChange(["refreshInterval"], schedule));
  disposables.add({ dispose: () => clearInterval(timer) });
  schedule();
  return disposables;
}
