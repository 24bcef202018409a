import assert from "node:assert/strict";
import Papa from "papaparse";
import { toDisplayDomain } from "../../src/idn/display-domain";
import { eventually } from "../eventually";
import { nameOf, OrderTablePage, type Row } from "./driver";
import { orderTypeOf } from "./driver/order-grid";
import { step } from "./driver/step";
import { domainsIn, useWorkbenchAndSandbox } from "./with-sandbox";

describe("The main job, from signing in to signing out", function () {
  const { workbench, sandbox } = useWorkbenchAndSandbox();
  const view = (title: string) => workbench().view(title);
  const shot = (name: string) => workbench().shot(name);

  it("can be completed end to end", async () => {
    await step("the views show how to start", begin);
    await step("sign in with an API key, verified before it is accepted", signIn);
    await step("see transfers, orders, results, the account and the balance", seeAll);
    await step("go from the balance in the status bar to the account view", leadToAccount);
    await step("resend an FOA from the row, and from the palette with a pick", resendFoa);
    await step("cancel a transfer after confirmation", cancelTransfer);
    await step("see a warning for a state in which DMAPI does not document canceling", cancelUndocumented);
    await step("open a result and delete it", deleteResult);
    await step("open the order table, sort, filter, and export what it shows as CSV", exportOrders);
    await step("see the log, which holds no secret", seeLog);
    await step("stay signed in over a reload of the window", stayOverReload);
    await step("sign out: the session is ended, the views are empty, the key is deleted", signOut);
  });

  async function begin(): Promise<void> {
    await workbench().openView("Joker.com");
    assert.deepEqual(await workbench().viewTitles(), ["Transfers", "Orders", "Results", "Account"]);
    const buttons = await view("Transfers").welcomes(/API key/);
    assert.deepEqual(buttons, ["Sign In", "Try the Sandbox", "Get Started"]);
    assert.match((await view("Transfers").welcome()).text, /read-only key is enough/);
    await shot("01-signed-out");
  }

  async function signIn(): Promise<void> {
    const { quick, notifications } = workbench();
    await workbench().palette("Joker: Sign In");
    const choice = await quick.shown(/^Sign In to Joker.com/);
    assert.deepEqual(
      choice.items.map(({ label }) => label),
      ["API Key", "Username and Password", "Other Endpoint…"],
    );
    await shot("02-sign-in-choice");
    await quick.pick("API Key");
    assert.equal((await quick.shown("API key")).password, true);
    await quick.enter("not-a-key");
    assert.match(await quick.validation(), /refused the sign-in: API key is invalid/);
    await shot("03-wrong-key");
    await quick.enter("sandbox-full");
    await quick.closed();
    await view("Account").description("Access level", "full access");
    await notifications.shown(/Signed in to Joker.com as sandbox · SANDBOX \(full access\)/);
    await notifications.clear();
    await shot("04-signed-in");
  }

  async function seeAll(): Promise<void> {
    const transfers = await view("Transfers").rows();
    assert.deepEqual(
      transfers
        .filter(({ level }) => level === 2)
        .map(nameOf)
        .sort(),
      sandbox()
        .control.getSnapshot()
        .transfers.map(({ domain }) => toDisplayDomain(domain))
        .sort(),
    );
    assert.equal(transfers[0]?.label, "Needs Your Attention");
    assert.match(transfers[1]?.label ?? "", /^rejected · /);
    assert.equal(transfers[1]?.description, "contact the owner");
    const waiting = transfers.find((row) => nameOf(row) === domainsIn(sandbox(), "FOA_BEEN_SENT")[0]);
    assert(waiting);
    assert.match(waiting.label, /^≤\dd · /);
    assert.equal(waiting.description, "owner");
    const orders = await view("Orders").rows();
    assert.equal(orders[0]?.label, "Open Order Table");
    const day = orders.slice(1).find(({ level, description }) => level === 1 && !description.startsWith("no charges"));
    assert.match(day?.description ?? "", /^-?[\d,]+\.\d\d [A-Z]{3}/);
    const order = orders.find(({ level }) => level === 2);
    assert.match(order?.label ?? "", /^-?[\d,]+\.\d\d [A-Z]{3} · ./);
    assert.match(order?.description ?? "", /^[a-z]/i);
    const results = (await view("Results").rows()).filter(({ level }) => level === 2);
    assert.deepEqual([...new Set(results.map(({ icon }) => icon))].sort(), ["clock", "error", "pass"]);
    await view("Account").description("Forecast", /\(estimate\)/);
    const account = Object.fromEntries((await view("Account").rows()).map((row) => [row.label, row.description]));
    assert.equal(account["Available"], "975.00 USD");
    assert.equal(account["Endpoint"], `${sandbox().url} · SANDBOX`);
    const balance = await workbench().status.item(/975\.00 USD/);
    assert.equal(balance.text, "$(credit-card) 975.00 USD · SANDBOX");
    const tooltip = await workbench().status.tooltip(/975\.00 USD/);
    for (const line of ["Available: 975.00 USD", "Pending: 25.00 USD", "Total: 1,000.00 USD", "Available in 30 days: "])
      assert(tooltip.includes(line), tooltip);
    await shot("05-views");
  }

  async function leadToAccount(): Promise<void> {
    await workbench().status.click(/975\.00 USD/);
    await view("Account").hasFocus();
  }

  async function resendFoa(): Promise<void> {
    const { quick, notifications } = workbench();
    const [domain = "", another = ""] = domainsIn(sandbox(), "FOA_BEEN_SENT");
    await view("Transfers").inline(domain, "Resend FOA");
    const { message } = await notifications.shown(/FOA for .* resent to/);
    assert(message.includes(domain), message);
    await shot("06-resent");
    await notifications.clear();
    await workbench().palette("Joker: Resend FOA");
    const { items } = await quick.shown("Resend FOA");
    assert.deepEqual(
      items.map(({ label }) => label),
      [domain, another],
    );
    await shot("07-resend-pick");
    await quick.pick(another);
    await notifications.shown(new RegExp(`FOA for ${another} resent to`));
    await notifications.clear();
  }

  async function cancelTransfer(): Promise<void> {
    const { dialog, notifications } = workbench();
    const [domain = ""] = domainsIn(sandbox(), "REGISTRY_REQUEST_RECEIVED_NOW_WAITING");
    await view("Transfers").inline(domain, "Cancel Transfer");
    const question = await dialog.shown();
    assert.equal(question.message, `Cancel the transfer of ${domain}?`);
    assert(question.detail.includes("sandbox · SANDBOX"), question.detail);
    assert.deepEqual([...question.buttons].sort(), ["Cancel Transfer", "Close", "Keep Transfer"]);
    await shot("08-cancel-question");
    await dialog.click("Keep Transfer");
    assert.deepEqual(domainsIn(sandbox(), "REGISTRY_REQUEST_RECEIVED_NOW_WAITING")[0], domain);
    await view("Transfers").inline(domain, "Cancel Transfer");
    await dialog.shown();
    await dialog.click("Cancel Transfer");
    await notifications.shown(new RegExp(`Cancellation requested for the transfer of ${domain}`));
    await view("Transfers").description(domain, "cancellation requested");
    assert.deepEqual((await view("Transfers").row(domain)).actions, []);
    await shot("09-canceled");
    await notifications.clear();
  }

  async function cancelUndocumented(): Promise<void> {
    const { dialog } = workbench();
    const [domain = ""] = domainsIn(sandbox(), "FOA_BEEN_SENT");
    await view("Transfers").menu(domain, "Cancel Transfer");
    const { detail } = await dialog.shown();
    assert.match(detail, /DMAPI documents it only/);
    await shot("10-cancel-undocumented");
    await dialog.escape();
    assert(domainsIn(sandbox(), "FOA_BEEN_SENT").includes(domain));
  }

  async function deleteResult(): Promise<void> {
    const { dialog, editors, notifications } = workbench();
    const failed = await view("Results").row(({ icon }) => icon === "error");
    const isIt = ({ label, icon }: Row) => label === failed.label && icon === "error";
    await view("Results").click(isIt);
    await eventually(async () => {
      const active = await editors.active();
      assert(active.includes(failed.label), active);
    });
    assert.match(await editors.text(), /Status: failed \(nack\)[^]*# Raw reply/);
    await eventually(async () => {
      const inSight = await editors.drawnText();
      assert.match(inSight, /Raw.reply/);
      assert.doesNotMatch(inSight, /Completion-Status/, "the raw reply is not folded");
    });
    await shot("11-result");
    await view("Results").inline(isIt, "Delete Result");
    const { message, buttons } = await dialog.shown();
    assert(message.includes(failed.label), message);
    assert.deepEqual([...buttons].sort(), ["Close", "Delete Result", "Keep Result"]);
    await shot("12-delete-question");
    await dialog.click("Delete Result");
    await notifications.shown(/was deleted/);
    await view("Results").hasNoRow(isIt);
    await notifications.clear();
  }

  async function exportOrders(): Promise<void> {
    sandbox().control.addOrder({ type: "transfer", amount: "-5.00", identifier: "=cmd|' /C calc'!A0,\"quoted\"" });
    sandbox().control.addOrder({ type: "transfer", amount: "12.34", identifier: "refund-me.example" });
    const table = await OrderTablePage.open(workbench());
    const { grid } = table;
    await shot("13-table");
    await grid.header("amount_brutto").click();
    await grid.sortedBy("amount_brutto", "ascending");
    await shot("14-table-sorted");
    await table.filterBox.fill("transfer");
    await grid.allIn("type", (type) => orderTypeOf(type) === "Transfer");
    await shot("15-table-filtered");

    const csv = await table.export("orders.csv", "Shown Orders and Columns", "CSV (RFC 4180)");
    const { data } = Papa.parse<Record<string, string>>(csv.replace(/^\uFEFF/, ""), {
      header: true,
      skipEmptyLines: true,
    });
    assert.equal(data.length, await grid.rowCount());
    const refund = data.find((row) => Object.values(row).includes("-5.00"));
    assert(refund, "the refund is not in the file as the number it is");
    assert(Object.values(refund).includes(`'=cmd|' /C calc'!A0,"quoted"`), JSON.stringify(refund));
    const amounts = data.map((row) => Number(row["amount_brutto"]));
    assert.deepEqual(
      amounts,
      amounts.toSorted((a, b) => a - b),
    );
    await shot("16-exported");
  }

  async function seeLog(): Promise<void> {
    await workbench().palette("Joker: Show Log");
    const log = await eventually(async () => {
      const text = await workbench().editors.output();
      assert.match(text, /query-order-list: OK/);
      return text;
    });
    assert(!log.includes("sandbox-full") && !/auth-sid|[0-9a-f]{32}\b(?=.*sid)/i.test(log), "a secret is in the log");
    await shot("17-log");
    await workbench().page.keyboard.press("ControlOrMeta+J");
  }

  async function stayOverReload(): Promise<void> {
    await workbench().reload();
    await workbench().openView("Joker.com");
    await view("Account").description("Account", "sandbox · SANDBOX");
    await view("Transfers").row(/./);
    await new OrderTablePage(workbench()).show(/^Orders – sandbox · SANDBOX/);
  }

  async function signOut(): Promise<void> {
    const offersSignIn = () =>
      eventually(async () => assert((await view("Transfers").welcome()).buttons.includes("Sign In")));
    const before = sandbox().control.countSessions();
    await workbench().palette("Joker: Sign Out");
    await workbench().notifications.shown(/Signed out of sandbox · SANDBOX/);
    await offersSignIn();
    await eventually(() => assert.equal(sandbox().control.countSessions(), before - 1));
    assert.deepEqual(
      (await workbench().status.all()).filter(({ text }) => text.includes("USD")),
      [],
    );
    await shot("18-signed-out");
    await workbench().reload();
    await workbench().openView("Joker.com");
    await offersSignIn();
  }
});
