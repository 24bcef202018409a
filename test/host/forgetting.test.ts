import assert from "node:assert/strict";
import * as vscode from "vscode";
import { asked, eventually, fullKey, settled, signedIn } from "./inside";

describe("An account that is removed", () => {
  const user = asked();
  const world = signedIn();
  const configuration = () => vscode.workspace.getConfiguration("joker");

  afterEach(() => configuration().update("balance.lowThreshold", undefined, true));

  /** The keys below which something is kept that names this account. */
  function keptOf(id: string): string[] {
    const { memory, workspaceMemory } = world();
    const naming = (each: vscode.Memento) =>
      each.keys().filter((key) => `${key} ${JSON.stringify(each.get(key))}`.includes(id));
    return [memory, workspaceMemory].flatMap(naming);
  }

  /** Lets everything be kept of the active account that ever is; gives its id. */
  async function used(): Promise<string> {
    const { accounts, data } = world();
    const { id } = accounts.require();
    await Promise.all([settled(data.transfers, "ready"), settled(data.account, "ready")]);
    await configuration().update("balance.lowThreshold", 100_000, true);
    await eventually(() => assert(user.shown.some((text) => text.includes("threshold"))));
    await vscode.commands.executeCommand("joker.orders.openTable", { query: { period: "last-month" } });
    const expected = [`orders.queries.${id}`, `sightings.${id}`, "toldToday", "orders.tables"];
    await eventually(() => {
      for (const key of expected) assert(keptOf(id).includes(key), `${key} is not kept`);
    });
    return id;
  }

  it("leaves nothing in what VS Code keeps", async () => {
    const { accounts, data } = world();
    const id = await used();
    await accounts.remove(id);
    await eventually(() => assert.deepEqual(keptOf(id), []));
    assert.deepEqual(data.sightings.history(id, "any.example"), []);
  });

  it("that was of this window alone leaves nothing once it is signed out", async () => {
    const { accounts, sandbox } = world();
    await accounts.remove(accounts.require().id);
    await accounts.signIn(sandbox.url, fullKey, false);
    const id = await used();
    await accounts.signOut();
    await eventually(() => assert.deepEqual(keptOf(id), []));
  });

  it("is kept in mind while it is only signed out", async () => {
    const { accounts } = world();
    const id = await used();
    await accounts.signOut(id);
    assert(keptOf(id).includes(`orders.queries.${id}`) && keptOf(id).includes(`sightings.${id}`));
  });
});
