import * as vscode from "vscode";
import { Disposables } from "../workbench/disposables";
import { onSettingChange, settings } from "../workbench/settings";
import { Announcer } from "./announcer";
import { Burst } from "./burst";
import { Correspondent } from "./correspondent";
import { expectation } from "./expectation";
import { Held, type Hold } from "./held";
import { Hurry } from "./hurry";
import { patienceOf } from "./patience";
import { Poller, type Watched } from "./poller";
import type { Scene } from "./scene";
import { Share } from "./share";

/** Looks again when it is time, and tells what happened meanwhile. */
export interface Watch extends vscode.Disposable {
  /**
   * Looks several times in the next minute, until the transfers of these domains have changed from what they are now and
   * new requests about them have an answer. To be called before the action is sent.
   */
  burst(domains?: readonly string[]): void;
  /** Keeps a result from being news, since somebody waits for it and is told. */
  hold(account: string, procId: string): Hold;
}

/** Starts watching. Nothing is asked before somebody is signed in. */
export function watch(scene: Scene): Watch {
  const { accounts, data, windows, clock } = scene;
  const disposables = new Disposables();
  const hurry = new Hurry(data, scene.isSeen, clock);
  const share: Share = disposables.add(new Share(accounts, data, windows, { clock, look: () => poller.look() }));
  const poller: Poller = disposables.add(new Poller(watched(scene), surroundings(scene, hurry, share)));
  const held = disposables.add(new Held(windows, clock));
  const announcer = disposables.add(new Announcer(windows, held, clock));
  disposables.add(new Correspondent(scene, share, announcer, () => hurry.begin()));
  const refresh = async () => {
    await Promise.all([data.transfers.reload(), data.results.reload()]);
  };
  const burst = disposables.add(new Burst({ after, refresh }));
  const lookAgain = () => {
    share.forgetAnswers();
    poller.look();
  };
  disposables.add(
    accounts.onDidChange(() => {
      burst.end();
      share.forgetAnswers();
      poller.restart();
    }),
  );
  disposables.add(windows.onDidChangeLeader(lookAgain));
  disposables.add(windows.onDidJoin(lookAgain));
  disposables.add(onSettingChange(["refreshInterval"], () => poller.look()));
  disposables.add(vscode.window.onDidChangeWindowState(({ focused }) => (focused ? poller.attend() : poller.look())));
  poller.look();
  return {
    burst: (domains = []) => burst.begin(expectation(domains, data)),
    hold: (account, procId) => held.hold(account, procId),
    dispose: () => disposables.dispose(),
  };
}

function watched({ data, isSeen }: Scene): Watched[] {
  const isPending = () => data.results.value?.some(({ status }) => status === "pending") ?? false;
  return (["account", "transfers", "results", "orders"] as const).map((name) => ({
    resource: data[name],
    patience: (isAttended) => patienceOf(name, { isSeen: () => isSeen(data[name]), isPending, isAttended }),
  }));
}

function surroundings({ accounts, clock }: Scene, hurry: Hurry, share: Share): ConstructorParameters<typeof Poller>[1] {
  return {
    now: clock,
    after,
    minutes: settings.refreshInterval,
    isFocused: () => vscode.window.state.focused,
    isActive: () => vscode.window.state.active,
    isHurried: () => hurry.isOn(clock()),
    isQuiet: () => accounts.current === undefined,
    isDelegated: (resource) => share.isDelegated(resource),
  };
}

function after(ms: number, call: () => void): vscode.Disposable {
  const timer = setTimeout(call, ms);
  return { dispose: () => clearTimeout(timer) };
}
