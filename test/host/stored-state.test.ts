import assert from "node:assert/strict";
import * as vscode from "vscode";
import { QueryStore } from "../../src/order-table/query-store";
import { parseResultUri } from "../../src/result-documents/result-uri";
import { createViewOptions } from "../../src/state/view-options";
import { settings } from "../../src/workbench/settings";
import { storedState as stored } from "../stored-state";
import { FakeMemento } from "./fake-memento";
import { getTestApi } from "./test-api";

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Record<string, { type: string; default: unknown }> };
    readonly views: { readonly joker: readonly { readonly id: string }[] };
  };
}

describe("What version 0.1.0 stored", () => {
  const first = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
  let manifest: Manifest["contributes"];
  let globalState: FakeMemento;
  before(async () => {
    await getTestApi();
    const extension = vscode.extensions.getExtension("joker-dmapi.joker-dmapi");
    manifest = (extension?.packageJSON as Manifest).contributes;
  });
  beforeEach(async () => {
    globalState = new FakeMemento();
    for (const [key, value] of Object.entries(stored.globalState)) await globalState.update(key, value);
  });

  it("includes settings, which keep their names, types and defaults", () => {
    for (const [name, type, value] of stored.settings) {
      const property = manifest.configuration.properties[name];
      assert.deepEqual([property?.type, property?.default], [type, value], name);
    }
  });

  it("includes settings, which are read", async () => {
    const configuration = vscode.workspace.getConfiguration();
    const lowBalance = "joker.notifications.lowBalance";
    // One of the notifications stands for all: each update takes VS Code almost a second.
    const written = stored.settings.filter(([name, type]) => type !== "boolean" || name === lowBalance);
    try {
      for (const [name, , , value] of written) await configuration.update(name, value, true);
      assert.equal(settings.endpoint(), "https://dmapi.ote.joker.com");
      assert.deepEqual([settings.lowThreshold(), settings.ordersDays(), settings.resultsDays()], [12.5, 60, 45]);
      assert.equal(settings.refreshIntervalMinutes(), 15);
      assert.equal(settings.isNotificationEnabled("lowBalance"), false);
    } finally {
      for (const [name] of written) await configuration.update(name, undefined, true);
    }
  });

  it("includes a threshold, which counts as not set if it cannot be written as a plain decimal", async () => {
    const configuration = vscode.workspace.getConfiguration();
    try {
      for (const [value, threshold] of [
        [-5.25, -5.25],
        [1e21, 0],
        [1e-7, 0],
      ] as const) {
        await configuration.update("joker.balance.lowThreshold", value, true);
        assert.equal(settings.lowThreshold(), threshold);
      }
    } finally {
      await configuration.update("joker.balance.lowThreshold", undefined, true);
    }
  });

  it("includes commands and views in keyboard shortcuts and layouts, which exist", async () => {
    const commands = new Set(await vscode.commands.getCommands(true));
    const contributed = new Set(manifest.commands.map(({ command }) => command));
    for (const id of stored.commands) assert(commands.has(`joker.${id}`) && contributed.has(`joker.${id}`), id);
    const views = new Set(manifest.views.joker.map(({ id }) => id));
    for (const id of stored.views) assert(views.has(id), id);
  });

  it("includes the grouping and sort order of the views, which are read", () => {
    const options = createViewOptions(globalState);
    const { transfers, orders, results } = options;
    assert.deepEqual([transfers.grouping, transfers.sorting], ["flat", "domain"]);
    assert.deepEqual([orders.grouping, orders.sorting], ["month", "newest"]);
    assert.deepEqual([results.grouping, results.sorting], ["status", "newest"]);
    options.dispose();
  });

  it("includes saved and recent queries, which are read", () => {
    const store = new QueryStore(globalState);
    const { saved, recent } = stored.globalState[`orders.queries.${first}`];
    const queries = store.get(first);
    assert.deepEqual([queries.saved, queries.recent], [saved, recent]);
    store.dispose();
  });

  it("includes URIs of open results, which lead to the same result", () => {
    assert.deepEqual(parseResultUri(vscode.Uri.parse(stored.resultUri)), {
      accountId: first,
      procId: "815",
      svTrId: "0a1b",
      requestType: "domain-renew",
      object: "acme.com",
    });
  });
});
