import assert from "node:assert/strict";
import { eventually } from "./driver";
import { domainsIn, signIn, useWorkbenchAndSandbox } from "./with-sandbox";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe("Transfers on the sandbox's clock", function () {
  this.bail(true); // Each step builds on the one before.
  const { workbench, sandbox } = useWorkbenchAndSandbox();
  const [waiting, rejected, begun, finishing] = [0, 1, 2, 3];
  let domains: string[] = [];

  const domain = (which: number) => domains[which] ?? assert.fail();
  const rows = (view: string) => workbench().view(view);

  /** Lets time pass at Joker.com, and looks. */
  async function pass(ms: number): Promise<void> {
    sandbox().control.advance(ms);
    await workbench().palette("Joker: Refresh Transfers");
  }

  /** Waits until a transfer is shown otherwise than before, and gives how. */
  async function shown(name: string, before: string): Promise<string> {
    return await eventually(async () => {
      const { description } = await rows("Transfers").row(name);
      assert.notEqual(description, before);
      return description;
    });
  }

  before(async () => {
    await workbench().openView("Joker.com");
    const { transfers } = sandbox().control.state();
    const [asked = "", asking = ""] = domainsIn(sandbox(), "REGISTRY_REQUEST_RECEIVED_NOW_WAITING");
    const [received = ""] = domainsIn(sandbox(), "IN_DB");
    // The owners of names in .shop answer no.
    const refused = domainsIn(sandbox(), "FOA_BEEN_SENT").find((name) => name.endsWith(".shop")) ?? "";
    domains = [asked, refused, received, asking];
    for (const other of transfers) if (!domains.includes(other.domain)) sandbox().control.removeTransfers(other.domain);
    await signIn(workbench());
    for (const name of domains) await rows("Transfers").row(name);
  });

  it("one that is cancelled goes through the registry and leaves, which is told, and its request has failed", async () => {
    await rows("Results").row(({ label, icon }) => label === domain(waiting) && icon === "clock");
    await rows("Transfers").inline(domain(waiting), "Cancel Transfer");
    await workbench().dialog.shown();
    await workbench().dialog.click("Cancel Transfer");
    await eventually(async () => {
      const { description } = await rows("Transfers").row(domain(waiting));
      assert.equal(description, "cancellation requested");
    });
    await pass(2 * hour);
    await rows("Transfers").gone(domain(waiting));
    await workbench().notifications.shown(new RegExp(`${domain(waiting)} is no longer pending`));
    await workbench().palette("Joker: Refresh Results");
    await rows("Results").row(({ label, icon }) => label === domain(waiting) && icon === "error");
    await workbench().notifications.clear();
  });

  it("one whose owner rejects the FOA needs the user, which is told", async () => {
    await pass(5 * day);
    await workbench().notifications.shown(new RegExp(`The owner of ${domain(rejected)} rejected the FOA`));
    const needsYou = await rows("Transfers").row("Needs you");
    assert.equal(needsYou.description, "1");
    await workbench().notifications.clear();
  });

  it("one that Joker.com has just received goes on to its end, which is told", async () => {
    const name = domain(begun);
    const stateNow = () =>
      sandbox()
        .control.state()
        .transfers.find((transfer) => transfer.domain === name)?.state;
    const { description: before } = await rows("Transfers").row(name);
    sandbox().control.setTransfer(name, "IN_DB");
    const seen: string[] = [];
    for (let state = stateNow(); state !== undefined; state = stateNow()) {
      await workbench().palette("Joker: Refresh Transfers");
      seen.push(await shown(name, seen.at(-1) ?? before));
      while (stateNow() === state) sandbox().control.advance(10 * minute);
    }
    assert.deepEqual(seen, [
      "received by Joker.com",
      "payment prepared",
      "payment reserved",
      "FOA sent, waiting for the owner",
      "FOA accepted",
      "request sent to the registry",
      "waiting for the losing registrar",
      "domain is with Joker.com, completing",
      "payment taken",
      "transferred",
    ]);
    await workbench().notifications.shown(new RegExp(`The transfer of ${name} is completed`));
  });

  it("a request that was in progress has succeeded when its transfer is at its end", async () => {
    assert.equal(domainsIn(sandbox(), "REGISTRY_REQUEST_RECEIVED_NOW_WAITING").length, 0);
    await workbench().palette("Joker: Refresh Results");
    await rows("Results").expand("Succeeded");
    await rows("Results").row(({ label, icon }) => label === domain(finishing) && icon === "pass");
  });
});
