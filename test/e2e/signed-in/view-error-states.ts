import assert from "node:assert/strict";
import { eventually } from "../../eventually";
import { nameOf } from "../driver";
import { domainsIn, useTransferStates, type Opened } from "../with-sandbox";

/** What the views show when something is wrong, unknown or missing. */
export function errorStateTests({ workbench, sandbox }: Opened): void {
  const view = (title: string) => workbench().view(title);

  const setTransfer = useTransferStates(sandbox);

  beforeEach("open the views", () => workbench().openView("Joker.com"));

  it("keeps the rows after a failed refresh and shows the error until the next successful one", async () => {
    await view("Transfers").row("acme-widgets.com");
    const before = await view("Transfers").labels();
    sandbox().control.addFaults({ kind: "html", status: 500, request: "domain-transfer-control" });
    await view("Transfers").clickTitleAction("Refresh Transfers");
    await view("Transfers").says(/HTTP 500.*Last updated:/s);
    assert.deepEqual(await view("Transfers").labels(), before);
    await workbench().shot("22-stale");
    await view("Transfers").clickTitleAction("Refresh Transfers");
    await view("Transfers").says("");
  });

  it("shows unknown transfer states and order types as sent", async () => {
    const { domain } = sandbox().control.getSnapshot().transfers.at(-1) ?? assert.fail("no transfer is pending");
    setTransfer(domain, "REGISTRY_ON_HOLIDAY");
    sandbox().control.addOrder({ type: "teleport-domain", amount: "1.00", identifier: "far.example" });
    await workbench().palette("Joker: Refresh Transfers");
    await view("Transfers").description(domain, "REGISTRY_ON_HOLIDAY");
    await workbench().palette("Joker: Refresh Orders");
    await view("Orders").row(
      ({ label, description }) => label === "1.00 USD · far.example" && description === "teleport-domain",
    );
    await workbench().shot("23-unknown");
  });

  it("reports an empty reply to an action as an unknown outcome and sends nothing twice", async () => {
    await workbench().palette("Joker: Refresh Transfers");
    const [domain = ""] = domainsIn(sandbox(), "FOA_BEEN_SENT");
    await view("Transfers").row((row) => nameOf(row) === domain && row.actions.includes("Resend FOA"));
    sandbox().control.clearLog();
    sandbox().control.addFaults({ kind: "drop-after", request: "domain-transfer-control" });
    await view("Transfers").inline(domain, "Resend FOA");
    await workbench().notifications.shown(/it is unknown whether the request was carried out/);
    await workbench().shot("24-unknown-outcome");
  });

  it("offers Retry and Show Log when the server is unreachable at startup, and recovers on Retry", async () => {
    sandbox().control.addFaults({ kind: "html", request: "login", count: 20 });
    await workbench().reload();
    await workbench().openView("Joker.com");
    await view("Transfers").offers("Retry", "Show Log");
    await workbench().shot("27-failed-welcome");
    sandbox().control.clearFaults();
    await view("Transfers").clickWelcome("Retry");
    await view("Transfers").row("acme-widgets.com");
  });

  it("shows a message when there are no transfers", async () => {
    sandbox().control.rewriteReplies((request, reply) =>
      request === "domain-transfer-control" ? reply.slice(0, reply.indexOf("\n\n") + 2) : reply,
    );
    await workbench().palette("Joker: Refresh Transfers");
    await view("Transfers").welcomes("No transfers are pending.");
    await workbench().shot("28-empty");
    sandbox().control.rewriteReplies(undefined);
    await workbench().palette("Joker: Refresh Transfers");
    await view("Transfers").row("acme-widgets.com");
  });

  it("highlights a balance below the threshold", async () => {
    const hasBackground = (background: string) =>
      eventually(async () => assert.equal((await workbench().status.item(/USD/)).background, background));
    await hasBackground("none");
    await workbench().configure({ "joker.balance.lowThreshold": 10_000 });
    await hasBackground("warning");
    assert.match((await workbench().status.item(/USD/)).text, /\$\(warning\)/);
    await workbench().shot("29-low-balance");
  });
}
