import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { AppState } from "../../src/state/app-state";
import { cancelTransfer } from "../../src/dmapi/transfers";
import { eventually } from "../eventually";
import { useDialogs, waitForState, useSignedIn } from "./test-api";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe("The account watcher", () => {
  const dialogs = useDialogs();
  const world = useSignedIn();
  const configuration = () => vscode.workspace.getConfiguration("joker");

  /** Waits for what is loaded after the sign-in, which is no news. */
  async function begun(): Promise<AppState> {
    const { appState: data } = world();
    await Promise.all([
      waitForState(data.transfers, "ready"),
      waitForState(data.results, "ready"),
      waitForState(data.account, "ready"),
    ]);
    return data;
  }

  /** Waits for the data, and leaves no transfer but the first one in `state`, whose domain it gives. */
  async function only(state: string): Promise<string> {
    const { transfers } = await begun();
    const { domain } = transfers.value?.find((transfer) => transfer.state === state) ?? assert.fail(state);
    for (const other of transfers.value ?? []) {
      if (other.domain !== domain) world().sandbox.control.removeTransfers(other.domain);
    }
    await transfers.reload();
    await expectNotification("transfers are no longer pending");
    dialogs.shown.splice(0);
    return domain;
  }

  /** Lets the sandbox clock jump, and looks. */
  async function pass(ms: number): Promise<void> {
    world().sandbox.control.advance(ms);
    await world().appState.transfers.reload();
  }

  async function expectNotification(text: string): Promise<void> {
    await eventually(
      () =>
        assert(
          dialogs.shown.some((message) => message.includes(text)),
          dialogs.shown.join(" | "),
        ),
      {
        what: `"${text}"`,
      },
    );
  }

  function requests(name: string): number {
    return world().sandbox.control.log.filter(({ request }) => request === name).length;
  }

  it("loads transfers, results and balance once with one login while hidden, without notifications", async () => {
    await begun();
    for (const name of ["login", "domain-transfer-control", "result-list", "query-account-balance"]) {
      assert.equal(requests(name), 1, name);
    }
    assert.deepEqual(dialogs.shown, []);
  });

  it("notifies of a transfer from IN_DB to its end: FOA accepted, completed", async () => {
    const domain = await only("IN_DB");
    const steps = [20 * minute, 20 * minute, 30 * minute, 5 * day];
    for (const step of steps) await pass(step);
    await expectNotification(`The FOA for ${domain} was accepted`);
    for (const step of [hour, hour, 5 * day, hour]) await pass(step);
    await pass(hour);
    await expectNotification(`The transfer of ${domain} completed.`);
    await pass(day);
    assert.deepEqual(world().appState.transfers.value, []);
    assert.equal(dialogs.shown.length, 2, dialogs.shown.join(" | "));
  });

  it("notifies of a rejection once, and not again when the transfer leaves the list", async () => {
    const { transfers } = await begun();
    const { domain } = transfers.value?.find((row) => row.domain.endsWith(".shop")) ?? assert.fail();
    world().sandbox.control.advance(5 * day);
    await transfers.reload();
    await expectNotification(domain);
    assert(dialogs.shown.some((text) => text.includes("rejected") && text.includes(domain)));
    dialogs.shown.splice(0);
    world().sandbox.control.removeTransfers(domain);
    await transfers.reload();
    const done = ["FOA_NACK", "TRANSFER_PROCESSED_SUCCESSFULLY"];
    const other = transfers.value?.find(({ state }) => !done.includes(state)) ?? assert.fail();
    world().sandbox.control.setTransfer(other.domain, "TRANSFER_PROCESSED_SUCCESSFULLY");
    await transfers.reload();
    await expectNotification("completed");
    assert(dialogs.shown.every((text) => !text.includes(domain)));
  });

  it("polls after a cancellation, and notifies when the transfer has left the list", async () => {
    const domain = await only("REGISTRY_REQUEST_RECEIVED_NOW_WAITING");
    const { appState: data, accounts, watcher: watch } = world();
    watch.pollAfterAction([domain]);
    await cancelTransfer(accounts.requireCurrent().session.call, domain);
    world().sandbox.control.advance(10_000);
    await eventually(() => assert.equal(data.transfers.value?.[0]?.state, "REGISTRY_CANCELATION_PENDING"));
    await pass(2 * hour);
    await expectNotification(
      `The transfer of ${domain} is no longer pending. Last known state: cancellation requested.`,
    );
  });

  it("notifies of the outcomes of pending requests", async () => {
    const { transfers, results } = await begun();
    const waiting = transfers.value?.filter(({ state }) => state === "REGISTRY_REQUEST_RECEIVED_NOW_WAITING") ?? [];
    const [one, other] = waiting.map(({ domain }) => domain);
    assert(one && other);
    world().sandbox.control.setTransfer(one, "TRANSFER_PROCESSED_SUCCESSFULLY");
    world().sandbox.control.setTransfer(other, "FOA_NACK");
    await results.reload();
    await expectNotification(`Transfer for ${one} succeeded`);
    await expectNotification(`Transfer for ${other} failed`);
    const before = dialogs.shown.length;
    await results.reload();
    assert.equal(dialogs.shown.length, before);
  });

  it("combines many changes in one notification, which offers to turn off its kind", async () => {
    const { transfers } = await begun();
    const domains = ["FOA_ACK", "PAYMENT_COMMITTED", "REGISTRY_REQUEST_SENT"].map(
      (state) => transfers.value?.find((transfer) => transfer.state === state)?.domain ?? "",
    );
    dialogs.answer = (text, choices) => (text.includes("completed") ? choices.at(-1) : undefined);
    for (const domain of domains) world().sandbox.control.setTransfer(domain, "TRANSFER_PROCESSED_SUCCESSFULLY");
    await transfers.reload();
    await expectNotification("3 transfers completed");
    assert(domains.every((domain) => dialogs.shown.some((text) => text.includes(domain))));
    assert.equal(dialogs.shown.filter((text) => text.includes("completed")).length, 1);
    await eventually(() => assert.equal(configuration().get("notifications.transferCompleted"), false));
  });

  it("does not notify of a kind that is turned off", async () => {
    await configuration().update("notifications.transferCompleted", false, true);
    const { transfers } = await begun();
    const [completed, rejected] = (transfers.value ?? []).filter(({ state }) => state === "FOA_BEEN_SENT");
    world().sandbox.control.setTransfer(completed?.domain ?? "", "TRANSFER_PROCESSED_SUCCESSFULLY");
    world().sandbox.control.setTransfer(rejected?.domain ?? "", "FOA_NACK");
    await transfers.reload();
    await expectNotification(`The FOA for ${rejected?.domain ?? ""} was rejected.`);
    assert(dialogs.shown.every((text) => !text.includes("completed")));
  });

  it("warns of a low balance once", async () => {
    const { account } = await begun();
    await configuration().update("balance.lowThreshold", 100_000, true);
    await expectNotification("below your threshold of 100,000 USD");
    await account.reload();
    await account.reload();
    assert.equal(dialogs.shown.filter((text) => text.includes("threshold")).length, 1);
  });

  it("warns once when reservations exceed the balance, with the number of unpaid transfers", async () => {
    const { account, transfers } = await begun();
    const unpaid = transfers.value?.filter(({ state }) => ["IN_DB", "PAYMENT_PREPARED"].includes(state)).length ?? 0;
    assert(unpaid > 0);
    world().sandbox.control.setBalance("10.00");
    await account.reload();
    await expectNotification(
      "Low balance: 10.00 USD available, but 25.00 USD is reserved for pending transfers and orders.",
    );
    await expectNotification(`Pending transfers without a reserved payment: ${unpaid}.`);
    await account.reload();
    await configuration().update("balance.lowThreshold", 100, true);
    await expectNotification("Low balance: 10.00 USD available, below your threshold of 100 USD.");
    assert.equal(dialogs.shown.filter((text) => text.includes("is reserved for")).length, 1, dialogs.shown.join(" | "));
  });

  it("does not notify of its own failures and keeps the rows while offline", async () => {
    const data = await begun();
    const rows = data.transfers.value;
    world().sandbox.control.addFaults({ kind: "drop-before", count: 100 });
    await data.transfers.reload();
    assert.equal(data.transfers.state.kind, "failed");
    assert.equal(data.transfers.value, rows);
    world().sandbox.control.clearFaults();
    await data.transfers.reload();
    assert.equal(data.transfers.state.kind, "ready");
    assert.deepEqual(dialogs.shown, []);
  });

  it("polls once after sleep, with one login, and notifies of changes since", async () => {
    const domain = await only("FOA_BEEN_SENT");
    const { sandbox, appState: data, clock } = world();
    clock.advance(8 * hour); // Timers stand still in a sleep; the clocks, here and at Joker.com, go on.
    const awake = clock.now();
    sandbox.control.setTransfer(domain, "FOA_NACK");
    sandbox.control.clearLog();
    await configuration().update("refreshInterval", 6, true); // whatever wakes the poller: its timer takes up to a minute
    await eventually(async () => {
      const { state } = data.transfers;
      assert(state.kind === "ready" && state.at >= awake, `${state.kind}, not asked again`);
      await data.transfers.whenLoaded();
    });
    await expectNotification(`The FOA for ${domain} was rejected.`);
    await Promise.all([data.results.whenLoaded(), data.account.whenLoaded()]);
    for (const name of ["login", "domain-transfer-control"]) assert.equal(requests(name), 1, name);
  });

  it("tries a revoked key once, and shows the error only in the views", async () => {
    const data = await begun();
    world().sandbox.control.revoke("sandbox-full");
    world().sandbox.control.clearLog();
    await data.transfers.reload();
    await data.results.reload();
    await data.transfers.reload();
    assert.equal(data.transfers.state.kind === "failed" && data.transfers.state.failure.reason, "authentication");
    assert.equal(requests("login"), 1);
    assert.deepEqual(dialogs.shown, []);
  });
});
