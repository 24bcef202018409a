import assert from "node:assert/strict";
import { eventually } from "../../eventually";
import { themes, TransferPage } from "../driver";
import { violationsIn } from "../driver/accessibility";
import { Announcements } from "../driver/announcements";
import { copiedBy } from "../driver/clipboard";
import { focused, hasFocus } from "../driver/keyboard";
import { step } from "../driver/step";
import { domainsIn, type Opened } from "../with-sandbox";

export function transferPageTests({ workbench, sandbox }: Opened): void {
  let domain = "";
  let page: TransferPage;

  before("find a transfer", () => {
    [domain = ""] = domainsIn(sandbox(), "FOA_BEEN_SENT");
  });
  beforeEach("open the page", async () => {
    await workbench().openView("Joker.com");
    page = await TransferPage.open(workbench(), domain);
  });

  it("opens from a row, with the present phase open, and leaves the focus in the tree", async () => {
    await workbench().editors.close(domain);
    await workbench().view("Transfers").click(domain);
    await workbench().editors.opened(domain);
    await workbench().view("Transfers").hasFocus();
    await page.show();
    await page.isAt(/FOA sent, waiting for the owner/);
    assert.equal(await page.headline.innerText(), "FOA sent, waiting for the owner");
    assert.equal(await page.phases.count(), 4);
    assert.deepEqual(
      await page.phases.evaluateAll((all) => all.map((phase) => phase.querySelector("details")?.open ?? false)),
      [false, true, false, false],
    );
    assert.match((await page.button("Resend FOA").getAttribute("class")) ?? "", /primary/);
    assert.match(await page.account.innerText(), /sandbox · SANDBOX/);
    assert.match((await page.facts()).get("Transfer ID") ?? "", /^\d+$/);
  });

  it("is usable in a narrow window, by keyboard alone", async () => {
    await workbench().resize(640, 700);
    const { keyboard } = workbench().page;
    const resend = page.button("Resend FOA");
    await resend.focus();
    await keyboard.press("Tab");
    assert.equal(await hasFocus(page.button("Cancel Transfer…")), true);
    await keyboard.press("Shift+Tab");
    await keyboard.press("F1");
    await workbench().quick.shown();
    await keyboard.press("Escape");
    await focused(resend);
    await workbench().shot("41-transfer-narrow");
    await keyboard.press("Enter");
    await workbench().notifications.shown(new RegExp(`FOA for ${domain} resent to`));
  });

  const states = {
    waiting: ["FOA_BEEN_SENT", /^FOA sent, waiting for the owner$/, 2],
    "needs action": ["FOA_NACK", /^FOA rejected$/, 3],
    canceled: ["REGISTRY_CANCELATION_PENDING", /^Cancellation requested$/, 0],
    completed: ["TRANSFER_PROCESSED_SUCCESSFULLY", /^Transferred$/, 0],
    pending: ["REGISTRY_REQUEST_RECEIVED_NOW_WAITING", /^Waiting for the losing registrar$/, 2],
  } as const;

  it("says what comes first in each kind of state, in every theme, and axe finds nothing", async () => {
    await workbench().resize(1024, 700);
    for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
      await workbench().theme(theme);
      for (const [kind, [state, headline, actions]] of Object.entries(states)) {
        const [label = ""] = domainsIn(sandbox(), state);
        page = await TransferPage.open(workbench(), label);
        await eventually(async () => assert.match(await page.headline.innerText(), headline));
        assert.equal(await page.frame.locator(".actions button").count(), actions, kind);
        const visible = await page.phases.first().evaluate((phase) => phase.getBoundingClientRect().top < innerHeight);
        assert(visible, "the path is below the fold");
        await workbench().shot(`46-transfer-${kind.replace(" ", "-")}-${theme}`);
        const rules = theme === "light" ? "all" : "colors";
        assert.deepEqual(await violationsIn(page.frame, rules), [], `${kind}, ${theme}`);
      }
    }
  });

  it("shows an error without losing its data, and axe finds nothing", async () => {
    sandbox().control.addFaults({ kind: "html", status: 500, request: "domain-transfer-control", count: 10 });
    await page.button("Refresh").click();
    await page.hasNotice(/HTTP 500.* Last updated: \d/);
    assert((await page.facts()).has("Owner email"));
    assert.deepEqual(await violationsIn(page.frame), []);
    await workbench().shot("47-transfer-error");
    sandbox().control.clearFaults();
    await page.button("Refresh").click();
    await page.hasNotice("");
  });

  it("explains all states on a page of its own", async () => {
    await page.button("What the states mean").click();
    await workbench().editors.opened(/Transfer States/);
    const text = await workbench().editors.text();
    assert.match(text, /^ {2}Received by Joker\.com \(IN_DB\)$/m);
    await workbench().shot("48-transfer-states");
    await workbench().editors.close(/Transfer States/);
  });

  it("offers the owner's address as the main action after a rejection, and Refresh beside the account", async () => {
    const [label = ""] = domainsIn(sandbox(), "FOA_NACK");
    const rejected = await TransferPage.open(workbench(), label);
    const owner = (await rejected.facts()).get("Owner email") ?? "";
    assert.match(owner, /^\S+@\S+$/);
    const main = rejected.frame.locator("button.primary");
    assert.deepEqual(await main.allInnerTexts(), ["Copy Owner Email"]);
    assert.equal(await copiedBy(workbench().page, () => main.click()), owner);
    await eventually(async () => assert.equal(await rejected.frame.getByRole("status").innerText(), "Copied"));
    const actions = rejected.frame.getByRole("group", { name: "Actions" });
    assert.equal(await actions.getByRole("button", { name: "Refresh" }).count(), 0);
  });

  it("announces another state and what was copied once each, and no refresh without news", async () => {
    const [label = ""] = domainsIn(sandbox(), "IN_DB");
    page = await TransferPage.open(workbench(), label);
    await eventually(async () => assert.match(await page.headline.innerText(), /^Received by Joker/));
    const announcements = await Announcements.listen(page.frame.getByRole("status"));
    sandbox().control.setLatency(500);
    await page.refresh();
    sandbox().control.setTransfer(label, "FOA_NACK");
    await page.refresh();
    await announcements.are(/^FOA rejected\. Your turn$/);
    await page.button("Copy Owner Email").click();
    await page.button("Copy: Owner email").click();
    await announcements.are(/^FOA rejected\. Your turn$/, /^Copied$/, /^Copied$/);
  });

  it("copies its data", async () => {
    const owner = (await page.facts()).get("Owner email") ?? "";
    assert.match(owner, /^\S+@\S+$/);
    assert.equal(await copiedBy(workbench().page, () => page.button("Copy: Owner email").click()), owner);
  });

  it("cancels after confirmation, updates when the transfer leaves the list, and survives a window reload", async () => {
    const [, other = ""] = domainsIn(sandbox(), "FOA_BEEN_SENT");
    page = await TransferPage.open(workbench(), other);
    await step("cancel after confirmation", async () => {
      const cancel = page.button("Cancel Transfer…");
      await cancel.click();
      const question = await workbench().dialog.shown();
      // The losing registrar has not been asked yet.
      assert.match(question.detail, /This cannot be undone\.(?! The losing registrar)/);
      await workbench().shot("42-transfer-cancel");
      await workbench().dialog.click("Cancel Transfer");
      await page.isAt(/cancellation requested/);
      await cancel.waitFor({ state: "detached" }); // there is nothing left to do
      await workbench().notifications.clear();
      await workbench().shot("43-transfer-canceled");
    });
    await step("show that it left the list, and keep its data", async () => {
      sandbox().control.advance(3 * 3_600_000);
      await workbench().palette("Joker: Refresh Transfers");
      await page.hasHeadline(/No longer pending[^]*Last state: cancellation requested[^]*last ones received/);
      assert((await page.facts()).has("Owner email"));
      await workbench().shot("44-transfer-gone");
    });
    await step("survive a reload", async () => {
      await workbench().reload();
      await page.show();
      await page.hasHeadline(/No longer pending[^]*Last state: cancellation requested[^]*Only the states/);
      await workbench().shot("45-transfer-reloaded");
    });
  });
}
