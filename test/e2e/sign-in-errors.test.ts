import assert from "node:assert/strict";
import { eventually } from "../eventually";
import { step } from "./driver/step";
import { signIn, useWorkbenchAndSandbox } from "./with-sandbox";

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
    for (const title of ["Transfers", "Orders", "Results"]) await view(title).says(/Sign-in refused\. Last updated/);
    assert.equal((await view("Account").row("Available")).label, "Available");
    await view("Transfers").row("Sign In Again");
    assert.match((await workbench().status.item(/USD/)).text, /\$\(sync-ignored\)/);
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
