import assert from "node:assert/strict";
import { eventually } from "../eventually";
import { nameOf } from "./driver";
import { step } from "./driver/step";
import { domainsIn, openAndSignIn, signIn, useWorkbenchAndSandbox } from "./with-sandbox";

describe("Sign-in errors", function () {
  const { workbench, sandbox } = useWorkbenchAndSandbox();
  const view = (title: string) => workbench().view(title);

  before("open the views", () => workbench().openView("Joker.com"));

  it("rejects an endpoint that is not https before prompting for a key", async () => {
    const { quick, notifications } = workbench();
    await workbench().configure({ "joker.endpoint": "http://dmapi.joker.com" });
    await eventually(
      async () => {
        await workbench().palette("Joker: Sign In");
        const isAsked = await eventually(async () => {
          const isAsked = (await quick.state())?.title.startsWith("Sign In") === true;
          assert(isAsked || (await notifications.texts()).length > 0, "neither a question nor a notification");
          return isAsked;
        });
        if (isAsked) await quick.escape();
        assert(!isAsked, "the sign-in goes by the old setting"); // it arrives a while after it was saved
      },
      { what: "the setting to arrive", timeoutMs: 60_000 },
    );
    const { message, buttons } = await notifications.shown(/must start with https/);
    assert(message.includes("joker.endpoint"), message);
    assert.deepEqual(buttons, ["Open Setting"]);
    await workbench().shot("20-not-https");
  });

  it("names an unreachable server in the sign-in input, and offers to sign in again after the key was revoked", async () => {
    await step("an unreachable server is named, and the typed key stays", serverDown);
    await step("the views report a revoked key, without repeated requests", revoked);
    await step("the views of a new window offer to sign in again", signInAgain);
  });

  async function serverDown(): Promise<void> {
    const { quick, notifications } = workbench();
    sandbox().control.addFaults({ kind: "drop-before", request: "login", count: 100 });
    await eventually(
      async () => {
        await workbench().palette("Joker: Sign In");
        await quick.shown(/^Sign In/); // a setting that another test has changed back may arrive late
      },
      { what: "the sign-in to ask", timeoutMs: 60_000 },
    );
    await quick.pick("API Key");
    await quick.shown("API key");
    await quick.enter("sandbox-full");
    assert.match(await quick.validation(), /Could not reach/);
    assert.equal((await quick.state())?.value, "sandbox-full");
    await workbench().shot("21-server-down");
    sandbox().control.clearFaults();
    await quick.accept();
    await quick.closed();
    await view("Transfers").row("acme-widgets.com");
    await notifications.clear();
  }

  async function revoked(): Promise<void> {
    await workbench().palette("Joker: Sign Out");
    await workbench().notifications.shown(/Signed out/);
    await workbench().notifications.clear();
    await signIn(workbench(), "sandbox-modify-only");
    await view("Account").description("Access level", "modify-only, no charges");
    sandbox().control.revoke("sandbox-modify-only");
    await view("Account").clickTitleAction("Refresh Balance");
    await view("Account").says(/refused the sign-in/);
    assert.equal((await view("Account").row("Available")).label, "Available");
    assert.match((await workbench().status.item(/USD/)).text, /\$\(warning\)/);
    await workbench().shot("25-revoked");
  }

  async function signInAgain(): Promise<void> {
    const { quick } = workbench();
    await workbench().reload();
    await workbench().openView("Joker.com");
    await view("Transfers").offers("Sign In Again", "Retry", "Show Log");
    await workbench().shot("26-revoked-welcome");
    await view("Transfers").clickWelcome("Sign In Again");
    await quick.pick("API Key");
    await quick.shown("API key");
    await quick.enter("sandbox-full");
    // The login has two keys now, so their names are to be told apart.
    assert.equal((await quick.shown(/Account Name/)).value, "sandbox (full access)");
    await quick.accept();
    await quick.closed();
    await view("Transfers").row("acme-widgets.com");
  }
});

describe("Error states", () => {
  const { workbench, sandbox } = useWorkbenchAndSandbox();
  const view = (title: string) => workbench().view(title);

  before("sign in", () => openAndSignIn(workbench()));
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
    const [domain = ""] = domainsIn(sandbox(), "PAYMENT_ACQUIRED");
    sandbox().control.setTransfer(domain, "REGISTRY_ON_HOLIDAY");
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
    await workbench().shot("29-low-balance");
  });
});
