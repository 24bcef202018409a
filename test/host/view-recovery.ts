import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Sandbox } from "../../src/sandbox/server";
import { eventually } from "../eventually";
import { labelsOf, getLeafRows } from "./tree-rows";
import type { SignedInApi, TestApi } from "./test-api";

const viewNames = ["transfers", "orders", "results", "account"] as const;
const requestNames = ["domain-transfer-control", "query-order-list", "result-list", "query-account-balance"];

/** What the views say meanwhile: why they failed, that their rows are old because no reply comes, or nothing. */
export type Effect = RegExp | "hangs" | "heals";

/** Something that goes wrong until it is ended. */
export interface Trouble {
  readonly name: string;
  readonly effect: Effect;
  readonly begin: (sandbox: Sandbox) => void | Promise<void>;
  readonly end: (sandbox: Sandbox) => void | Promise<void>;
}

/**
 * Asserts that all views keep their rows while there is trouble, say why and how old they are, and that one refresh of one of
 * them is enough afterwards.
 */
export async function assertRecovers(api: SignedInApi, { effect, begin, end }: Omit<Trouble, "name">): Promise<void> {
  const { appState, sandbox, views } = api;
  const refresh = (name: (typeof viewNames)[number]) => vscode.commands.executeCommand(`joker.${name}.refresh`);
  const shownRows = () => viewNames.map((name) => labelsOf(getLeafRows(views.trees[name])));
  const messages = () => viewNames.map((name) => views.trees[name].tree.message ?? "");

  await Promise.all(appState.allResources.map((resource) => resource.reload()));
  const rows = shownRows();
  assert(rows.every(({ length }) => length > 0));
  sandbox.control.clearLog();
  await begin(sandbox);
  const refreshing = Promise.all(viewNames.map(refresh));
  if (effect === "hangs") await showOldRows(api);
  else await refreshing;
  if (effect instanceof RegExp) for (const message of messages()) assert.match(message, effect);
  if (effect !== "heals") for (const message of messages()) assert.match(message, /Last updated: /);
  const rowsMeanwhile = shownRows().map((labels) => labels.filter((label) => label !== "Sign In Again"));
  assert.deepEqual(rowsMeanwhile, rows);

  await end(sandbox);
  await refresh("transfers");
  assert.deepEqual(statesOf(api), ["ready", "ready", "ready", "ready"]);
  assert.deepEqual(messages(), ["", "", "", ""]);
  // At the sandbox, too, an hour has passed while a view waited for its reply.
  if (effect !== "hangs") assert.deepEqual(shownRows(), rows);
  await refreshing;
}

function statesOf({ appState }: TestApi): string[] {
  return viewNames.map((name) => appState[name].state.kind);
}

/** Waits until every view waits for a reply, lets an hour pass, and has the views say how old their rows are. */
async function showOldRows(api: SignedInApi): Promise<void> {
  const { accounts, clock, sandbox } = api;
  await eventually(() => {
    const requested = new Set(sandbox.control.log.map(({ request }) => request));
    for (const request of requestNames) assert(requested.has(request), request);
  });
  clock.advance(3_600_000);
  await accounts.update(accounts.requireCurrent().id, {});
  assert.deepEqual(statesOf(api), ["loading", "loading", "loading", "loading"]);
}
