// 5,000 pending transfers and 50,000 results: from the data to all rows a tree shows, as it opens and with all groups
// unfolded, a refresh that changes one row, and what 1,000 refreshes leave behind. Processor time; VS Code's own drawing is
// not part of it.
import type { Accounts } from "../../../src/accounts/accounts";
import type { AllViewOptions } from "../../../src/state/view-options";
import type { AppState } from "../../../src/state/app-state";
import type { TreeNode } from "../../../src/views/node-store";
import type { DeferredTree, ViewName } from "../../../src/views/deferred-tree";
import type { Resource } from "../../../src/state/resource";
import type { ResourceTree, ResourceView } from "../../../src/views/resource-tree";
import type { Result, Transfer } from "../../../src/dmapi/model";
import { transferStates } from "../../../src/state/transfer-states";
import { printRatio, printTable } from "../report";
import { stubVsCode } from "./vscode-stub";

const allowed = { openMs: 300, growthMb: 8 };
const refreshes = 1_000;

/** `TreeItemCollapsibleState.Expanded`, which only VS Code has. */
const isExpanded = (state: unknown) => state === 2;

const nothing = { dispose: () => undefined };
const nobody = { onDidChange: () => nothing, onDidUpdateAccount: () => nothing };
const accounts = { ...nobody, current: { id: "a", label: "a", endpoint: "https://dmapi.joker.com" } };

function transfers(turn: number): Transfer[] {
  return Array.from({ length: 5_000 }, (_, index) => {
    const isLate = index === 2;
    const state = transferStates[index % transferStates.length] ?? "";
    const row = { domain: `domain-${index}.example`, state, ownerEmail: `owner-${index}@example.com`, adminEmail: "" };
    const sent = isLate ? { ...row, adminEmail: `admin-${turn}@example.com` } : row;
    return { ...sent, fields: new Map(Object.entries(sent)) };
  });
}

function results(turn: number): Result[] {
  return Array.from({ length: 50_000 }, (_, index) => {
    const row = {
      timeStamp: "20261120101112",
      svTrId: `track-${index}`,
      procId: String(900_000_000 - index),
      requestType: "domain-renew",
      object: `domain-${index}.example`,
      status: index % 100 === 0 ? "pending" : index % 10 === 0 ? "nack" : "ack",
      clTrId: index === 0 ? `turn-${turn}` : "-",
    };
    return { ...row, fields: new Map(Object.entries(row)) };
  });
}

interface TreeCase<T> {
  readonly name: ViewName;
  readonly make: (turn: number) => T;
  readonly view: (resource: AppState["allResources"][number]) => ResourceView<T>;
}

/** Asks for rows as VS Code does, for those that are unfolded at first or for all, and gives how many there are. */
function countShownRows(tree: ResourceTree<unknown>, all: boolean, node?: TreeNode): number {
  return tree.getChildren(node).reduce((count, child) => {
    const { collapsibleState } = tree.getTreeItem(child);
    const isUnfolded = isExpanded(collapsibleState) || (all && node === undefined);
    return count + 1 + (isUnfolded ? countShownRows(tree, all, child) : 0);
  }, 0);
}

function milliseconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

function megabytes(): number {
  global.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

async function run() {
  stubVsCode();
  const { Resource } = await import("../../../src/state/resource");
  const { StateHistoryStore } = await import("../../../src/state/state-history-store");
  const { ResourceTree } = await import("../../../src/views/resource-tree");
  const { DeferredTree } = await import("../../../src/views/deferred-tree");
  const { TransfersView } = await import("../../../src/views/transfers-view");
  const { ResultsView } = await import("../../../src/views/results-view");
  const state = { keys: () => [], get: () => undefined, update: () => Promise.resolve() };
  const arrangement = { filter: "", grouping: "phase", sorting: "urgency", onDidChange: () => nothing };
  const stateHistory = new StateHistoryStore(state);
  await stateHistory.recordStates("a", transfers(0), Date.now());
  const { ActionFailures } = await import("../../../src/state/action-failures");
  const { FailureReasons } = await import("../../../src/state/failure-reasons");
  const { TransferIds } = await import("../../../src/state/transfer-ids");
  const accountSource = accounts as unknown as Accounts;
  const lasting = {
    stateHistory,
    actionFailures: new ActionFailures(),
    failureReasons: new FailureReasons(accountSource),
    transferIds: new TransferIds(accountSource),
    pagedResults: { filter: {}, hasMore: false },
  };
  const dataOf = (resource: unknown) => ({ transfers: resource, results: resource, ...lasting }) as unknown as AppState;
  const arranged = arrangement as unknown as AllViewOptions["transfers"] & AllViewOptions["results"];
  const cases: TreeCase<never>[] = [
    {
      name: "transfers",
      make: transfers as never,
      view: (it) => new TransfersView(accountSource, dataOf(it), arranged, Date.now) as never,
    },
    {
      name: "results",
      make: results as never,
      view: (it) => new ResultsView(accountSource, dataOf(it), arranged, Date.now) as never,
    },
  ];
  for (const each of cases)
    for (const all of [false, true]) await measure(each, all, { Resource, ResourceTree, DeferredTree, accountSource });
  process.exit();
}

interface Tools {
  readonly Resource: typeof Resource;
  readonly ResourceTree: typeof ResourceTree;
  readonly DeferredTree: typeof DeferredTree;
  readonly accountSource: Accounts;
}

async function measure({ name, make, view }: TreeCase<never>, all: boolean, tools: Tools) {
  let turn = 0;
  const values = [make(0), make(1)];
  const resource = new tools.Resource<never>(() => Promise.resolve(values[turn % 2] as never), Date.now);
  const tree = new tools.ResourceTree<never>(
    view(resource),
    new tools.DeferredTree(name),
    tools.accountSource,
    Date.now,
  ) as ResourceTree<unknown>;
  const fired: number[] = [];
  tree.onDidChangeTreeData((nodes?: TreeNode[]) => fired.push(nodes?.length ?? Infinity));
  global.gc?.(); // what making the values left behind
  const start = process.cpuUsage();
  await resource.reload();
  const rows = countShownRows(tree, all);
  const openMs = milliseconds(start);
  fired.splice(0);
  const before = megabytes();
  const from = process.cpuUsage();
  for (turn = 1; turn <= refreshes; turn += 1) await resource.reload();
  const refreshMs = milliseconds(from) / refreshes;
  const grown = Math.max(megabytes() - before, 0.01);
  const most = Math.max(0, ...fired);
  const state = all ? "all groups unfolded" : "as it opens";
  printTable(
    ["tree", "rows shown", "open ms", "refresh ms", "rows drawn per refresh", "MB grown"],
    [[`${name}, ${state}`, rows, Math.round(openMs), Number(refreshMs.toFixed(1)), most, Number(grown.toFixed(2))]],
  );
  const kind = all ? `${name}-unfolded` : name;
  printRatio({ name: `${kind}-open`, value: allowed.openMs / openMs, target: 1 });
  printRatio({ name: `${kind}-memory`, value: allowed.growthMb / grown, target: 1 });
  tree.dispose();
}

void run();
