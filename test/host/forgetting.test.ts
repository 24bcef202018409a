import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { eventually } from "../eventually";
import { useDialogs, fullKey, waitForState, useSignedIn } from "./test-api";

describe("An account that is removed", () => {
  const user = useDialogs();
  const world = useSignedIn();
  const configuration = () => vscode.workspace.getConfiguration("joker");

  /** The keys below which something is kept that names this account, for all windows or for this one. */
  function storedKeysOf(id: string): string[] {
    const { globalState: memory, workspaceState: workspaceMemory } = world();
    const naming = (each: vscode.Memento) =>
      each.keys().filter((key) => `${key} ${JSON.stringify(each.get(key))}`.includes(id));
    return [memory, workspaceMemory].flatMap(naming);
  }

  /** The entries of SecretStorage of this account that there are. */
  async function secretsOf(id: string): Promise<string[]> {
    const { secrets } = world();
    const keys = [`joker.account.${id}`, `joker.session.${id}`];
    const there = await Promise.all(keys.map((key) => secrets.get(key)));
    return keys.filter((_, index) => there[index] !== undefined);
  }

  /** The files of ours that name this account. */
  function filesOf(id: string): string[] {
    const { storageFolder: folder } = world();
    if (!existsSync(folder)) return [];
    const files = readdirSync(folder, { recursive: true, withFileTypes: true });
    const paths = files.filter((file) => file.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    return paths.filter((path) => `${path} ${readFileSync(path, "latin1")}`.includes(id));
  }

  /** Lets everything be kept of the active account that ever is; gives its id. */
  async function useEveryFeature(): Promise<string> {
    const { accounts, appState: data } = world();
    const { id } = accounts.requireCurrent();
    await Promise.all([waitForState(data.transfers, "ready"), waitForState(data.account, "ready")]);
    await configuration().update("balance.lowThreshold", 100_000, true);
    await eventually(() => assert(user.shown.some((text) => text.includes("threshold"))));
    await vscode.commands.executeCommand("joker.orders.openTable", { query: { period: "last-month" } });
    await data.results.reload();
    const procId = data.results.value?.find(({ status }) => status === "pending")?.procId;
    void vscode.commands.executeCommand("joker.result.wait", { account: id, procId });
    await data.forecast.load();
    const forAllWindows = ["orders.queries", "sightings", "renewals"].map((name) => `${name}.${id}`);
    const expected = [...forAllWindows, "toldToday", "orders.tables", "waits"];
    // A page must be drawn before it keeps something.
    await eventually(() => {
      for (const key of expected) assert(storedKeysOf(id).includes(key), `${key} is not kept`);
    });
    return id;
  }

  it("leaves nothing in VS Code's storage, the keyring or the extension's folder", async () => {
    const { accounts, appState: data } = world();
    const id = await useEveryFeature();
    assert.deepEqual(await secretsOf(id), [`joker.account.${id}`]);
    for (const key of [`account.${id}`, "activeAccount"]) assert(storedKeysOf(id).includes(key), key);
    await accounts.remove(id);
    await eventually(async () => assert.deepEqual([...storedKeysOf(id), ...(await secretsOf(id)), ...filesOf(id)], []));
    assert.deepEqual(data.stateHistory.historyOf(id, "any.example"), []);
  });

  it("while this workspace was closed is removed here when an account is restored", async () => {
    const { accounts, workspaceState: workspaceMemory } = world();
    const state = { table: "table", revision: 1, account: "removed-elsewhere", query: { fqdn: "any.example" } };
    await workspaceMemory.update("orders.tables", [state]);
    assert(storedKeysOf("removed-elsewhere").includes("orders.tables"));
    await accounts.releaseCurrent();
    await eventually(() => assert.deepEqual(storedKeysOf("removed-elsewhere"), []));
  });

  it("of this window only leaves nothing after sign-out", async () => {
    const { accounts, sandbox } = world();
    await accounts.remove(accounts.requireCurrent().id);
    await accounts.signIn(sandbox.url, fullKey, false);
    const id = await useEveryFeature();
    await accounts.signOut();
    await eventually(() => assert.deepEqual(storedKeysOf(id), []));
  });

  it("stays stored while it is only signed out", async () => {
    const { accounts } = world();
    const id = await useEveryFeature();
    await accounts.signOut(id);
    assert(storedKeysOf(id).includes(`orders.queries.${id}`) && storedKeysOf(id).includes(`sightings.${id}`));
  });
});
