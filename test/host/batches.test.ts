import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Result, Transfer } from "../../src/dmapi/model";
import { useDialogs, useSignedIn } from "./test-api";
import { findRow, getTooltip, getLeafRows, plainText } from "./tree-rows";

/** The progress of a batch, which a test may stop. */
function progress(): { stopAfter: number } {
  const state = { stopAfter: Infinity };
  const { withProgress } = vscode.window;
  beforeEach(() => {
    state.stopAfter = Infinity;
    const stand = (options: vscode.ProgressOptions, work: Parameters<typeof withProgress>[1]) => {
      const source = new vscode.CancellationTokenSource();
      let ended = 0;
      const report = () => {
        if ((ended += 1) >= state.stopAfter) source.cancel();
      };
      return options.cancellable ? work({ report }, source.token) : withProgress(options, work);
    };
    Object.assign(vscode.window, { withProgress: stand });
  });
  afterEach(() => {
    Object.assign(vscode.window, { withProgress });
  });
  return state;
}

describe("Actions on many transfers", () => {
  const user = useDialogs();
  const batch = progress();
  const world = useSignedIn();
  /** What VS Code passes for rows of the tree. */
  const rowsOf = (transfers: readonly Transfer[]) => {
    const account = world().accounts.current?.id;
    return transfers.map((transfer) => ({ transfer, account, domain: transfer.domain }));
  };

  async function all(): Promise<readonly Transfer[]> {
    await world().appState.transfers.reload();
    const { value = [] } = world().appState.transfers;
    assert(value.length > 10);
    return value;
  }

  function say(...titles: string[]): void {
    user.answer = (_, choices) => choices.find((choice) => titles.includes(choice));
  }

  /** The domains of the requests sent for `action`, in order. */
  function sent(action: string): number {
    const { log } = world().sandbox.control;
    return (
      log.filter(({ path, parameters }) => path.includes("transfer-control") && parameters.includes("domain")).length -
      (action === "" ? 0 : 0)
    );
  }

  it("resend FOAs of eligible transfers after one confirmation that lists them", async () => {
    const transfers = await all();
    const waiting = transfers.filter(({ state }) => state === "FOA_BEEN_SENT");
    assert(waiting.length > 1);
    say("Resend FOAs");
    const rows = rowsOf(transfers);
    await vscode.commands.executeCommand("joker.transfer.resendFoa", rows[0], rows);
    const [question = "", summary = "", ...more] = user.shown;
    assert(question.startsWith(`Resend FOAs for ${waiting.length} transfers?\nAccount: sandbox · SANDBOX\n`), question);
    for (const { domain, ownerEmail } of waiting) assert(question.includes(`• ${domain} → ${ownerEmail}`), question);
    assert(question.includes(`Skipped, not waiting for the owner: ${transfers.length - waiting.length}`));
    assert.equal(summary, `FOAs for ${waiting.length} transfers resent. (SANDBOX)`);
    assert.deepEqual(more, []);
    assert.equal(sent("resend-foa"), waiting.length);
  });

  it("send nothing when the confirmation is dismissed", async () => {
    const rows = rowsOf(await all());
    for (const command of ["joker.transfer.resendFoa", "joker.transfer.cancel"]) {
      await vscode.commands.executeCommand(command, rows[0], rows);
    }
    assert.equal(user.shown.length, 2);
    assert.equal(sent(""), 0);
  });

  it("cancel after a confirmation about payment and limits", async () => {
    const transfers = await all();
    const may = transfers.filter(({ state }) => !/^(REGISTRY_CANCELATION_PENDING|TRANSFER_PROCESSED)/.test(state));
    const rows = rowsOf(transfers);
    await vscode.commands.executeCommand("joker.transfer.cancel", rows[0], rows);
    const [question = ""] = user.shown;
    assert(question.startsWith(`Cancel ${may.length} transfers?\nAccount: sandbox · SANDBOX\n`), question);
    assert.match(question, /The losing registrar may still release the domain first/);
    assert.match(question, /DMAPI reports neither the price of a transfer nor when a reserved amount is released\./);
    assert.doesNotMatch(question, /USD/, "what the account has reserved is not of these transfers alone");
    assert.match(question, /documents it only .*\. Transfers in another state: \d+\./);
    assert.match(question, new RegExp(`and ${may.length - 10} more`));
    assert.equal(question.split("• ").length - 1, 10);
  });

  it("report one outcome per domain: done, refused with its reason, or unknown", async () => {
    const transfers = await all();
    const { sandbox } = world();
    const [refused, ...others] = transfers.filter(({ state }) => state.startsWith("PAYMENT"));
    const committed = transfers.find(({ state }) => state === "PAYMENT_COMMITTED");
    assert(refused && committed && others.length > 0);
    say("Cancel Transfers", "Show Details");
    const rows = rowsOf(transfers.filter(({ state }) => /^(PAYMENT|FOA_ACK|IN_DB)/.test(state)));
    sandbox.control.addFaults({ kind: "drop-after", request: "domain-transfer-control" });
    await vscode.commands.executeCommand("joker.transfer.cancel", rows[0], rows);
    const summary = user.shown[1] ?? "";
    assert.match(
      summary,
      new RegExp(
        `^Cancel ${rows.length} transfers: outcome unknown: 1, refused: 1, accepted: ${rows.length - 2}\\. \\(SANDBOX\\)$`,
      ),
    );
    const text = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert(text.includes("Account: sandbox · SANDBOX"), text);
    assert.match(text, /outcome unknown \(1\)\n {2}\S+: The reply from Joker\.com was lost/);
    assert(text.includes(`refused (1)\n  ${committed.domain}: Joker.com refused the request: `), text);
    assert.equal(sent("cancel"), rows.length);
  });

  it("show failures on the rows until the action succeeds or they are dismissed", async () => {
    const tree = world().views.trees.transfers;
    const row = (domain: string) => findRow(getLeafRows(tree), domain) ?? assert.fail(domain);
    const transfers = await all();
    const inState = (state: string) => transfers.filter((transfer) => transfer.state === state);
    const [committed] = inState("PAYMENT_COMMITTED");
    const [accepted] = inState("FOA_ACK");
    assert(committed && accepted);
    say("Cancel Transfers");
    const rows = rowsOf([committed, accepted]);
    await vscode.commands.executeCommand("joker.transfer.cancel", rows[0], rows);
    const failed = row(committed.domain);
    assert.match(
      String(failed.description),
      /^Cancel Transfer failed: Joker\.com refused the request: .+ · payment completed$/,
    );
    assert.equal((failed.iconPath as vscode.ThemeIcon).id, "warning");
    assert.match(plainText(await getTooltip(tree, failed)), /Cancel Transfer failed: Joker\.com refused the request/);
    assert.equal(row(accepted.domain).description, "cancellation requested");
    await world().appState.transfers.reload();
    assert.match(String(row(committed.domain).description), /Cancel Transfer failed: /, "a refresh takes it away");
    await vscode.commands.executeCommand("joker.dismissFailure", row(committed.domain).node);
    assert.equal(row(committed.domain).description, "payment completed");
    await vscode.commands.executeCommand("joker.transfer.cancel", rows[0], [...rows, ...rowsOf(inState("IN_DB"))]);
    assert.match(String(row(committed.domain).description), /Cancel Transfer failed: /);
    world().sandbox.control.setTransfer(committed.domain, "REGISTRY_REQUEST_RECEIVED_NOW_WAITING");
    await world().appState.transfers.reload();
    say("Cancel Transfer");
    await vscode.commands.executeCommand("joker.transfer.cancel", row(committed.domain).node);
    assert.equal(row(committed.domain).description, "cancellation requested", "what is done tells of no failure");
  });

  it("can be canceled between items, and list those not started", async () => {
    const rows = rowsOf(await all());
    batch.stopAfter = 3;
    say("Cancel Transfers", "Show Details");
    await vscode.commands.executeCommand("joker.transfer.cancel", rows[0], rows);
    const text = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.match(text, /not started \(\d+\)\n {2}\S+: Canceled before this item was processed\./);
    const notStarted = Number(/not started \((\d+)\)/.exec(text)?.[1]);
    assert.equal(sent("cancel"), rows.length - 2 - notStarted);
    assert(sent("cancel") <= 3 + 3);
  });

  it("retry only items that were certainly not done", async () => {
    const transfers = (await all()).filter(({ state }) =>
      /^(IN_DB|FOA_ACK|PAYMENT_PREPARED|REGISTRY_REQUEST)/.test(state),
    );
    const rows = rowsOf(transfers);
    batch.stopAfter = 1;
    let questions = 0;
    user.answer = (text, choices) => {
      if (!text.startsWith("Cancel")) return undefined;
      if (choices.includes("Cancel Transfers")) questions += 1;
      batch.stopAfter = questions > 1 ? Infinity : 1;
      return choices.find((choice) => /^(Cancel Transfers?|Retry)/.test(choice));
    };
    await vscode.commands.executeCommand("joker.transfer.cancel", rows[0], rows);
    assert.equal(sent("cancel"), transfers.length, "each was sent once");
    const states = world().sandbox.control.getSnapshot().transfers;
    for (const { domain } of transfers) {
      assert.equal(states.find((transfer) => transfer.domain === domain)?.state, "REGISTRY_CANCELATION_PENDING");
    }
  });

  it("send nothing twice when two commands overlap", async () => {
    const rows = rowsOf((await all()).filter(({ state }) => /^(IN_DB|FOA_ACK|PAYMENT_PREPARED)/.test(state)));
    say("Cancel Transfers");
    const cancel = () => vscode.commands.executeCommand("joker.transfer.cancel", rows[0], rows);
    await Promise.all([cancel(), cancel(), cancel()]);
    assert.equal(sent("cancel"), rows.length);
    await cancel();
    assert.equal(sent("cancel"), rows.length, "old rows are not believed");
  });
});

