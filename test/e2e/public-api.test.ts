import assert from "node:assert/strict";
import { eventually } from "../eventually";
import type { JokerAccount, JokerOrderTotals, JokerTransfer } from "../../src/public-api/joker-api";
import { openAndSignIn, useWorkbenchAndSandbox } from "./with-sandbox";
import { addSecondExtension } from "./second-extension";

/** Writes what the API gives, and how often it told of changes, to a file of the folder that is open. */
const script = `
  const extension = vscode.extensions.getExtension("joker-dmapi.joker-dmapi");
  const api = (await extension.activate()).getApi(1);
  globalThis.changes ??= { accounts: 0, transfers: 0 };
  if (!globalThis.isListening) {
    api.onDidChangeAccounts(() => globalThis.changes.accounts++);
    api.onDidChangeTransfers(() => globalThis.changes.transfers++);
    globalThis.isListening = true;
  }
  const day = (age) => new Date(Date.now() - age * 86400000).toISOString().slice(0, 10);
  const failure = (error) => ({ failure: error.message });
  const seen = {
    keys: Object.keys(api).sort(),
    accounts: await api.getAccounts(),
    transfers: await api.getTransfers().catch(failure),
    totals: await api.getOrderTotals({ after: day(30), before: day(0) }).catch(failure),
    wrongDay: await api.getOrderTotals({ after: "yesterday", before: "2020-01-02" }).catch(failure),
    changes: globalThis.changes,
  };
  const run = globalThis.run = (globalThis.run ?? 0) + 1;
  const file = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, "seen-" + run + ".json");
  await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(seen)));`;

interface Failure {
  readonly failure: string;
}

interface Seen {
  readonly keys: readonly string[];
  readonly accounts: readonly JokerAccount[];
  readonly transfers: readonly JokerTransfer[] | Failure;
  readonly totals: readonly JokerOrderTotals[] | Failure;
  readonly wrongDay: readonly JokerOrderTotals[] | Failure;
  readonly changes: { readonly accounts: number; readonly transfers: number };
}

describe("Another extension", () => {
  const { workbench, sandbox } = useWorkbenchAndSandbox({
    beforeStart: (home) => addSecondExtension(home, { name: "Reader", title: "Read Joker", script }),
  });

  async function read(run: number): Promise<Seen> {
    await workbench().palette("Reader: Read Joker");
    return await eventually(async () => JSON.parse(await workbench().file(`seen-${run}.json`)) as Seen);
  }

  it("reads accounts, transfers and totals, is told of changes, and gets nothing secret", async () => {
    const before = await read(1);
    const methods = ["getAccounts", "getOrderTotals", "getTransfers", "onDidChangeAccounts", "onDidChangeTransfers"];
    assert.deepEqual(before.keys, methods);
    assert.deepEqual(before.accounts, []);
    assert.match((before.transfers as Failure).failure, /not signed in/);

    await openAndSignIn(workbench());
    const after = await read(2);
    const { url, control } = sandbox();
    const [account] = after.accounts;
    assert.deepEqual(
      after.accounts.map(({ name, endpoint, isActive }) => [name, endpoint, isActive]),
      [["sandbox · SANDBOX", url, true]],
    );
    assert.deepEqual(Object.keys(account ?? {}).sort(), ["endpoint", "id", "isActive", "name"]);
    const { transfers } = control.getSnapshot();
    const seen = after.transfers as readonly JokerTransfer[];
    assert.deepEqual(
      seen.map(({ domain, state }) => `${domain} ${state}`).sort(),
      transfers.map(({ domain, state }) => `${domain} ${state}`).sort(),
    );
    assert.ok(seen.some(({ needsAttention }) => needsAttention));
    const totals = after.totals as readonly JokerOrderTotals[];
    assert.ok(totals.some(({ currency, orders }) => currency === "USD" && orders > 0));
    assert.ok(totals.every(({ total }) => /^-?\d+\.\d\d$/.test(total)));
    assert.deepEqual(after.wrongDay, { failure: "a day must be given as YYYY-MM-DD" });
    assert.ok(after.changes.accounts > 0 && after.changes.transfers > 0, JSON.stringify(after.changes));
    assert.doesNotMatch(JSON.stringify(after), /sandbox-full/);
  });
});
