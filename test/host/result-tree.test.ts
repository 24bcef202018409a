import assert from "node:assert/strict";
import * as vscode from "vscode";
import { resultPageSize } from "../../src/state/paged-results";
import { isTransferOrder, type Result } from "../../src/dmapi/model";
import { resendFoa } from "../../src/dmapi/transfers";
import { useDialogs, useSignedIn } from "./test-api";
import { findRow, recordTreeChanges, getTooltip, labelsOf, getLeafRows, plainText, getRows } from "./tree-rows";

describe("The tree of results", () => {
  const user = useDialogs();
  const world = useSignedIn();
  const tree = () => world().views.trees.results;
  const asksFor = (name: string) => world().sandbox.control.log.filter(({ request }) => request === name);

  it("has groups by status with counts", async () => {
    const { appState: data } = world();
    await data.results.reload();
    const count = (status: string) => data.results.value?.filter((result) => result.status === status).length;
    const groupRows = getRows(tree());
    const icons = groupRows.map(({ iconPath }) => (iconPath as vscode.ThemeIcon).id);
    assert.equal(new Set(icons).size, groupRows.length, `icons look the same: ${icons.join()}`);
    const groups = groupRows.map(({ label, description }) => [label, Number(description)]);
    assert.deepEqual(groups, [
      ["Failed", count("nack")],
      ["In Progress", count("pending")],
      ["Succeeded", count("ack")],
    ]);
  });

  it("loads the failure reason once on hover, and only for failed results", async () => {
    const { appState: data, sandbox } = world();
    await data.results.reload();
    sandbox.control.clearLog();
    const failed = getLeafRows(tree()).filter(({ contextValue }) => contextValue?.includes("failed"));
    const [row] = failed;
    assert(row);
    assert.equal(asksFor("result-retrieve").length, 0);
    const [first, second] = await Promise.all([getTooltip(tree(), row), getTooltip(tree(), row)]);
    assert.equal(first, second);
    await getTooltip(tree(), row);
    assert.equal(asksFor("result-retrieve").length, 1);
    const reason = data.failureReasons.get((row.node as unknown as { result: never }).result);
    assert(reason && plainText(first).includes(reason), first);
    for (const other of getLeafRows(tree()).filter(({ contextValue }) => !contextValue?.includes("failed"))) {
      await getTooltip(tree(), other);
    }
    assert.equal(asksFor("result-retrieve").length, 1);
  });

  it("does not show the end of a canceled transfer as a failure", async () => {
    const { accounts, appState: data } = world();
    const { id } = accounts.requireCurrent();
    await data.results.reload();
    const isFailedTransfer = ({ status, requestType }: Result) => status === "nack" && isTransferOrder(requestType);
    const domain = data.results.value?.find(isFailedTransfer)?.object ?? assert.fail("no failed transfer");
    const rowAfter = async (state: string) => {
      await data.stateHistory.recordStates(id, [{ domain, state }], world().clock.now());
      await data.results.reload();
      const row = findRow(getLeafRows(tree()), domain) ?? assert.fail(domain);
      const groups = getRows(tree()).map(({ label }) => label);
      assert.equal(groups.includes("Canceled Transfers"), state === "REGISTRY_CANCELATION_PENDING");
      const failed = /^(\d+) failed/.exec(tree().tree.description ?? "")?.[1];
      return [(row.iconPath as vscode.ThemeIcon).id, String(row.description).split(" · ")[0], Number(failed)];
    };
    const count = data.results.value?.filter(({ status }) => status === "nack").length ?? 0;
    assert.deepEqual(await rowAfter("REGISTRY_CANCELATION_PENDING"), ["circle-slash", "transfer canceled", count - 1]);
    assert.deepEqual(await rowAfter("IN_DB"), ["error", "transfer", count], "a new transfer of the domain was ordered");
  });

  it("shows a partial tooltip when the reason cannot be loaded, and retries the next time", async () => {
    const { appState: data, sandbox } = world();
    await data.results.reload();
    const row = getLeafRows(tree()).find(({ contextValue }) => contextValue?.includes("failed"));
    assert(row);
    sandbox.control.addFaults({ kind: "html", request: "result-retrieve", count: 5 });
    assert.match(plainText(await getTooltip(tree(), row)), /Proc ID: \d+/);
    sandbox.control.clearFaults();
    await getTooltip(tree(), row);
    assert(data.failureReasons.get((row.node as unknown as { result: never }).result));
  });

  it("shows a row it cannot understand whole, without actions, and says so in the log", async () => {
    const { appState, sandbox, log } = world();
    const warnings: string[] = [];
    const warn = log.warn.bind(log);
    log.warn = (text) => warnings.push(text);
    sandbox.control.rewriteReplies((request, reply) =>
      request === "result-list" ? reply.replace(/^(\d{14} \w{32} \d+ \S+ )/m, "$1two ") : reply,
    );
    await appState.results.reload();
    sandbox.control.rewriteReplies(undefined);
    log.warn = warn;
    const group = getRows(tree()).find(({ label }) => label === "Unrecognized Format") ?? assert.fail("no such group");
    const [row, ...others] = getRows(tree(), group.node);
    assert(row && others.length === 0);
    assert(typeof row.label === "string");
    assert.match(row.label, /^\d{14} \w{32} \d+ \S+ two /);
    assert.deepEqual(
      [row.contextValue, row.command, row.description],
      ["unreadable", undefined, "unrecognized format"],
    );
    sandbox.control.clearLog();
    for (const command of ["joker.result.open", "joker.result.delete"])
      await vscode.commands.executeCommand(command, row.node);
    const sent = sandbox.control.log.map(({ request }) => request);
    assert(!sent.includes("result-retrieve") && !sent.includes("result-delete"), sent.join());
    assert.match(warnings.join("\n"), /^result-list: 1 of \d+ rows were not understood; columns: TimeStamp, /);
  });

  it("shows search results, says so, and can be reset", async () => {
    const { appState: data } = world();
    await data.results.reload();
    const all = data.results.value?.length ?? 0;
    await data.pagedResults.applyFilter({ status: "nack" });
    assert.deepEqual(labelsOf(getRows(tree())), ["Failed"]);
    assert.equal(tree().tree.message, "Search: Status: failed.");
    assert.equal(asksFor("result-list").at(-1)?.parameters.includes("status"), true);
    await data.pagedResults.applyFilter({ object: "nothing-like-this.*" });
    assert.deepEqual(getRows(tree()), []);
    await vscode.commands.executeCommand("joker.results.clearFilter");
    assert.equal(data.results.value?.length, all);
    assert.equal(tree().tree.message, "");
  });

  it("loads older results without duplicates, and offers more only if there are any", async () => {
    const { appState: data, sandbox, accounts } = world();
    const last = () => getRows(tree()).at(-1)?.command?.command;
    await data.results.reload();
    assert.notEqual(last(), "joker.results.loadMore");
    const [domain = ""] = sandbox.control
      .getSnapshot()
      .transfers.filter(({ state }) => state === "FOA_BEEN_SENT")
      .map((transfer) => transfer.domain);
    const { session } = accounts.requireCurrent();
    for (let sent = 0; sent < resultPageSize; sent += 1) await resendFoa(session.call, domain);
    await data.results.reload();
    assert.equal(data.results.value?.length, resultPageSize);
    assert.equal(last(), "joker.results.loadMore");
    await vscode.commands.executeCommand("joker.results.loadMore");
    const all = data.results.value.map(({ svTrId, procId }) => `${svTrId} ${procId}`);
    assert(all.length > resultPageSize);
    assert.equal(new Set(all).size, all.length);
    assert.notEqual(last(), "joker.results.loadMore");
    assert(asksFor("result-list").at(-1)?.parameters.includes("offset"));
    await data.results.reload();
    assert.equal(data.results.value.length, all.length, "a refresh takes pages away");
  });

  it("shows deleted ones on demand", async () => {
    const { appState: data, accounts, sandbox } = world();
    await data.results.reload();
    const all = data.results.value?.length ?? 0;
    const result = data.results.value?.find(({ status }) => status === "ack");
    assert(result);
    const { deleteResult } = await import("../../src/dmapi/results");
    await deleteResult(accounts.requireCurrent().session.call, result);
    await data.results.reload();
    assert.equal(data.results.value?.length, all - 1);
    await vscode.commands.executeCommand("joker.results.showDeleted");
    assert(data.results.value.length >= all);
    const deletedRows = getLeafRows(tree()).filter(({ description }) => String(description).endsWith(" · deleted"));
    const marked = sandbox.control.getSnapshot().results.filter(({ deleted }) => deleted);
    assert.deepEqual(
      deletedRows.map(({ node }) => (node as unknown as { procId: string }).procId).sort(),
      marked.map(({ procId }) => String(procId)).sort(),
    );
    const [row] = deletedRows.filter(({ node }) => (node as unknown as { procId: string }).procId === result.procId);
    assert.equal(row?.contextValue, "result deleted");
    assert.equal(row.command, undefined, "a click opens what is not there");
    assert.equal((row.iconPath as vscode.ThemeIcon).id, "trash");
    assert.match(plainText(await getTooltip(tree(), row)), /Joker\.com keeps only the status/);
    sandbox.control.clearLog();
    await vscode.commands.executeCommand("joker.result.delete", row.node);
    assert.deepEqual(user.shown, ["This result has already been deleted."]);
    assert.equal(asksFor("result-delete").length, 0);
    await vscode.commands.executeCommand("joker.results.hideDeleted");
    assert.equal(data.results.value.length, all - 1);
  });
});

