import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { Accounts } from "../../src/accounts/accounts";
import { accountName, type Account } from "../../src/accounts/model";
import { createAppState, type AppState } from "../../src/state/app-state";
import { NotificationService } from "../../src/notifications/notification-service";
import { ResultClaims } from "../../src/notifications/result-claims";
import { startAccountWatcher } from "../../src/notifications/account-watcher";
import { createIpcEndpoint } from "../../src/ipc/ipc-endpoint";
import { notificationKinds } from "../../src/workbench/notification-kinds";
import { createWindowCoordinator, type WindowCoordinator } from "../../src/ipc/window-coordinator";
import { eventually } from "../eventually";
import { useDialogs, waitForState, useSignedIn } from "./test-api";

/** What one window of the extension has of its own. */
interface Opened {
  readonly windows: WindowCoordinator;
  readonly data: AppState;
  readonly dispose: () => void;
}

describe("The account watcher in several windows", () => {
  const dialogs = useDialogs();
  const world = useSignedIn();
  const opened: Opened[] = [];
  let folder = "";

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "joker-watch-"));
  });

  afterEach(async () => {
    for (const window of opened.splice(0)) window.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  /** A window beside the one the tests run in, with what all windows remember together. */
  function open(state: vscode.Memento, accounts = world().accounts): Opened {
    const windows = createWindowCoordinator(createIpcEndpoint(folder), {
      debug: () => undefined,
      warn: () => undefined,
    });
    const clock = world().clock.now;
    const data = createAppState(accounts, state, clock, { warn: () => undefined });
    const watching = startAccountWatcher({
      accounts,
      appState: data,
      windows,
      clock,
      globalState: state,
      isVisible: () => false,
    });
    let isOpen = true;
    const dispose = () => {
      if (isOpen) for (const part of [watching, data, windows]) part.dispose();
      isOpen = false;
    };
    const window = { windows, data, dispose };
    opened.push(window);
    return window;
  }

  async function loaded({ data }: Opened): Promise<void> {
    await Promise.all([waitForState(data.transfers, "ready"), waitForState(data.results, "ready")]);
    await waitForState(data.account, "ready");
  }

  const lists = () =>
    world().sandbox.control.log.filter(({ request }) => ["domain-transfer-control", "result-list"].includes(request));

  const waiting = ({ data }: Opened) =>
    (data.transfers.value ?? []).filter(({ state }) => state === "FOA_BEEN_SENT").map(({ domain }) => domain);

  /** Lets the owner reject the FOA; `finder` finds it. Gives how often this was told. */
  async function reject(domain: string, finder: Opened): Promise<void> {
    world().sandbox.control.setTransfer(domain, "FOA_NACK");
    await finder.data.transfers.reload();
    await eventually(() =>
      assert(
        dialogs.shown.some((text) => text.includes(domain)),
        dialogs.shown.join(" | "),
      ),
    );
  }

  it("polls in one window, notifies once per event, and fails over when that window closes", async () => {
    const { globalState: memory, sandbox } = world();
    await waitForState(world().appState.transfers, "ready");
    const first = open(memory);
    await eventually(() => assert(first.windows.isLeader));
    await loaded(first);
    sandbox.control.clearLog();
    const second = open(memory);
    await loaded(second);
    assert.equal(second.windows.isLeader, false);
    assert.deepEqual(lists(), [], "the second window asks what the first one knows");

    const [one = "", other = ""] = waiting(first);
    assert(one !== "" && other !== "");
    await reject(one, first);
    await eventually(() => assert(!waiting(second).includes(one)));
    assert.equal(lists().length, 1);

    sandbox.control.clearLog();
    first.dispose();
    await eventually(() => assert(second.windows.isLeader));
    assert.deepEqual(lists(), [], "what is fresh is asked for because another window leads");
    await reject(other, second);
    const again = open(memory);
    await loaded(again);
    await vscode.workspace.getConfiguration("joker").update("balance.lowThreshold", 100_000, true);
    const isWarning = (text: string) => text.includes("below your threshold");
    await eventually(() => assert(dialogs.shown.some(isWarning)));
    await again.data.account.reload();
    await second.data.account.reload();
    await vscode.workspace.getConfiguration("joker").update("balance.lowThreshold", undefined, true);
    assert.equal(dialogs.shown.filter(isWarning).length, 1, "once a day, whichever window sees it");
    for (const domain of [one, other]) {
      assert.equal(dialogs.shown.filter((text) => text.includes(domain)).length, 1, dialogs.shown.join(" | "));
    }
  });

  /** What a window knows whose active account is this one. */
  function only(account: Account): Accounts {
    const never = () => ({ dispose: () => undefined });
    const events = { onDidChange: never, onDidEndAccount: never, onDidChangeBalance: never };
    return { ...events, current: account, requireCurrent: () => account } as unknown as Accounts;
  }

  it("notifies for each window's own account, by its name", async () => {
    const { accounts, sandbox, globalState: memory } = world();
    const first = accounts.requireCurrent();
    const second = await accounts.signIn(sandbox.url, { kind: "api-key", apiKey: "sandbox-modify-only" }, false);
    assert.notEqual(accountName(first), accountName(second));
    await waitForState(world().appState.transfers, "ready");
    const both = [first, second].map((account) => open(memory, only(account)));
    const [one, other] = both;
    assert(one && other);
    await Promise.all(both.map(loaded));
    const [domain = ""] = waiting(one);
    await reject(domain, one);
    assert(waiting(other).includes(domain), "it took rows of another account");
    await other.data.transfers.reload();
    const notificationFor = (account: Account) => `The FOA for ${domain} was rejected. (${accountName(account)})`;
    await eventually(() => assert(dialogs.shown.includes(notificationFor(second)), dialogs.shown.join(" | ")));
    const about = dialogs.shown.filter((text) => text.includes(domain));
    assert.deepEqual(about, [notificationFor(first), notificationFor(second)]);
  });
});

describe("A notification", () => {
  const dialogs = useDialogs();
  const configuration = () => vscode.workspace.getConfiguration("joker.notifications");
  afterEach(async () => {
    for (const kind of notificationKinds) await configuration().update(kind, undefined, true);
  });

  it("has its own text for each kind, and can be turned off permanently from there", async () => {
    dialogs.answer = (_, choices) => choices.find((choice) => choice === "Don't Show Again");
    const windows = { send: () => undefined, on: () => ({ dispose: () => undefined }) } as unknown as WindowCoordinator;
    const notificationService = new NotificationService(windows, new ResultClaims(windows, Date.now), Date.now);
    const items = notificationKinds.map((kind) => ({ kind, subject: `${kind}.example`, detail: "FOA_NACK" }));
    notificationService.notify({ id: "1", name: "mine" }, items);
    await eventually(() => {
      for (const kind of notificationKinds) assert.equal(configuration().get(kind), false, kind);
    });
    const texts = dialogs.shown.map((text, index) => text.replace(`${notificationKinds[index] ?? ""}.example`, "…"));
    assert.equal(new Set(texts).size, notificationKinds.length, dialogs.shown.join(" | "));
    for (const text of dialogs.shown) assert(text.endsWith(" (mine)"), text);
    notificationService.dispose();
  });
});
