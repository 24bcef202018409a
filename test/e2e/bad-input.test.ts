import assert from "node:assert/strict";
import { eventually, until } from "./driver";
import { domainsIn, signIn, useWorkbenchAndSandbox } from "./with-sandbox";

describe("When something is wrong", function () {
  this.bail(true); // Each step leaves the workbench as the next one needs it.
  const { workbench, sandbox } = useWorkbenchAndSandbox();
  const view = (title: string) => workbench().view(title);

  /** Runs `Sign In` until a change of settings has arrived. */
  async function signInUntil(arrived: () => Promise<boolean>): Promise<void> {
    await until("the settings to arrive", async () => {
      await workbench().palette("Joker: Sign In");
      const came = await eventually(async () => {
        const state = await workbench().quick.state();
        assert(state?.title.startsWith("Sign In") === true || (await workbench().notifications.all()).length > 0);
        return arrived();
      });
      if (!came) await workbench().quick.escape();
      return came;
    });
  }

  before("open the views", () => workbench().openView("Joker.com"));

  it("an endpoint that is not https is refused before any key is asked for", async () => {
    await workbench().configure({ "joker.endpoint": "http://dmapi.joker.com" });
    await signInUntil(async () => (await workbench().notifications.all()).length > 0);
    const { message, buttons } = await workbench().notifications.shown(/must begin with https/);
    assert(message.includes("joker.endpoint"), message);
    assert.deepEqual(buttons, ["Open Setting"]);
    await workbench().shot("20-not-https");
    await workbench().notifications.clear();
    await workbench().configure({ "joker.endpoint": sandbox().url });
  });

  it("a server that is down is named as the reason in the sign-in box, and the key typed is kept", async () => {
    sandbox().control.fail({ kind: "drop-before", request: "login", count: 3 });
    await signInUntil(async () => (await workbench().quick.state())?.title.startsWith("Sign In") === true);
    await workbench().quick.pick("API Key");
    await workbench().quick.shown("API key");
    await workbench().quick.enter("sandbox-full");
    assert.match(await workbench().quick.validation(), /could not be reached/);
    assert.equal((await workbench().quick.state())?.value, "sandbox-full");
    await workbench().shot("21-server-down");
    await workbench().quick.accept();
    await workbench().quick.closed();
    await view("Transfers").row("acme-widgets.com");
    await workbench().notifications.clear();
  });

  it("a failed refresh keeps the rows and says so; the next one heals", async () => {
    const before = await view("Transfers").labels();
    sandbox().control.fail({ kind: "html", status: 500, request: "domain-transfer-control" });
    await view("Transfers").clickTitleAction("Refresh Transfers");
    await eventually(async () => assert.match(await view("Transfers").message(), /HTTP 500.*These rows are from/s));
    assert.deepEqual(await view("Transfers").labels(), before);
    await workbench().shot("22-stale");
    await view("Transfers").clickTitleAction("Refresh Transfers");
    await eventually(async () => assert.equal(await view("Transfers").message(), ""));
  });

  it("a transfer state and an order type nobody knows are shown as they are", async () => {
    sandbox().control.setTransfer("acme-widgets.com", "REGISTRY_ON_HOLIDAY");
    sandbox().control.addOrder({ type: "teleport-domain", amount: "1.00", identifier: "far.example" });
    await workbench().palette("Joker: Refresh Transfers");
    await view("Transfers").row(
      ({ label, description }) => label === "acme-widgets.com" && description === "REGISTRY_ON_HOLIDAY",
    );
    await workbench().palette("Joker: Refresh Orders");
    await view("Orders").row(({ description }) => description.startsWith("teleport-domain 1.00 USD"));
    await workbench().shot("23-unknown");
    sandbox().control.setTransfer("acme-widgets.com", "FOA_BEEN_SENT");
  });

  it("an empty reply to an action is an unknown outcome, not a success, and nothing is sent twice", async () => {
    await workbench().palette("Joker: Refresh Transfers");
    const [domain = ""] = domainsIn(sandbox(), "FOA_BEEN_SENT");
    await view("Transfers").row(({ label, actions }) => label === domain && actions.includes("Resend FOA"));
    sandbox().control.clearLog();
    sandbox().control.fail({ kind: "drop-after", request: "domain-transfer-control" });
    await view("Transfers").inline(domain, "Resend FOA");
    await workbench().notifications.shown(/it is not known whether this was done/);
    await workbench().shot("24-unknown-outcome");
    await workbench().notifications.clear();
  });

  it("a key revoked while signed in leads to signing in again, without a loop", async () => {
    await workbench().palette("Joker: Sign Out");
    await workbench().notifications.shown(/Signed out/);
    await workbench().notifications.clear();
    await signIn(workbench(), "sandbox-modify-only");
    assert.equal((await view("Account").row("Access level")).description, "may modify, but not cause costs");
    sandbox().control.revoke("sandbox-modify-only");
    await view("Account").clickTitleAction("Refresh Balance");
    await eventually(async () => assert.match(await view("Account").message(), /refused the sign-in/));
    assert.equal((await view("Account").row("Available")).label, "Available");
    assert.match((await workbench().status.item(/USD/)).text, /\$\(warning\)/);
    await workbench().shot("25-revoked");
    await workbench().reload();
    await workbench().openView("Joker.com");
    await eventually(async () => {
      const { buttons } = await view("Transfers").welcome();
      assert.deepEqual(buttons, ["Sign In Again", "Retry", "Show Log"]);
    });
    await workbench().shot("26-revoked-welcome");
    await view("Transfers").clickWelcome("Sign In Again");
    await workbench().quick.pick("API Key");
    await workbench().quick.shown("API key");
    await workbench().quick.enter("sandbox-full");
    // The login has two keys now, so their names are to be told apart.
    assert.equal((await workbench().quick.shown(/Name of the Account/)).value, "sandbox (full access)");
    await workbench().quick.accept();
    await workbench().quick.closed();
    await view("Transfers").row("acme-widgets.com");
  });

  it("a server that is gone when a window opens leaves Retry and Show Log, and Retry heals", async () => {
    sandbox().control.fail({ kind: "html", request: "login", count: 20 });
    await workbench().reload();
    await workbench().openView("Joker.com");
    await eventually(async () => {
      const { buttons } = await view("Transfers").welcome();
      assert.deepEqual(buttons, ["Retry", "Show Log"]);
    });
    await workbench().shot("27-failed-welcome");
    sandbox().control.clearFaults();
    await view("Transfers").clickWelcome("Retry");
    await view("Transfers").row("acme-widgets.com");
  });

  it("no transfer at all is said in words", async () => {
    sandbox().control.removeTransfers();
    await workbench().palette("Joker: Refresh Transfers");
    await eventually(async () => assert.equal((await view("Transfers").welcome()).text, "No transfer is pending."));
    await workbench().shot("28-empty");
  });

  it("a balance below the threshold is marked", async () => {
    assert.equal((await workbench().status.item(/USD/)).background, "none");
    await workbench().configure({ "joker.balance.lowThreshold": 10_000 });
    await eventually(async () => assert.equal((await workbench().status.item(/USD/)).background, "warning"));
    await workbench().shot("29-low-balance");
  });
});
