import assert from "node:assert/strict";
import type { FrameLocator } from "playwright-core";
import { eventually } from "../eventually";
import { OrderTablePage, useWorkbench } from "./driver";

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
  const workbench = useWorkbench({ language: "de" });
  const view = (title: string) => workbench().view(title);
  let table: OrderTablePage;
  let frame: FrameLocator;

  before("open the sandbox and the order table", async () => {
    await workbench().openView("Joker.com");
    assert.deepEqual(await workbench().viewTitles(), ["Transfers", "Bestellungen", "Ergebnisse", "Konto"]);
    await workbench().shot("de-01-welcome");
    await view("Transfers").clickWelcome("Sandbox ausprobieren");
    await view("Konto").row("Verfügbar");
    await workbench().palette("Joker: Bestelltabelle öffnen");
    frame = await workbench().editors.webview(/^Bestellungen – /);
    table = new OrderTablePage(workbench());
    await table.grid.ready();
  });

  it("shows the views with German words, dates and amounts", async () => {
    const { label } = await view("Transfers").row((row) => row.description === "Inhaber");
    assert.match(label, /^noch \d T · /);
    assert.match((await view("Konto").row("Verfügbar")).description, /^975,00 USD$/);
    await workbench().shot("de-02-views");
    await view("Transfers").inline(label, "FOA erneut senden");
    await workbench().notifications.shown(/^Die FOA für .* wurde erneut an .* gesendet/);
  });

  it("shows the order table with German amounts, and exports a quarter", async () => {
    assert.equal(await frame.locator("html").getAttribute("lang"), "de");
    const amounts = (await table.grid.cells("amount_brutto")).flat();
    assert.ok(
      amounts.some((amount) => /^-?[\d.]+,\d\d$/.test(amount)) && !amounts.some((amount) => /\.\d\d$/.test(amount)),
    );
    await frame.getByLabel("Zeitraum", { exact: true }).selectOption({ label: "Letztes Quartal" });
    await workbench().editors.opened(/ – letztes Quartal$/i);
    await frame.getByRole("button", { name: "Exportieren…" }).click();
    await workbench().quick.pick("Excel (Deutsch)");
    await workbench().quick.path(`${workbench().folder}/quartal.csv`);
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
});
