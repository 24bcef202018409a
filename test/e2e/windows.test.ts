import assert from "node:assert/strict";
import { eventually, type Workbench } from "./driver";
import { domainsIn, signIn, useWorkbenchAndSandbox } from "./with-sandbox";

describe("Two windows of one user", function () {
  this.bail(true); // Each step builds on the one before.
  const { workbench, sandbox } = useWorkbenchAndSandbox();
  let other: Workbench;
  let domain: string;

  it("know the same account", async () => {
    await workbench().openView("Joker.com");
    await signIn(workbench());
    [domain = ""] = domainsIn(sandbox(), "FOA_BEEN_SENT");
    await workbench().view("Transfers").row(domain);
    sandbox().control.clearLog();
    other = await workbench().openWindow();
    await other.status.item(/^\$\(credit-card\) .*SANDBOX/);
    await other.openView("Joker.com");
    await other.view("Transfers").row(domain);
  });

  it("both show what one of them loads, without another request", async () => {
    sandbox().control.setTransfer(domain, "FOA_NACK");
    sandbox().control.clearLog();
    await (await workbench().toFront()).palette("Joker: Refresh Transfers");
    for (const window of [workbench(), other]) {
      await window.toFront();
      await eventually(async () => {
        const { description } = await window.view("Transfers").row(domain);
        assert.match(description, /FOA rejected/);
      });
    }
    const asked = sandbox().control.log.filter(({ request }) => request === "domain-transfer-control");
    assert.equal(asked.length, 1);
  });

  it("tell of it in one of them alone", async () => {
    await (await workbench().toFront()).notifications.shown(/rejected the FOA/);
    assert.equal((await news(workbench())).length, 1);
    assert.deepEqual(await news(await other.toFront()), []);
    await workbench().shot("windows-news");
  });

  it("tell of a completed transfer in one of them, show it in both for one request, and Show leads to it", async () => {
    sandbox().control.setTransfer(domain, "TRANSFER_PROCESSED_SUCCESSFULLY");
    sandbox().control.clearLog();
    const { notifications, editors } = await workbench().toFront();
    await notifications.clear();
    await workbench().palette("Joker: Refresh Transfers");
    for (const window of [other, workbench()]) {
      await window.toFront();
      await eventually(async () => {
        const { description } = await window.view("Transfers").row(domain);
        assert.match(description, /^transferred/);
      });
    }
    const asked = sandbox().control.log.filter(({ request }) => request === "domain-transfer-control");
    assert.equal(asked.length, 1);
    await notifications.shown(/is completed/);
    assert.equal((await news(workbench())).length, 1);
    assert.deepEqual(await news(await other.toFront()), []);
    await workbench().toFront();
    await notifications.click(/is completed/, "Show");
    await eventually(async () => assert.equal(await editors.active(), domain));
  });

  it("keep their rows while the network is gone, say so in the status bar alone, and heal", async () => {
    const { notifications, status } = workbench();
    await notifications.clear();
    sandbox().control.fail({ kind: "drop-before", count: 1_000 });
    await workbench().palette("Joker: Refresh Transfers");
    await status.item(/^\$\(credit-card\) .*\$\(warning\)/);
    await workbench().view("Transfers").row(domain);
    assert.deepEqual(await notifications.texts(), []);
    sandbox().control.clearFaults();
    await workbench().palette("Joker: Refresh Transfers");
    await status.item(/^\$\(credit-card\) [^$]*$/);
    assert.deepEqual(await notifications.texts(), []);
  });

  async function news(window: Workbench): Promise<string[]> {
    return (await window.notifications.texts()).filter((text) => text.includes(domain));
  }

  it("go on when one of them is gone, and say what failed in the status bar, without a notification", async () => {
    const left = await other.toFront();
    await workbench().page.goto("about:blank");
    sandbox().control.revoke("sandbox-full");
    sandbox().control.clearLog();
    await left.notifications.clear();
    await left.palette("Joker: Refresh Transfers");
    await eventually(async () => {
      const { aria } = await left.status.item(/^\$\(credit-card\) .*\$\(warning\)/);
      assert.match(aria, /refused the sign-in/);
    });
    const logins = sandbox().control.log.filter(({ request }) => request === "login");
    assert(logins.length <= 1);
    assert.deepEqual(await left.notifications.texts(), []);
    await left.shot("windows-revoked");
  });
});
