import assert from "node:assert/strict";
import * as vscode from "vscode";
import { NumberFormatter } from "../../src/formatting/number-formatter";
import { toDisplayDomain } from "../../src/idn/display-domain";
import { orderTypeName, requestTypeName } from "../../src/state/display-names";
import { Resource } from "../../src/state/resource";
import { escapeMarkdown } from "../../src/workbench/markdown";
import { createRows as rowsFor } from "../../src/views/row";
import { DeferredTree } from "../../src/views/deferred-tree";
import { ResourceTree } from "../../src/views/resource-tree";
import { getTooltip, findRow, getLeafRows, getRows, labelsOf, nameOf, plainText } from "./tree-rows";
import { useDialogs, getTestApi, waitForState, useSignedIn } from "./test-api";

/** A tree item as a user reads it. */
function read({ label, description }: vscode.TreeItem) {
  return { label: label as string, description: description as string };
}

describe("The views", () => {
  useDialogs();
  const world = useSignedIn();

  async function rows(name: "transfers" | "orders" | "results" | "account") {
    const { appState: data, views } = world();
    await data[name].reload();
    return getLeafRows(views.trees[name]);
  }

  it("show transfers by domain with their state in plain words", async () => {
    const items = await rows("transfers");
    const states = new Map(
      world().appState.transfers.value?.map(({ domain, state }) => [toDisplayDomain(domain), state]),
    );
    assert.equal(items.length, states.size);
    assert(items.length >= 13);
    for (const item of items) {
      const { description } = read(item);
      const state = states.get(nameOf(item));
      assert(state);
      assert(description !== "" && description !== state, `${state} is not in words`);
      assert((await getTooltip(world().views.trees.transfers, item)).includes(escapeMarkdown(state)));
    }
  });

  it("offer resending the FOA in FOA_BEEN_SENT alone, and canceling inline while the registrar is waited for", async () => {
    const items = await rows("transfers");
    const states = new Map(
      world().appState.transfers.value?.map(({ domain, state }) => [toDisplayDomain(domain), state]),
    );
    for (const item of items) {
      const state = states.get(nameOf(item)) ?? "";
      const can = new Set(item.contextValue?.split(" "));
      assert.equal(can.has("resendFoa"), state === "FOA_BEEN_SENT", state);
      assert.equal(can.has("cancelInline"), state === "REGISTRY_REQUEST_RECEIVED_NOW_WAITING", state);
      const over = ["REGISTRY_CANCELATION_PENDING", "TRANSFER_PROCESSED_SUCCESSFULLY"].includes(state);
      assert.equal(can.has("cancel"), !over, state);
    }
  });

  it("offer no change of a row while the account is read-only", async () => {
    const { accounts, views } = world();
    for (const name of ["transfers", "results"] as const) await rows(name);
    const offered = () => {
      const items = [...getLeafRows(views.trees.transfers), ...getLeafRows(views.trees.results)];
      return items.filter(({ contextValue = "" }) => /\b(resendFoa|cancel\w*|deletable)\b/.test(contextValue)).length;
    };
    const before = offered();
    assert(before > 5);
    const { id } = accounts.requireCurrent();
    await accounts.update(id, { readOnlyMode: true });
    try {
      assert.equal(offered(), 0);
    } finally {
      await accounts.update(id, { readOnlyMode: false });
    }
    assert.equal(offered(), before);
  });

  it("show orders by identifier with amount, currency and type", async () => {
    const items = (await rows("orders")).filter(({ contextValue }) => contextValue === "order");
    const order = world().appState.orders.value?.[0];
    assert(order && items.length > 0);
    const amount = new NumberFormatter("en").formatMoney(order.amountBrutto, order.currency);
    assert.equal(items[0]!.label, `${amount} · ${order.identifier}`, "a narrow side bar would cut off the amount");
    assert(String(items[0]!.description).startsWith(orderTypeName(order.type)), String(items[0]!.description));
  });

  it("show results by object with their request type and an icon for their status", async () => {
    const items = await rows("results");
    const results = world().appState.results.value ?? [];
    assert.equal(items.length, results.length);
    const statuses = new Map(results.map(({ svTrId, procId, status }) => [`result:${svTrId}:${procId}`, status]));
    const icons = new Map(items.map(({ id, iconPath }) => [statuses.get(id ?? ""), (iconPath as { id: string }).id]));
    assert.deepEqual(Object.fromEntries(icons), { ack: "pass", nack: "error", pending: "clock" });
    const first = results.find(({ status }) => status === "nack");
    assert.equal(items[0]?.label, first?.object);
    assert.match(String(items[0]?.description), new RegExp(`^${requestTypeName(first?.requestType ?? "")} · `));
  });

  it("show the account with balance, access level and endpoint", async () => {
    const items = await rows("account");
    const shown = Object.fromEntries(items.map(read).map(({ label, description }) => [label, description]));
    assert.deepEqual(shown, {
      Account: "sandbox · SANDBOX",
      Available: "975.00 USD",
      Pending: "25.00 USD",
      Total: "1,000.00 USD",
      Forecast: shown["Forecast"],
      "Access level": "full access",
      Endpoint: `${world().sandbox.url} · SANDBOX`,
    });
  });

  it("keep the IDs of their rows across refreshes", async () => {
    for (const name of ["transfers", "orders", "results", "account"] as const) {
      const before = (await rows(name)).map(({ id }) => id);
      const after = (await rows(name)).map(({ id }) => id);
      assert.deepEqual(after, before);
      assert.equal(new Set(after).size, after.length, `${name} has an id twice`);
    }
  });

  it("load once, however quickly the reply arrives", async () => {
    const { appState: data, sandbox } = world();
    await Promise.all(data.allResources.map((resource) => resource.whenLoaded()));
    sandbox.control.clearLog();
    await data.results.reload();
    await vscode.commands.executeCommand("joker.results.focus");
    await data.results.whenLoaded();
    assert.equal(sandbox.control.log.filter(({ request }) => request === "result-list").length, 1);
  });

  it("show an unknown state as sent", async () => {
    const { appState: data, sandbox, views } = world();
    await data.transfers.reload();
    const domain = data.transfers.value?.[0]?.domain ?? "";
    sandbox.control.setTransfer(domain, "REGISTRY_ON_HOLIDAY");
    await data.transfers.reload();
    const item = findRow(getLeafRows(views.trees.transfers), domain);
    assert.equal(item?.description, "REGISTRY_ON_HOLIDAY");
  });

  it("show an unknown order type as sent", async () => {
    const { appState: data, sandbox, views } = world();
    sandbox.control.addOrder({ type: "teleport-domain", amount: "1.00", identifier: "far.example" });
    await data.orders.reload();
    const item = findRow(getLeafRows(views.trees.orders), "far.example");
    assert.deepEqual([item?.label, item?.description], ["1.00 USD · far.example", "teleport-domain"]);
  });

  it("show an IDN in Unicode, its Punycode in the tooltip, and find it by both", async () => {
    const { appState: data, sandbox, views } = world();
    const tree = views.trees.orders;
    const before = sandbox.control.getSnapshot().now;
    sandbox.control.addOrder({ type: "renew", amount: "1.00", identifier: "xn--bcher-kva.example" });
    const dayFormat = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });
    const days = [before, sandbox.control.getSnapshot().now].map((time) => dayFormat.format(time));
    await data.orders.reload();
    const item = findRow(getLeafRows(tree), "bücher.example");
    assert(item, "no order of bücher.example");
    const label = item.accessibilityInformation?.label ?? "";
    assert(days.map((day) => `bücher.example, 1.00 USD, renewal, ${day}`).includes(label), label);
    assert.match(plainText(await getTooltip(tree, item)), /xn--bcher-kva\.example/);
    for (const text of ["bücher", "xn--bcher"]) {
      await vscode.commands.executeCommand("joker.orders.filter", text);
      const orders = getLeafRows(tree).filter(({ contextValue }) => contextValue === "order");
      assert.deepEqual(orders.map(nameOf), ["bücher.example"], text);
    }
    await vscode.commands.executeCommand("joker.orders.clearFilter");
  });
});

