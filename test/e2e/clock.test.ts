import assert from "node:assert/strict";
import { eventually } from "../eventually";
import { step } from "./driver/step";
import { domainsIn, signIn, useWorkbenchAndSandbox } from "./with-sandbox";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe("Transfers on the sandbox's clock", function () {
  const { workbench, sandbox } = useWorkbenchAndSandbox();
  const [waiting, rejected, begun, finishing] = [0, 1, 2, 3];
  let domains: string[] = [];

  const domain = (which: number) => domains[which] ?? assert.fail();
  const view = (title: string) => workbench().view(title);

  it("go through the registry, are rejected by their owners, or complete, each with a notification", async () => {
    await step("four transfers remain", fourTransfers);
    await step("a canceled one leaves the list, and its request has ended without a failure", canceled);
    await step("one whose owner rejects the FOA needs the user", rejectedByOwner);
    await step("one that Joker.com has just received completes", completed);
    await step("a pending request has succeeded when its transfer is completed", succeeded);
  });

  /** Lets time pass at Joker.com, and looks. */
  async function pass(ms: number): Promise<void> {
    sandbox().control.advance(ms);
    await workbench().palette("Joker: Refresh Transfers");
  }

  /** What stands before and after the name of a transfer. */
  async function stateOf(name: string): Promise<string> {
    const { label, description } = await view("Transfers").row(name);
    return [...label.split(" · ").slice(0, -1), description].join(" · ");
  }

  /** Waits until a transfer is shown otherwise than before, and gives how. */
  async function shown(name: string, before: string): Promise<string> {
    return await eventually(async () => {
      const state = await stateOf(name);
      assert.notEqual(state, before);
      return state;
    });
  }

  async function fourTransfers(): Promise<void> {
    await workbench().openView("Joker.com");
    const { transfers } = sandbox().control.getSnapshot();
    const [asked = "", asking = ""] = domainsIn(sandbox(), "REGISTRY_REQUEST_RECEIVED_NOW_WAITING");
    const [received = ""] = domainsIn(sandbox(), "IN_DB");
    // The owners of names in .shop answer no.
    const refused = domainsIn(sandbox(), "FOA_BEEN_SENT").find((name) => name.endsWith(".shop")) ?? "";
    domains = [asked, refused, received, asking];
    for (const other of transfers) if (!domains.includes(other.domain)) sandbox().control.removeTransfers(other.domain);
    await signIn(workbench());
    for (const name of domains) await view("Transfers").row(name);
  }

  async function canceled(): Promise<void> {
    await view("Results").row(({ label, icon }) => label === domain(waiting) && icon === "clock");
    await view("Transfers").inline(domain(waiting), "Cancel Transfer");
    await workbench().dialog.shown();
    await workbench().dialog.click("Cancel Transfer");
    await view("Transfers").description(domain(waiting), "cancellation requested");
    await pass(2 * hour);
    await view("Transfers").hasNoRow(domain(waiting));
    await workbench().notifications.shown(new RegExp(`${domain(waiting)} is no longer pending`));
    await workbench().palette("Joker: Refresh Results");
    await view("Results").row(({ label, icon }) => label === domain(waiting) && icon === "circle-slash");
    await workbench().notifications.clear();
  }

  async function rejectedByOwner(): Promise<void> {
    await pass(5 * day);
    await workbench().notifications.shown(new RegExp(`The FOA for ${domain(rejected)} was rejected`));
    await view("Transfers").description("Needs Your Attention", "1");
    await workbench().notifications.clear();
  }

  async function completed(): Promise<void> {
    const name = domain(begun);
    const stateNow = () =>
      sandbox()
        .control.getSnapshot()
        .transfers.find((transfer) => transfer.domain === name)?.state;
    const before = await stateOf(name);
    sandbox().control.setTransfer(name, "IN_DB");
    const seen: string[] = [];
    for (let state = stateNow(); state !== undefined; state = stateNow()) {
      await workbench().palette("Joker: Refresh Transfers");
      seen.push(await shown(name, seen.at(-1) ?? before));
      while (stateNow() === state) sandbox().control.advance(10 * minute);
    }
    assert.deepEqual(seen, [
      "received",
      "payment prepared",
      "payment reserved",
      "≤5d · owner",
      "FOA accepted",
      "sent to the registry",
      "≤5d · registrar",
      "completing",
      "payment completed",
      "transferred",
    ]);
    await workbench().notifications.shown(new RegExp(`The transfer of ${name} completed`));
  }

  async function succeeded(): Promise<void> {
    assert.equal(domainsIn(sandbox(), "REGISTRY_REQUEST_RECEIVED_NOW_WAITING").length, 0);
    await workbench().palette("Joker: Refresh Results");
    await view("Results").expand("Succeeded");
    await view("Results").row(({ label, icon }) => label === domain(finishing) && icon === "pass");
  }
});
