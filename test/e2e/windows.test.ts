import assert from "node:assert/strict";
import { eventually } from "../eventually";
import type { Workbench } from "./driver";
import { step } from "./driver/step";
import { domainsIn, openAndSignIn, useWorkbenchAndSandbox } from "./with-sandbox";

describe("Two windows of one user", function () {
  const { workbench, sandbox } = useWorkbenchAndSandbox();
  let first: Workbench;
  let other: Workbench;
  let domain: string;

  it("share loaded data, notify once, and survive each other's closing and network failures", async () => {
    first = workbench();
    await step("both have the same account", sameAccount);
    await step("both show rows loaded by one of them, with one request and one notification", shareRejection);
    await step("both show a completed transfer with one request, one notifies, and Show reveals it", shareCompletion);
    await step("rows stay while offline, which only the status bar shows", outliveNetwork);
    await step("one takes over when the other is closed, and only the status bar shows failures", goOnAlone);
  });

  async function sameAccount(): Promise<void> {
    await openAndSignIn(first);
    [domain = ""] = domainsIn(sandbox(), "FOA_BEEN_SENT");
    await first.view("Transfers").row(domain);
    other = await first.openWindow();
    await other.status.item(/^\$\(credit-card\) .*SANDBOX/);
    await other.openView("Joker.com");
    await other.view("Transfers").row(domain);
  }

  async function shareRejection(): Promise<void> {
    await reaches("FOA_NACK", /contact the owner/, [first, other]);
    await (await first.toFront()).notifications.shown(/The FOA for .* was rejected/);
    assert.equal((await newsOf(first)).length, 1);
    assert.deepEqual(await newsOf(await other.toFront()), []);
    await first.shot("windows-news");
  }

  async function shareCompletion(): Promise<void> {
    await (await first.toFront()).notifications.clear();
    await reaches("TRANSFER_PROCESSED_SUCCESSFULLY", /^transferred/, [other, first]);
    await first.notifications.shown(/The transfer of .* completed/);
    assert.equal((await newsOf(first)).length, 1);
    assert.deepEqual(await newsOf(await other.toFront()), []);
    await first.toFront();
    await first.notifications.click(/The transfer of .* completed/, "Show");
    await first.editors.opened(domain);
  }

  async function outliveNetwork(): Promise<void> {
    const { notifications, status } = first;
    await notifications.clear();
    sandbox().control.addFaults({ kind: "drop-before", count: 1_000 });
    await first.palette("Joker: Refresh Transfers");
    await status.item(/^\$\(credit-card\) .*\$\(sync-ignored\)/);
    await first.view("Transfers").row(domain);
    assert.deepEqual(await notifications.texts(), []);
    sandbox().control.clearFaults();
    await first.palette("Joker: Refresh Transfers");
    await status.item(/^\$\(credit-card\) [^$]*$/);
    assert.deepEqual(await notifications.texts(), []);
  }

  async function goOnAlone(): Promise<void> {
    await other.toFront();
    await first.closeWindow(1);
    assert.equal(sandbox().control.countSessions(), 1);
    sandbox().control.revoke("sandbox-full");
    sandbox().control.clearLog();
    await other.notifications.clear();
    await other.palette("Joker: Refresh Transfers");
    await eventually(async () => {
      const { aria } = await other.status.item(/^\$\(credit-card\) .*\$\(sync-ignored\)/);
      assert.match(aria, /refused the sign-in/);
    });
    const logins = sandbox().control.log.filter(({ request }) => request === "login");
    assert.equal(logins.length, 1);
    assert.deepEqual(await other.notifications.texts(), []);
    for (const title of ["Transfers", "Orders", "Results", "Account"]) {
      await other.view(title).says(/refused.* Last updated: /);
    }
    await other.shot("windows-revoked");
  }

  /** Puts the transfer into a state, refreshes in the first window and waits until all show it, for one request. */
  async function reaches(state: string, description: RegExp, windows: readonly Workbench[]): Promise<void> {
    sandbox().control.setTransfer(domain, state);
    sandbox().control.clearLog();
    await (await first.toFront()).palette("Joker: Refresh Transfers");
    for (const window of windows) await (await window.toFront()).view("Transfers").description(domain, description);
    const requests = sandbox().control.log.filter(({ request }) => request === "domain-transfer-control");
    assert.equal(requests.length, 1);
  }

  async function newsOf(window: Workbench): Promise<string[]> {
    return (await window.notifications.texts()).filter((text) => text.includes(domain));
  }
});