describe("Deleting many results", () => {
  const user = useDialogs();
  const batch = progress();
  const world = useSignedIn();

  async function finished(): Promise<readonly Result[]> {
    await world().appState.results.reload();
    return (world().appState.results.value ?? []).filter(({ status }) => status !== "pending");
  }

  function deletions(): string[] {
    const { log } = world().sandbox.control;
    return log.filter(({ path }) => path.includes("result-delete")).map(({ path }) => path);
  }

  it("confirms once with the number and the permanent loss, and skips pending ones", async () => {
    const results = (await finished(), world().appState.results.value ?? []);
    const rows = results.map((result) => ({ result }));
    const done = results.filter(({ status }) => status !== "pending").length;
    user.answer = (_, choices) => choices.find((choice) => choice === "Delete Results");
    await vscode.commands.executeCommand("joker.result.delete", rows[0], rows);
    const [question = "", summary] = user.shown;
    assert(question.startsWith(`Delete ${done} results?\nAccount: sandbox · SANDBOX\n`), question);
    assert.match(question, /This cannot be undone\. Joker\.com keeps only the status/);
    assert.match(question, new RegExp(`still in progress: ${results.length - done}`));
    assert.equal(summary, `${done} of ${done} results were deleted. (SANDBOX)`);
    assert.deepEqual(await finished(), []);
    assert.equal(deletions().length, done);
  });

  it("deletes nothing twice, also when two commands overlap and when a row is old", async () => {
    const rows = (await finished()).map((result) => ({ result }));
    user.answer = (_, choices) => choices.find((choice) => choice === "Delete Results");
    await Promise.all([
      vscode.commands.executeCommand("joker.result.delete", rows[0], rows.slice(0, 12)),
      vscode.commands.executeCommand("joker.result.delete", rows[6], rows.slice(6)),
      vscode.commands.executeCommand("joker.results.deleteFinished"),
    ]);
    assert.equal(deletions().length, rows.length);
    await vscode.commands.executeCommand("joker.result.delete", rows[0], rows);
    assert.equal(deletions().length, rows.length);
    assert.match(user.shown.at(-1) ?? "", new RegExp(`not started: ${rows.length}`));
  });

  it("deletes those of the chosen age only", async () => {
    const before = await finished();
    user.answer = (title, choices) => {
      if (title === "Clear Older Results") return "Older than 30 days";
      return choices.find((choice) => choice === "Delete Results");
    };
    await vscode.commands.executeCommand("joker.results.deleteOlder");
    const day = new Date(world().clock.now() - 30 * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
    const young = before.filter(({ timeStamp }) => timeStamp >= day);
    assert(young.length > 0 && young.length < before.length);
    assert.deepEqual(
      (await finished()).map(({ svTrId }) => svTrId),
      young.map(({ svTrId }) => svTrId),
    );
    const counted = before.length - young.length;
    const question = user.shown.find((text) => text.includes(" finished results from before ")) ?? "";
    assert.match(
      question,
      new RegExp(`^Delete ${counted} finished results from before [\\d-]+\\?\nAccount: sandbox · SANDBOX\n`),
    );
    assert.match(question, /This cannot be undone\. Joker\.com keeps only the status/);
    assert.equal(user.shown.at(-1), `${counted} of ${counted} results were deleted. (SANDBOX)`);
  });

  it("can be canceled between items", async () => {
    const rows = (await finished()).map((result) => ({ result }));
    batch.stopAfter = 2;
    user.answer = (_, choices) => choices.find((choice) => choice === "Delete Results");
    await vscode.commands.executeCommand("joker.result.delete", rows[0], rows);
    assert(deletions().length < rows.length);
    assert.equal((await finished()).length, rows.length - deletions().length);
    assert.match(user.shown.at(-1) ?? "", /not started: \d+, accepted: \d+\. \(SANDBOX\)$/);
  });
});
