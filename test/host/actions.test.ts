import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Result, Transfer } from "../../src/dmapi/model";
import { eventually } from "../eventually";
import { useDialogs, useSignedIn } from "./test-api";
import { findRow, getLeafRows } from "./tree-rows";

describe("Actions on transfers", () => {
  const user = useDialogs();
  const world = useSignedIn();

  async function inState(state: string): Promise<Transfer> {
    const { appState: data } = world();
    await data.transfers.reload();
    const found = data.transfers.value?.find((transfer) => transfer.state === state);
    assert(found, `no transfer in ${state}`);
    return found;
  }

  function stateOf(domain: string): string | undefined {
    return world()
      .sandbox.control.getSnapshot()
      .transfers.find((transfer) => transfer.domain === domain)?.state;
  }

  function descriptionOf({ domain }: Transfer): string {
    const row = findRow(getLeafRows(world().views.trees.transfers), domain);
    return String(row?.description);
  }

  it("resend an FOA without confirmation and name the recipient", async () => {
    const transfer = await inState("FOA_BEEN_SENT");
    await vscode.commands.executeCommand("joker.transfer.resendFoa", { transfer });
    assert.deepEqual(user.shown, [`FOA for ${transfer.domain} resent to ${transfer.ownerEmail}. (SANDBOX)`]);
    assert.match(descriptionOf(transfer), / · FOA resent$/);
  });

  it("run once, however often they are clicked", async () => {
    const transfer = await inState("FOA_BEEN_SENT");
    const { sandbox } = world();
    sandbox.control.clearLog();
    const resend = () => vscode.commands.executeCommand("joker.transfer.resendFoa", { transfer });
    await Promise.all([resend(), resend()]);
    const sent = sandbox.control.log.filter(({ parameters }) => parameters.includes("domain"));
    assert.equal(sent.length, 1);
    assert(user.shown.includes("Already in progress."), user.shown.join());
  });

  describe("from the palette", () => {
    const firstChoices: (string | undefined)[] = [];

    beforeEach(() => {
      firstChoices.splice(0);
      user.answer = (_, choices) => {
        firstChoices.push(choices[0]);
        return undefined;
      };
    });

    async function closeEditors(): Promise<void> {
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    }

    afterEach(closeEditors);

    it("act on the active panel, and preselect the harmless button", async () => {
      const transfer = await inState("REGISTRY_REQUEST_RECEIVED_NOW_WAITING");
      await vscode.commands.executeCommand("joker.transfer.show", { domain: transfer.domain });
      await vscode.commands.executeCommand("joker.transfer.cancel");
      assert.match(user.shown.join(), new RegExp(`^Cancel the transfer of ${transfer.domain}\\?`));
      assert.deepEqual(firstChoices, ["Keep Transfer"]);
    });

    it("act on the selected row if no panel is active", async () => {
      await closeEditors();
      const transfer = await inState("REGISTRY_REQUEST_RECEIVED_NOW_WAITING");
      await vscode.commands.executeCommand("joker.transfers.focus");
      const { transfers } = world().views.trees;
      const nodeOf = (nodes: ReturnType<typeof transfers.getChildren>): (typeof nodes)[number] | undefined =>
        nodes
          .map((node) =>
            "transfer" in node && node.transfer === transfer ? node : nodeOf(transfers.getChildren(node)),
          )
          .find((node) => node !== undefined);
      const node = nodeOf(transfers.getChildren());
      assert(node);
      await eventually(async () => {
        await transfers.tree.reveal(node, { select: true, focus: true });
        assert.deepEqual([transfers.tree.visible, transfers.tree.selection[0]], [true, node]);
      });
      await vscode.commands.executeCommand("joker.transfer.cancel");
      assert.match(user.shown.join(), new RegExp(`^Cancel the transfer of ${transfer.domain}\\?`));
      await vscode.commands.executeCommand("workbench.view.explorer");
      await eventually(() => assert.equal(transfers.tree.visible, false));
      user.shown.splice(0);
      await vscode.commands.executeCommand("joker.transfer.cancel");
      assert.deepEqual(user.shown, [], "it asked for a transfer");
    });

    it("act on the active result document", async () => {
      const { results } = world().appState;
      await results.reload();
      const result = results.value?.find(({ status }) => status === "nack");
      assert(result);
      await vscode.commands.executeCommand("joker.result.open", { result });
      await vscode.commands.executeCommand("joker.result.delete");
      assert.match(user.shown.join(), new RegExp(result.procId));
      assert.deepEqual(firstChoices, ["Keep Result"]);
    });
  });

  it("refuse to resend an FOA in another state, without a request", async () => {
    const transfer = await inState("FOA_ACK");
    const before = world().sandbox.control.log.length;
    await vscode.commands.executeCommand("joker.transfer.resendFoa", { transfer });
    assert.match(user.shown.join(), /can be resent only while its transfer is waiting for the owner/);
    assert.equal(world().sandbox.control.log.length, before);
  });

  it("offer from the palette only those that may be resent", async () => {
    user.answer = (title, choices) => (title === "Resend FOA" ? choices[0] : undefined);
    const waiting = (await inState("FOA_BEEN_SENT"), world().appState.transfers.value)?.filter(
      ({ state }) => state === "FOA_BEEN_SENT",
    );
    let offered: readonly string[] = [];
    const { answer } = user;
    user.answer = (title, choices) => {
      if (title === "Resend FOA") offered = choices;
      return answer(title, choices);
    };
    await vscode.commands.executeCommand("joker.transfer.resendFoa");
    assert.deepEqual(
      offered,
      waiting?.map(({ domain }) => domain),
    );
    assert.match(user.shown.join(), /FOA for .* resent to/);
  });

  it("cancel after a confirmation that names domain and account, and show the new state", async () => {
    const transfer = await inState("REGISTRY_REQUEST_RECEIVED_NOW_WAITING");
    let buttons: readonly string[] = [];
    user.answer = (_, choices) => ((buttons = choices), "Cancel Transfer");
    await vscode.commands.executeCommand("joker.transfer.cancel", { transfer });
    const [question = "", notification = ""] = user.shown;
    assert(question.startsWith(`Cancel the transfer of ${transfer.domain}?\nAccount: sandbox · SANDBOX`), question);
    assert(!question.includes("DMAPI documents it only"), question);
    assert(question.split("\n").length <= 1 + 5, question);
    assert.match(notification, /^Cancellation requested for the transfer of .* \(SANDBOX\)$/);
    assert.equal(stateOf(transfer.domain), "REGISTRY_CANCELATION_PENDING");
    const shown = world().appState.transfers.value?.find(({ domain }) => domain === transfer.domain);
    assert.equal(shown?.state, "REGISTRY_CANCELATION_PENDING");
    assert.deepEqual(buttons.length, 0, "a notification has buttons");
  });

  it("have the buttons Cancel Transfer and Keep Transfer, and default to keeping it", async () => {
    const transfer = await inState("REGISTRY_REQUEST_RECEIVED_NOW_WAITING");
    for (const answer of ["Keep Transfer", undefined]) {
      let buttons: readonly string[] = [];
      user.answer = (_, choices) => ((buttons = choices), answer);
      await vscode.commands.executeCommand("joker.transfer.cancel", { transfer });
      // VS Code preselects the first.
      assert.deepEqual(buttons, ["Keep Transfer", "Cancel Transfer", "Close"]);
      assert.equal(stateOf(transfer.domain), transfer.state);
    }
  });

  it("warn that canceling is documented for another state only", async () => {
    const transfer = await inState("FOA_BEEN_SENT");
    await vscode.commands.executeCommand("joker.transfer.cancel", { transfer });
    assert.match(
      user.shown[0] ?? "",
      /DMAPI documents it only for transfers that are waiting for the losing registrar/,
    );
  });

  it("report a lost reply as an unknown outcome, and poll instead of resending", async () => {
    const transfer = await inState("REGISTRY_REQUEST_RECEIVED_NOW_WAITING");
    const { sandbox } = world();
    user.answer = (_, choices) => choices.find((choice) => choice === "Cancel Transfer");
    sandbox.control.addFaults({ kind: "drop-after", request: "domain-transfer-control" });
    const before = sandbox.control.log.length;
    await vscode.commands.executeCommand("joker.transfer.cancel", { transfer });
    assert.match(
      user.shown.join("\n"),
      /it is unknown whether the request was carried out\. The request was not repeated/,
    );
    const transferRequests = sandbox.control.log.slice(before).filter(({ path }) => path.includes("transfer-control"));
    assert.equal(transferRequests.length, 2, "one cancel and one list");
    const shown = world().appState.transfers.value?.find(({ domain }) => domain === transfer.domain);
    assert.equal(shown?.state, "REGISTRY_CANCELATION_PENDING");
    assert(user.shown.some((text) => text.startsWith(`Cancel Transfer (${transfer.domain}): The reply from`)));
    // The list shows what became of it.
    assert.equal(descriptionOf(transfer), "cancellation requested");
  });

  it("show the failure on the row until the action succeeds, as batch actions do", async () => {
    const transfer = await inState("PAYMENT_COMMITTED");
    user.answer = (_, choices) => choices.find((choice) => choice === "Cancel Transfer");
    await vscode.commands.executeCommand("joker.transfer.cancel", { transfer });
    assert.match(user.shown.at(-1) ?? "", /^Joker\.com refused the request: /);
    assert.match(
      descriptionOf(transfer),
      /^Cancel Transfer failed: Joker\.com refused the request: .+ · payment completed$/,
    );
    const { control } = world().sandbox;
    control.setTransfer(transfer.domain, "REGISTRY_REQUEST_RECEIVED_NOW_WAITING");
    await world().appState.transfers.reload();
    const [row] = (world().appState.transfers.value ?? []).filter(({ domain }) => domain === transfer.domain);
    await vscode.commands.executeCommand("joker.transfer.cancel", { transfer: row });
    assert.equal(descriptionOf(transfer), "cancellation requested");
  });

  it("do nothing if the account changed while the confirmation was open", async () => {
    const transfer = await inState("REGISTRY_REQUEST_RECEIVED_NOW_WAITING");
    const { accounts } = world();
    const showWarning = vscode.window.showWarningMessage;
    Object.assign(vscode.window, {
      showWarningMessage: async (...args: Parameters<typeof showWarning>) => {
        user.answer = (_, choices) => choices.find((choice) => choice === "Cancel Transfer");
        await accounts.signOut();
        return showWarning(...args);
      },
    });
    await vscode.commands.executeCommand("joker.transfer.cancel", { transfer });
    assert.match(user.shown.join("\n"), /The account changed in the meantime, so nothing was sent/);
    assert.equal(stateOf(transfer.domain), transfer.state);
  });
});

