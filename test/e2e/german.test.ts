import assert from "node:assert/strict";
import type { FrameLocator } from "playwright-core";
import { eventually } from "../eventually";
import { nameOf, OrderTablePage } from "./driver";
import { ClickCounter, countClicks } from "./driver/count-clicks";
import { step } from "./driver/step";
import { domainsIn, useWorkbenchAndSandbox } from "./with-sandbox";

/** The texts that do not fit: cut off, or below what is beside them. Ellipses, and what can be scrolled to, do not count. */
async function listCutTexts(frame: FrameLocator): Promise<string[]> {
  return await frame.locator("body").evaluate((body) => {
    const all = [...body.querySelectorAll<HTMLElement>("button, select, label, legend, h1, h2, h3, dt")];
    const cut = all.filter((element) => {
      const { right, top, height, width } = element.getBoundingClientRect();
      const middle = top + height / 2;
      if (!element.checkVisibility() || width < 3 || middle > innerHeight) return false;
      if (element.closest("[role=grid], [role=treegrid], table") !== null) return false;
      const { display, textOverflow } = getComputedStyle(element);
      if (display === "inline" || textOverflow === "ellipsis") return false;
      const atEnd = element.ownerDocument.elementFromPoint(right - 2, middle);
      const isCovered = atEnd === null || !(element.contains(atEnd) || atEnd.contains(element));
      return isCovered || element.scrollWidth > element.clientWidth + 1;
    });
    const isWide = body.ownerDocument.documentElement.scrollWidth > innerWidth;
    return [...cut.map(({ innerText }) => innerText), ...(isWide ? ["the page scrolls sideways"] : [])];
  });
}