describe("A tree", () => {
  it("shows duplicates of a reply as separate rows with unique IDs", async () => {
    const { accounts, clock } = await getTestApi();
    const resource = new Resource(() => Promise.resolve(["same.example", "same.example", "other.example"]), clock.now);
    const row = (name: string) => ({ id: name, signature: "", createItem: () => new vscode.TreeItem(name) });
    const createViewModel = (names: string[]) => ({ rows: rowsFor(names.map(row)) });
    const tree = new ResourceTree(
      { name: "results", resource, createViewModel },
      new DeferredTree("results"),
      accounts,
      clock.now,
    );
    await resource.reload();
    const ids = tree.getChildren().map(({ id }) => id);
    tree.dispose();
    assert.deepEqual(ids, ["same.example", "same.example#2", "other.example"]);
  });
});

describe("A view whose refresh fails", () => {
  useDialogs();
  const world = useSignedIn();

  it("keeps its rows with the error and their age, and recovers", async () => {
    const { appState: data, sandbox, views } = world();
    await data.transfers.reload();
    const before = views.trees.transfers.getChildren().length;
    sandbox.control.addFaults({ kind: "drop-before", request: "domain-transfer-control", count: 10 });
    await data.transfers.reload();
    const { tree } = views.trees.transfers;
    const summary = `${data.transfers.value?.length ?? 0} pending · 1 needs you`;
    assert.equal(views.trees.transfers.getChildren().length, before);
    assert.match(tree.message ?? "", /Could not reach .* Last updated: /);
    assert.equal(tree.description, `unreachable – ${summary}`);
    sandbox.control.clearFaults();
    await data.transfers.reload();
    assert.equal(tree.message, "");
    assert.equal(tree.description, summary);
  });

  const faults = [
    { kind: "status", status: 500, says: /is currently unavailable \(HTTP 500\)/ },
    { kind: "html", says: /Could not read the reply to .*: the reply is not a DMAPI reply/ },
    { kind: "html", status: 500, says: /HTTP 500/ },
    { kind: "empty", says: /Could not read the reply to .*: the reply was empty/ },
    { kind: "garbage", says: /Could not read the reply to/ },
    { kind: "drop-during", says: /Could not reach/ },
    { kind: "cut-length", says: /Could not reach/ },
  ] as const;

  for (const { says, ...fault } of faults) {
    it(`tells ${JSON.stringify(fault)} in plain words`, async () => {
      const { appState: data, sandbox } = world();
      sandbox.control.addFaults({ ...fault, request: "query-order-list", count: 10 });
      await data.orders.reload();
      assert(data.orders.state.kind === "failed");
      assert.match(data.orders.state.failure.message, says);
      sandbox.control.clearFaults();
      await data.orders.reload();
      assert.equal(data.orders.state.kind, "ready");
    });
  }

  it("does not accept a truncated order list", async () => {
    const { appState: data, sandbox } = world();
    await data.orders.reload();
    const rows = data.orders.value?.length;
    sandbox.control.addFaults({ kind: "cut", request: "query-order-list" });
    await data.orders.reload();
    assert(data.orders.state.kind === "failed");
    assert.match(data.orders.state.failure.message, /the reply was truncated/);
    assert.equal(data.orders.value?.length, rows);
  });

  it("logs in again automatically when the session has expired", async () => {
    const { appState: data, sandbox } = world();
    await data.transfers.reload();
    sandbox.control.killSessions();
    await data.transfers.reload();
    assert.equal(data.transfers.state.kind, "ready");
  });

  it("reports a revoked key, and does not send it repeatedly", async () => {
    const { accounts, appState: data, sandbox } = world();
    await Promise.all(data.allResources.map((resource) => resource.reload()));
    sandbox.control.revoke("sandbox-full");
    await data.transfers.reload();
    assert(data.transfers.state.kind === "failed");
    assert.equal(data.transfers.state.failure.reason, "authentication");
    assert.match(data.transfers.state.failure.message, /refused the sign-in/);
    for (const { state } of data.allResources) {
      assert(state.kind === "failed", "no view looks current");
      assert.match(state.failure.message, /refused the sign-in|^Sign-in refused\.$/);
    }
    const logins = () => sandbox.control.log.filter(({ path }) => path.includes("login")).length;
    const before = logins();
    await Promise.all(data.allResources.map((resource) => resource.reload()));
    assert.equal(logins(), before);
    assert.equal(accounts.state.kind, "signed-in");
    assert((data.transfers.value?.length ?? 0) > 0);
  });

  it("offer to sign in again above the rows of before while the key is refused", async () => {
    const { appState: data, sandbox, views } = world();
    await Promise.all(data.allResources.map((resource) => resource.reload()));
    const trees = Object.values(views.trees);
    const before = trees.map((tree) => labelsOf(getRows(tree)));
    sandbox.control.revoke("sandbox-full");
    await data.transfers.reload();
    trees.forEach((tree, at) => {
      assert.deepEqual(labelsOf(getRows(tree)), ["Sign In Again", ...(before[at] ?? [])]);
      assert.equal(getRows(tree)[0]?.command?.command, "joker.signIn");
    });
    await data.transfers.reload();
    assert.equal(getRows(views.trees.transfers)[0]?.label, "Sign In Again", "it stays after another try");
  });

  it("drops a reply to a request of the previous account", async () => {
    const { accounts, appState: data, sandbox } = world();
    sandbox.control.addFaults({ kind: "latency", ms: 300, request: "domain-transfer-control" });
    const late = data.transfers.reload();
    await accounts.signOut();
    await late;
    assert.equal(data.transfers.state.kind, "idle");
    const again = await accounts.signIn(sandbox.url, { kind: "api-key", apiKey: "sandbox-readonly" }, true);
    assert.equal(again.access, "readonly");
    await waitForState(data.account, "ready");
  });
});