describe("Actions on results", () => {
  const user = useDialogs();
  const world = useSignedIn();

  async function withStatus(status: string): Promise<Result> {
    const { appState: data } = world();
    await data.results.reload();
    const found = data.results.value?.find((result) => result.status === status);
    assert(found, `no result ${status}`);
    return found;
  }

  it("open one as a read-only document", async () => {
    const result = await withStatus("nack");
    await vscode.commands.executeCommand("joker.result.open", { result });
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, "joker-result");
    assert.equal(new URLSearchParams(document.uri.query).get("proc-id"), result.procId);
    assert(document.getText().includes("Completion-Status: nack"), document.getText());
  });

  it("delete one after confirmation, and remove it from the list", async () => {
    const result = await withStatus("ack");
    user.answer = (_, choices) => choices.find((choice) => choice === "Keep Result");
    await vscode.commands.executeCommand("joker.result.delete", { result });
    await world().appState.results.reload();
    assert(world().appState.results.value?.some(({ svTrId }) => svTrId === result.svTrId));
    user.answer = (_, choices) => choices.find((choice) => choice === "Delete Result");
    await vscode.commands.executeCommand("joker.result.delete", { result });
    assert(user.shown[0]?.includes("Account: sandbox · SANDBOX"));
    assert(!world().appState.results.value?.some(({ svTrId }) => svTrId === result.svTrId));
  });

  it("delete all finished ones and keep the pending ones", async () => {
    await withStatus("pending");
    const pending = world().appState.results.value?.filter(({ status }) => status === "pending").length;
    user.answer = (_, choices) => choices.find((choice) => choice === "Delete Results");
    await vscode.commands.executeCommand("joker.results.deleteFinished");
    assert.match(user.shown.at(-1) ?? "", /^(\d+) of \1 results were deleted\. \(SANDBOX\)$/);
    assert.equal(world().appState.results.value?.length, pending);
    assert(world().appState.results.value?.every(({ status }) => status === "pending"));
  });
});

describe("A read-only key", () => {
  const user = useDialogs();
  const world = useSignedIn({ credentials: { kind: "api-key", apiKey: "sandbox-readonly" } });

  it("gets an error that names the missing permission", async () => {
    const { appState: data } = world();
    await data.transfers.reload();
    const transfer = data.transfers.value?.find(({ state }) => state === "FOA_BEEN_SENT");
    await vscode.commands.executeCommand("joker.transfer.resendFoa", { transfer });
    assert.match(user.shown.join(), /account's credentials do not permit changes.* My Profile/);
    await data.account.reload();
    const items = getLeafRows(world().views.trees.account);
    assert(items.some(({ description }) => description === "read-only"));
  });
});

describe("Without an account", () => {
  const user = useDialogs();

  it("every command that needs one reports it and offers to sign in", async () => {
    for (const id of ["transfer.cancel", "result.open", "orders.openTable", "account.showTlds", "signOut"]) {
      let offered: readonly string[] = [];
      user.answer = (_, choices) => ((offered = choices), undefined);
      await vscode.commands.executeCommand(`joker.${id}`);
      assert.equal(user.shown.at(-1), "You are not signed in to Joker.com.", id);
      assert.deepEqual(offered, ["Sign In"], id);
    }
  });
});
