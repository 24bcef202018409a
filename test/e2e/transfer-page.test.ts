import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import { eventually, themes } from "./driver";
import { domainsIn, signIn, useWorkbenchAndSandbox } from "./with-sandbox";

describe("The page of a transfer", function () {
  this.bail(true); // Each step builds on the one before.
  const { workbench, sandbox } = useWorkbenchAndSandbox();
  let domain = "";

  const page = () => workbench().editors.webview(domain);

  before("sign in", async () => {
    await workbench().openView("Joker.com");
    await signIn(workbench());
    await workbench().notifications.clear();
    [domain = ""] = domainsIn(sandbox(), "FOA_BEEN_SENT");
  });

  it("opens from a row, shows the way with the present state marked, and leaves the keyboard in the tree", async () => {
    await workbench().view("Transfers").click(domain);
    await eventually(async () => assert.equal(await workbench().editors.active(), domain));
    const tree = workbench().view("Transfers").pane.locator(".monaco-list[role=tree]");
    assert.equal(await tree.evaluate((list) => list.contains(document.activeElement)), true);
    const shown = await page();
    await shown.locator("[aria-current=step]").waitFor();
    assert.match(await shown.locator("[aria-current=step]").innerText(), /FOA sent, waiting for the owner/);
    assert.equal(await shown.locator(".step").count(), 13);
    assert.match(await shown.locator(".account").innerText(), /sandbox · SANDBOX/);
    assert.match(await shown.locator(".facts").innerText(), /Transfer ID\s+\d+/);
  });

  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    it(`is shown in ${theme}, and axe finds nothing`, async () => {
      await workbench().theme(theme);
      const shown = await page();
      await shown.locator("[aria-current=step]").waitFor();
      await workbench().shot(`40-transfer-${theme}`);
      const axe = new AxeBuilder({ page: workbench().page }).include("iframe.webview");
      // The title of the frame is VS Code's to set.
      const { violations, passes } = await axe.disableRules("frame-title").analyze();
      const seen = passes.flatMap(({ nodes }) => nodes.map(({ html }) => html));
      assert(
        seen.some((html) => html.includes("aria-current")),
        "axe did not look into the page",
      );
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
        [],
      );
    });
  }

  it("is usable in a narrow window, by keyboard alone", async () => {
    await workbench().theme("dark");
    await workbench().resize(640, 700);
    const shown = await page();
    const refresh = shown.getByRole("button", { name: "Refresh" });
    await refresh.focus();
    await workbench().page.keyboard.press("Tab");
    const resend = shown.getByRole("button", { name: "Resend FOA" });
    const isActive = () => resend.evaluate((element) => element === element.ownerDocument.activeElement);
    assert.equal(await isActive(), true);
    await workbench().page.keyboard.press("F1");
    await workbench().quick.shown();
    await workbench().page.keyboard.press("Escape");
    await eventually(async () => assert(await isActive(), "the focus did not come back from the palette"));
    await workbench().shot("41-transfer-narrow");
    await workbench().page.keyboard.press("Enter");
    await workbench().notifications.shown(new RegExp(`The FOA of ${domain} was sent again`));
    await workbench().notifications.clear();
    await workbench().resize(1280, 900);
  });

  it("copies what it knows", async () => {
    const shown = await page();
    await shown.getByRole("button", { name: "Copy: Owner's e-mail" }).click();
    const owner = await shown.locator(".fact", { hasText: "Owner's e-mail" }).locator("dd span").innerText();
    assert.match(owner, /^\S+@\S+$/);
    await eventually(async () => {
      assert.equal(await workbench().page.evaluate(() => navigator.clipboard.readText()), owner);
    });
  });

  it("cancels after the question, and shows the new state by itself", async () => {
    const shown = await page();
    await shown.getByRole("button", { name: "Cancel Transfer…" }).click();
    const question = await workbench().dialog.shown();
    assert.match(question.detail, /does not force the answer of the losing registrar/);
    await workbench().shot("42-transfer-cancel");
    await workbench().dialog.click("Cancel Transfer");
    await eventually(async () => {
      assert.match(await (await page()).locator("[aria-current=step]").innerText(), /cancellation requested/);
    });
    const cancel = (await page()).getByRole("button", { name: "Cancel Transfer…" });
    assert.equal(await cancel.getAttribute("aria-disabled"), "true");
    assert.match(await (await page()).locator("#why-cancel").innerText(), /nothing left to cancel/);
    await workbench().notifications.clear();
    await workbench().shot("43-transfer-cancelled");
  });

  it("says that a transfer has gone from the list, and keeps what was known", async () => {
    sandbox().control.advance(3 * 3_600_000);
    await workbench().palette("Joker: Refresh Transfers");
    await eventually(async () => {
      assert.match(
        await (await page()).locator(".banner").innerText(),
        /not on the list of pending transfers any more/,
      );
    });
    assert.match(await (await page()).locator(".facts").innerText(), /Owner's e-mail/);
    await workbench().shot("44-transfer-gone");
  });

  it("survives a reload of the window", async () => {
    await workbench().reload();
    await eventually(async () => {
      assert.match(await (await page()).locator(".banner").innerText(), /not on the list/);
    });
    await workbench().shot("45-transfer-reloaded");
  });
});