describe("The tree of orders", () => {
  useDialogs();
  // The 30 days that are loaded begin on October 22, in a month of which a part is then missing.
  const world = useSignedIn({ at: Date.UTC(2026, 10, 21, 12) });
  const tree = () => world().views.trees.orders;

  beforeEach(() => world().appState.orders.reload());
  afterEach(() => vscode.commands.executeCommand("joker.orders.clearFilter"));

  it("has days, newest first, with what was charged, and months on demand", async () => {
    const { viewOptions: arranged, sandbox, appState: data } = world();
    sandbox.control.addOrder({ type: "renew", amount: "1.10", identifier: "one.example" });
    sandbox.control.addOrder({ type: "renew", amount: "-0.20", identifier: "refund.example" });
    await data.orders.reload();
    const [table, day] = getRows(tree());
    assert.deepEqual([table?.label, table?.command?.command], ["Open Order Table", "joker.orders.openTable"]);
    const ids = getRows(tree()).map(({ id = "" }) => id);
    assert.deepEqual(
      ids.filter((id) => id.startsWith("period:")),
      ids
        .filter((id) => id.startsWith("period:"))
        .toSorted()
        .reverse(),
    );
    assert.match(String(day?.description), /^-?[\d,]+\.\d\d USD/);
    const one = findRow(getRows(tree(), day?.node), "one.example");
    assert.deepEqual([one?.label, one?.description], ["1.10 USD · one.example", "renewal"]);
    const refund = findRow(getRows(tree(), day?.node), "refund.example");
    assert.deepEqual([refund?.label, refund?.description], ["-0.20 USD · refund.example", "renewal (refund)"]);
    await arranged.orders.setOption("grouping", "month");
    const months = getRows(tree()).filter(({ id = "" }) => id.startsWith("period:"));
    assert.deepEqual(
      months.map(({ id }) => id),
      ["period:2026-11", "period:2026-10"],
    );
    assert.match(String(months[1]?.description), / · since /, "the first month is not loaded from its first day");
  });

  it("loads older days, and keeps the number of days on refresh", async () => {
    const { appState: data } = world();
    const before = data.orders.value ?? [];
    const { firstDay: after } = data.recentOrders;
    assert.equal(getRows(tree()).at(-1)?.command?.command, "joker.orders.loadMore");
    await vscode.commands.executeCommand("joker.orders.loadMore");
    const more = data.orders.value ?? [];
    assert(more.length > before.length);
    assert.deepEqual(more.slice(0, before.length), before);
    assert(data.recentOrders.firstDay < after);
    const ids = more.map(({ orderId }) => orderId);
    assert.equal(new Set(ids).size, ids.length);
    await data.orders.reload();
    assert.deepEqual(
      data.orders.value?.map(({ orderId }) => orderId),
      ids,
    );
  });

  it("redraws nothing when a refresh changes nothing", async () => {
    getLeafRows(tree());
    assert.deepEqual(await recordTreeChanges(tree(), () => world().appState.orders.reload()), []);
  });

  it("opens the order table at the order, by account and id", () => {
    const row = getLeafRows(tree()).find(({ contextValue }) => contextValue === "order");
    const { accounts, appState: data } = world();
    assert.equal(row?.command?.command, "joker.orders.openTable");
    const orderId = data.orders.value?.[0]?.orderId;
    assert.deepEqual(row.command.arguments, [{ account: accounts.current?.id, orderId }]);
  });
});
