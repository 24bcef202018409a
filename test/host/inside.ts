import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Inside } from "../../src/extension";
import type { Resource, ResourceState } from "../../src/data/resource";
import { startSandbox, type Sandbox } from "../../src/sandbox/server";

/** What the running extension shows to tests. */
export async function inside(): Promise<Inside> {
  const extension = vscode.extensions.getExtension<Inside>("joker-dmapi.joker-dmapi");
  assert(extension, "VS Code does not know joker-dmapi.joker-dmapi");
  return extension.activate();
}

export const fullKey = { kind: "api-key", apiKey: "sandbox-full" } as const;

/** A DMAPI server of the test's own for each test, the extension signed in to it, and signed out afterwards. */
export function signedIn(
  credentials: { kind: "api-key"; apiKey: string } = fullKey,
): () => Inside & { sandbox: Sandbox } {
  let now: (Inside & { sandbox: Sandbox }) | undefined;
  beforeEach(async () => {
    const api = await inside();
    const sandbox = await startSandbox({ orders: 500, seed: 1, clock: api.clock.now });
    now = { ...api, sandbox };
    await now.accounts.signIn(sandbox.url, credentials, true);
  });
  afterEach(async () => {
    for (const { id } of now?.accounts.records() ?? []) await now?.accounts.remove(id);
    await now?.sandbox.close();
    now?.clock.reset();
    now = undefined;
  });
  return () => {
    assert(now);
    return now;
  };
}

/** Waits until a resource is in a state of this kind, and gives it. */
export async function settled<T, K extends ResourceState<T>["kind"]>(
  resource: Resource<T>,
  kind: K,
): Promise<Extract<ResourceState<T>, { kind: K }>> {
  const isThere = (state: ResourceState<T>): state is Extract<ResourceState<T>, { kind: K }> => state.kind === kind;
  return new Promise((resolve) => {
    const listener = resource.onDidChange(check);
    check(resource.state);
    function check(state: ResourceState<T>) {
      if (!isThere(state)) return;
      listener.dispose();
      resolve(state);
    }
  });
}

type Dialogs = Pick<
  typeof vscode.window,
  "showWarningMessage" | "showInformationMessage" | "showErrorMessage" | "showQuickPick"
>;

/** What VS Code was asked to show, with stand-ins that answer as a user would. Put back after each test. */
export function asked(): {
  readonly shown: string[];
  answer: (text: string, choices: readonly string[]) => string | undefined;
} {
  const state = {
    shown: new Array<string>(),
    answer: nothing as (text: string, choices: readonly string[]) => string | undefined,
  };
  const window = vscode.window as unknown as Record<keyof Dialogs, unknown>;
  const originals = { ...window };
  const show = (message: string, ...rest: unknown[]) => {
    const [options, ...items] = isOptions(rest[0]) ? rest : [undefined, ...rest];
    const detail = isOptions(options) ? options.detail : "";
    state.shown.push([message, detail].filter((part) => part !== "").join("\n"));
    const titles = items.map(titleOf);
    const chosen = state.answer(message, titles);
    return Promise.resolve(items.find((item) => titleOf(item) === chosen));
  };
  const pick = (items: readonly vscode.QuickPickItem[], options: vscode.QuickPickOptions) => {
    const chosen = state.answer(
      options.title ?? "",
      items.map(({ label }) => label),
    );
    return Promise.resolve(items.find(({ label }) => label === chosen));
  };
  beforeEach(() => {
    state.shown.splice(0);
    state.answer = nothing;
    Object.assign(window, {
      showWarningMessage: show,
      showInformationMessage: show,
      showErrorMessage: show,
      showQuickPick: pick,
    });
  });
  afterEach(() => {
    const { showWarningMessage, showInformationMessage, showErrorMessage, showQuickPick } = originals;
    Object.assign(window, { showWarningMessage, showInformationMessage, showErrorMessage, showQuickPick });
  });
  return state;
}

function nothing(): undefined {
  return undefined;
}

function isOptions(value: unknown): value is { modal: boolean; detail: string } {
  return typeof value === "object" && value !== null && "modal" in value;
}

function titleOf(item: unknown): string {
  return typeof item === "string" ? item : (item as vscode.MessageItem).title;
}

/** Tries `check` until it no longer fails; gives what it gives. */
export async function eventually<T>(check: () => T | Promise<T>, patience = 5000): Promise<T> {
  const end = performance.now() + patience;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
