import assert from "node:assert/strict";
import Papa from "papaparse";
import { eventually, type Row } from "./driver";
import { domainsIn, useWorkbenchAndSandbox } from "./with-sandbox";

describe("The main job, from signing in to signing out", function () {
  this.bail(true); // Each step builds on the one before.
  const { workbench, sandbox } = useWorkbenchAndSandbox();

  it("starts with views that say how to begin", async () => {
    const { view } = bound();
    await workbench().openView("Joker.com");
    const { text, buttons } = await eventually(async () => {
      const welcome = await view("Transfers").welcome();
      assert(welcome.text.includes("API key"));
      return welcome;
    });
    assert.deepEqual(buttons, ["Sign In", "Try the Sandbox"]);
    assert.match(text, /read-only one is enough/);
    await workbench().shot("01-signed-out");
  });

  it("signs in with an API key, verified before it is accepted", async () => {
    const { quick, view, shot } = bound();
    await workbench().palette("Joker: Sign In");
    const choice = await quick.shown(/^Sign In to Joker.com/);
    assert.deepEqual(
      choice.items.map(({ label }) => label),
      ["API Key", "Username and Password", "Somewhere Else…"],
    );
    await shot("02-sign-in-choice");
    await quick.pick("API Key");
    assert.equal((await quick.shown("API key")).password, true);
    await quick.enter("not-a-key");
    assert.match(await quick.validation(), /refused the sign-in: API key is invalid/);
    await shot("03-wrong-key");
    await quick.enter("sandbox-full");
    await quick.closed();
    assert.equal((await view("Account").row("Access level")).description, "full access");
    await workbench().notifications.shown(/Signed in to Joker.com as sandbox · SANDBOX \(full access\)/);
    await workbench().notifications.clear();
    await shot("04-signed-in");
  });

  it("shows transfers, orders, results, the account and the balance", async () => {
    const { view, shot } = bound();
    const transfers = await view("Transfers").rows();
    const { control } = sandbox();
    assert.deepEqual(
      transfers
        .filter(({ level }) => level === 2)
        .map(({ label }) => label)
        .sort(),
      control
        .state()
        .transfers.map(({ domain }) => domain)
        .sort(),
    );
    assert.equal(transfers[0]?.label, "Needs you");
    assert.equal(transfers[1]?.description, "FOA rejected · clear it up with the owner");
    const waiting = transfers.find(({ label }) => label === domainsIn(sandbox(), "FOA_BEEN_SENT")[0]);
    assert.equal(waiting?.description, "FOA sent, waiting for the owner");
    const orders = await view("Orders").rows();
    const day = orders.find(({ level, description }) => level === 1 && description !== "nothing charged");
    assert.match(day?.description ?? "", /^-?\d+\.\d\d [A-Z]{3}/);
    const order = orders.find(({ level }) => level === 2);
    assert.match(order?.description ?? "", /^\S+ -?\d+\.\d\d [A-Z]{3}/);
    const results = (await view("Results").rows()).filter(({ level }) => level === 2);
    assert.deepEqual([...new Set(results.map(({ icon }) => icon))].sort(), ["clock", "error", "pass"]);
    const account = Object.fromEntries((await view("Account").rows()).map((row) => [row.label, row.description]));
    assert.equal(account["Available"], "975.00 USD");
    assert.equal(account["Endpoint"], `${sandbox().url} · SANDBOX`);
    const balance = await workbench().status.item(/975\.00 USD/);
    assert.equal(balance.text, "$(credit-card) 975.00 USD · SANDBOX");
    const tooltip = await workbench().status.tooltip(/975\.00 USD/);
    for (const line of ["Available: 975.00 USD", "Pending: 25.00 USD", "Total: 1000.00 USD"]) {
      assert(tooltip.includes(line), tooltip);
    }
    await shot("05-views");
  });

  it("leads from the balance in the status bar to the account view", async () => {
    await workbench().status.click(/975\.00 USD/);
    const account = workbench().view("Account").pane.locator(".monaco-list[role=tree]");
    await eventually(async () => {
      assert.equal(await account.evaluate((list) => list.contains(document.activeElement)), true);
    });
  });

  it("resends an FOA from the row, and from the palette with a pick", async () => {
    const { view, quick, shot } = bound();
    const [domain = "", another = ""] = domainsIn(sandbox(), "FOA_BEEN_SENT");
    await view("Transfers").inline(domain, "Resend FOA");
    const { message } = await workbench().notifications.shown(/was sent again/);
    assert(message.includes(domain), message);
    await shot("06-resent");
    await workbench().notifications.clear();
    await workbench().palette("Joker: Resend FOA");
    const { items } = await quick.shown("Resend FOA");
    assert.deepEqual(
      items.map(({ label }) => label),
      [domain, another],
    );
    await shot("07-resend-pick");
    await quick.pick(another);
    await workbench().notifications.shown(new RegExp(`The FOA of ${another} was sent again`));
    await workbench().notifications.clear();
  });

  it("cancels a transfer after a question, and shows the new state", async () => {
    const { view, dialog, shot } = bound();
    const [domain = ""] = domainsIn(sandbox(), "REGISTRY_REQUEST_RECEIVED_NOW_WAITING");
    await view("Transfers").inline(domain, "Cancel Transfer");
    const question = await dialog.shown();
    assert.equal(question.message, `Cancel the transfer of ${domain}?`);
    assert(question.detail.includes("sandbox · SANDBOX"), question.detail);
    assert.deepEqual([...question.buttons].sort(), ["Cancel Transfer", "Keep Transfer"]);
    await shot("08-cancel-question");
    await dialog.click("Keep Transfer");
    assert.deepEqual(domainsIn(sandbox(), "REGISTRY_REQUEST_RECEIVED_NOW_WAITING")[0], domain);
    await view("Transfers").inline(domain, "Cancel Transfer");
    await dialog.shown();
    await dialog.click("Cancel Transfer");
    await workbench().notifications.shown(new RegExp(`asked to cancel the transfer of ${domain}`));
    const row = await view("Transfers").row(
      (shown) => shown.label === domain && shown.description.includes("requested"),
    );
    assert.equal(row.description, "cancellation requested");
    assert.deepEqual(row.actions, []);
    await shot("09-cancelled");
    await workbench().notifications.clear();
  });

  it("says so when it is asked to cancel in a state DMAPI does not document", async () => {
    const { view, dialog, shot } = bound();
    const [domain = ""] = domainsIn(sandbox(), "FOA_BEEN_SENT");
    await view("Transfers").menu(domain, "Cancel Transfer");
    const { detail } = await dialog.shown();
    assert.match(detail, /DMAPI documents cancelling only/);
    await shot("10-cancel-undocumented");
    await dialog.escape();
    assert(domainsIn(sandbox(), "FOA_BEEN_SENT").includes(domain));
  });

  it("opens a result and deletes it", async () => {
    const { view, dialog, shot } = bound();
    const failed = await view("Results").row(({ icon }) => icon === "error");
    const isIt = ({ label, icon }: Row) => label === failed.label && icon === "error";
    await view("Results").click(isIt);
    const text = await eventually(async () => {
      const active = await workbench().editors.active();
      assert(active.includes(failed.label), active);
      return workbench().editors.text();
    });
    assert.match(text, /Completion-Status: nack/);
    await shot("11-result");
    await view("Results").inline(isIt, "Delete Result");
    const { message, buttons } = await dialog.shown();
    assert(message.includes(failed.label), message);
    assert.deepEqual([...buttons].sort(), ["Delete Result", "Keep Result"]);
    await shot("12-delete-question");
    await dialog.click("Delete Result");
    await workbench().notifications.shown(/was deleted/);
    await view("Results").gone(isIt);
    await workbench().notifications.clear();
  });

  it("opens the order table, sorts, filters, and exports what it shows as CSV", async () => {
    const { quick, shot } = bound();
    sandbox().control.addOrder({ type: "transfer", amount: "-5.00", identifier: "=cmd|' /C calc'!A0,\"quoted\"" });
    sandbox().control.addOrder({ type: "transfer", amount: "12.34", identifier: "refund-me.example" });
    await workbench().palette("Joker: Open Order Table");
    const table = await workbench().editors.webview(/Orders/);
    await table.locator("[role=grid] [role=row] [role=gridcell]").first().waitFor();
    await shot("13-table");

    const header = table
      .locator("[role=columnheader]")
      .filter({ hasText: /gross|brutto/i })
      .first();
    await header.click();
    await eventually(async () => assert.match((await header.getAttribute("aria-sort")) ?? "", /ascending|descending/));
    await shot("14-table-sorted");

    await table.getByRole("searchbox").fill("transfer");
    const rows = table.locator("[role=grid] [role=row]:has([role=gridcell])").filter({ visible: true });
    await eventually(async () => {
      const texts = await rows.allInnerTexts();
      assert(texts.length > 0 && texts.every((text) => text.includes("transfer")), texts.join("\n"));
    });
    await shot("15-table-filtered");

    await table.getByRole("button", { name: "Export…" }).click();
    await quick.pick("What You See");
    await quick.pick("RFC 4180");
    await quick.path(`${workbench().folder}/orders.csv`);
    const csv = await workbench().file("orders.csv");
    const { data } = Papa.parse<Record<string, string>>(csv.replace(/^\uFEFF/, ""), {
      header: true,
      skipEmptyLines: true,
    });
    assert.equal(data.length, Number(await table.locator("[role=grid]").getAttribute("aria-rowcount")) - 1);
    const refund = data.find((row) => Object.values(row).includes("-5.00"));
    assert(refund, "the refund is not in the file as the number it is");
    assert(Object.values(refund).includes(`'=cmd|' /C calc'!A0,"quoted"`), JSON.stringify(refund));
    const amounts = data.map((row) => Number(row["amount_brutto"]));
    const sorted = [...amounts].sort((a, b) => a - b);
    const ascending = (await header.getAttribute("aria-sort")) === "ascending";
    assert.deepEqual(amounts, ascending ? sorted : sorted.reverse());
    await shot("16-exported");
  });

  it("shows the log, which holds no secret", async () => {
    await workbench().palette("Joker: Show Log");
    const log = await eventually(async () => {
      const text = await workbench().editors.output();
      assert.match(text, /query-order-list: OK/);
      return text;
    });
    assert(!log.includes("sandbox-full") && !/auth-sid|[0-9a-f]{32}\b(?=.*sid)/i.test(log), "a secret is in the log");
    await workbench().shot("17-log");
    await workbench().page.keyboard.press("ControlOrMeta+J");
  });

  it("stays signed in over a reload of the window", async () => {
    await workbench().reload();
    await workbench().openView("Joker.com");
    assert.equal((await bound().view("Account").row("Account")).description, "sandbox · SANDBOX");
    await bound().view("Transfers").row(/./);
    const table = await workbench().editors.webview(/Orders – sandbox · SANDBOX/);
    await table.locator("[role=grid] [role=row] [role=gridcell]").first().waitFor();
  });

  it("signs out: the session is ended, the views are empty, the key is gone", async () => {
    const { view, shot } = bound();
    const before = sandbox().control.liveSessions();
    await workbench().palette("Joker: Sign Out");
    await workbench().notifications.shown(/Signed out sandbox · SANDBOX/);
    await eventually(async () => assert((await view("Transfers").welcome()).buttons.includes("Sign In")));
    await eventually(() => assert.equal(sandbox().control.liveSessions(), before - 1));
    assert.deepEqual(
      (await workbench().status.all()).filter(({ text }) => text.includes("USD")),
      [],
    );
    await shot("18-signed-out");
    await workbench().reload();
    await workbench().openView("Joker.com");
    await eventually(async () => assert((await view("Transfers").welcome()).buttons.includes("Sign In")));
  });

  function bound() {
    const { quick, dialog } = workbench();
    return {
      quick,
      dialog,
      view: (title: string) => workbench().view(title),
      shot: (name: string) => workbench().shot(name),
    };
  }
});