describe("The interface in German", () => {
  // A time zone with a long name, which takes more of the order table's toolbar than UTC, whose users have no choice there.
  const { workbench, sandbox } = useWorkbenchAndSandbox({ language: "de", timeZone: "America/Argentina/Buenos_Aires" });
  const view = (title: string) => workbench().view(title);
  let table: OrderTablePage;
  let frame: FrameLocator;

  before(
    "open the sandbox on a clean profile with two clicks, act on a transfer with at most four, and open the table",
    async () => {
      const clicks = await countClicks(workbench().page);
      await workbench().openView("Joker.com");
      assert.deepEqual(await workbench().viewTitles(), ["Transfers", "Bestellungen", "Ergebnisse", "Konto"]);
      await view("Transfers").welcomes(/Transfers/);
      await workbench().shot("de-01-welcome");
      await view("Transfers").clickWelcome("Sandbox ausprobieren");
      const { label } = await view("Transfers").row(({ description }) => description === "Inhaber");
      assert.equal(await clicks(), 2);
      await view("Transfers").inline(label, "FOA erneut senden");
      await workbench().notifications.shown(/^Die FOA für .* wurde erneut an .* gesendet/);
      assert((await clicks()) <= 4, `${await clicks()} clicks`);
      await view("Konto").row("Verfügbar");
      await workbench().palette("Joker: Bestelltabelle öffnen");
      frame = await workbench().editors.webview(/^Bestellungen – /);
      table = new OrderTablePage(workbench());
      await table.grid.ready();
    },
  );

  it("shows the views with German words, dates and amounts", async () => {
    const { label } = await view("Transfers").row((row) => row.description === "Inhaber");
    assert.match(label, /^≤\d T · /);
    assert.match((await view("Konto").row("Verfügbar")).description, /^975,00 USD$/);
    await workbench().shot("de-02-views");
  });

  it("shows the order table with German amounts", async () => {
    assert.equal(await frame.locator("html").getAttribute("lang"), "de");
    const amounts = (await table.grid.cells("amount_brutto")).flat();
    assert.ok(
      amounts.some((amount) => /^-?[\d.]+,\d\d$/.test(amount)) && !amounts.some((amount) => /\.\d\d$/.test(amount)),
    );
  });

  it("gives last quarter's orders as CSV with five clicks and the file dialog, from a signed-in window", async () => {
    const { quick, editors, folder, page } = workbench();
    await editors.closeAll(/^Bestellungen – /);
    const counter = new ClickCounter();
    await counter.click(() => view("Bestellungen").clickTitleAction("Bestelltabelle öffnen"));
    await editors.webview(/^Bestellungen – /);
    await table.grid.ready();
    const period = frame.getByLabel("Zeitraum", { exact: true });
    await counter.click(
      () => period.click(),
      () => period.selectOption({ label: "Letztes Quartal" }), // the browser draws the list outside of the page
    );
    await page.keyboard.press("Escape");
    await editors.opened(/ – letztes Quartal$/i);
    await counter.click(
      () => frame.getByRole("button", { name: "Exportieren…" }).click(),
      () => quick.pick("CSV für Excel (Deutsch)"),
    );
    await quick.path(`${folder}/quartal.csv`);
    assert.equal(counter.clicks, 5);
    const [head = "", first = ""] = (await workbench().file("quartal.csv")).split("\r\n");
    assert.match(head, /^\uFEFF?Status;Typ;Kennung;Brutto;Währung;/);
    assert.match(first, /;"?-?\d+,\d\d"?;/);
  });

  for (const [width, height] of [
    [1400, 900],
    [1024, 700],
    [700, 450],
  ] as const) {
    it(`cuts no text off in the order table at ${width} × ${height}`, async () => {
      await table.resize(width, height);
      await eventually(async () => assert.deepEqual(await listCutTexts(frame), []));
      await workbench().shot(`de-table-${width}`);
    });
  }

  it("cuts no text off on the page of a transfer", async () => {
    const { label } = await view("Transfers").row((row) => row.description === "Inhaber");
    await view("Transfers").doubleClick(label);
    const page = await workbench().editors.webview(/\.\w+$/);
    await page.getByRole("heading").first().waitFor();
    for (const [width, height] of [
      [1400, 900],
      [1024, 700],
      [700, 450],
    ] as const) {
      await workbench().resize(width, height);
      await eventually(async () => assert.deepEqual(await listCutTexts(page), []));
      await workbench().shot(`de-transfer-${width}`);
    }
  });

  it("can be used for the main job, from signing in to signing out", async () => {
    await step("sign in with an API key", signIn);
    await step("cancel a transfer after confirmation", cancelTransfer);
    await step("open a result and delete it", deleteResult);
    await step("sort the order table", sortOrders);
    await step("stay signed in over a reload of the window", stayOverReload);
    await step("sign out", signOut);
  });

  async function signIn(): Promise<void> {
    const { quick, notifications } = workbench();
    await workbench().closeEditors();
    await workbench().palette("Joker: Anmelden");
    const { items } = await quick.shown(/^Bei Joker.com anmelden/);
    assert.deepEqual(
      items.slice(0, 2).map(({ label }) => label),
      ["API-Schlüssel", "Benutzername und Kennwort"],
    );
    await quick.pick("API-Schlüssel");
    await quick.shown("API-Schlüssel");
    await quick.enter("not-a-key");
    assert.match(await quick.validation(), /hat die Anmeldung abgelehnt: API key is invalid/);
    await quick.enter("sandbox-full");
    await quick.closed();
    await notifications.shown(/^Als sandbox · SANDBOX .*bei Joker.com angemeldet \(Vollzugriff\)/);
    await notifications.clear();
    await view("Konto").description("Endpunkt", new RegExp(sandbox().url));
  }

  async function cancelTransfer(): Promise<void> {
    const { dialog, notifications } = workbench();
    const [domain = ""] = domainsIn(sandbox(), "REGISTRY_REQUEST_RECEIVED_NOW_WAITING");
    await view("Transfers").inline(domain, "Transfer abbrechen");
    const { message, buttons } = await dialog.shown();
    assert.equal(message, `Transfer von ${domain} abbrechen?`);
    assert(buttons.includes("Transfer abbrechen") && buttons.includes("Transfer beibehalten"), buttons.join());
    await workbench().shot("de-cancel-question");
    await dialog.click("Transfer abbrechen");
    await notifications.shown(new RegExp(`Der Abbruch des Transfers von ${domain} wurde angefordert`));
    await view("Transfers").description(domain, "Abbruch angefordert");
    assert.deepEqual(nameOf(await view("Transfers").row(domain)), domain);
    await notifications.clear();
  }

  async function deleteResult(): Promise<void> {
    const { dialog, editors, notifications } = workbench();
    const { label } = await view("Ergebnisse").row(({ icon }) => icon === "error");
    const isIt = (row: { label: string; icon: string }) => row.label === label && row.icon === "error";
    await view("Ergebnisse").click(isIt);
    await editors.opened(new RegExp(label));
    assert.match(await editors.text(), /Status: fehlgeschlagen \(nack\)/);
    await workbench().shot("de-result");
    await view("Ergebnisse").inline(isIt, "Ergebnis löschen");
    await dialog.shown();
    await dialog.click("Ergebnis löschen");
    await notifications.shown(/^Das Ergebnis .* wurde gelöscht/);
    await view("Ergebnisse").hasNoRow(isIt);
    await notifications.clear();
  }

  async function sortOrders(): Promise<void> {
    await workbench().palette("Joker: Bestelltabelle öffnen");
    await workbench().editors.webview(/^Bestellungen – /);
    await table.grid.ready();
    await table.grid.header("amount_brutto").click();
    await table.grid.sortedBy("amount_brutto", "ascending");
  }

  async function stayOverReload(): Promise<void> {
    await workbench().reload();
    await workbench().openView("Joker.com");
    await view("Konto").description("Konto", "sandbox · SANDBOX");
    await view("Transfers").row(/./);
  }

  async function signOut(): Promise<void> {
    const before = sandbox().control.countSessions();
    await workbench().palette("Joker: Abmelden");
    await workbench().notifications.shown(/^Von sandbox · SANDBOX.* abgemeldet/);
    await eventually(() => assert.equal(sandbox().control.countSessions(), before - 1));
    await view("Transfers").welcomes(/abgemeldet|Transfers/);
    await workbench().shot("de-signed-out");
  }
});
