import assert from "node:assert/strict";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { eventually } from "../../eventually";
import { uiTimeoutMs } from "./timeouts";

/** The type of an order from the text of its cell, which names a refund behind it. Rows are sorted and filtered by the type. */
export function orderTypeOf(text: string): string {
  return text.replace(/ \(refund\)$/, "");
}

/** The rows of the order table. Columns go by their names in DMAPI, such as `amount_brutto`. */
export class OrderGrid {
  readonly element: Locator;

  constructor(
    private readonly page: Page,
    frame: FrameLocator,
  ) {
    this.element = frame.locator("[role=grid], [role=treegrid]");
  }

  /** Waits until there are rows. */
  async ready(): Promise<void> {
    await this.element.getByRole("gridcell").first().waitFor();
  }

  /** How many rows there are, groups included, in sight or not. */
  async rowCount(): Promise<number> {
    return Number(await this.element.getAttribute("aria-rowcount")) - 1;
  }

  /** How many whole rows can be seen in the window. */
  async rowsInSight(): Promise<number> {
    return await this.element.evaluate((grid) => {
      const head = grid.querySelector("[role=columnheader]")?.getBoundingClientRect().bottom ?? 0;
      const end = Math.min(grid.getBoundingClientRect().top + grid.clientHeight, innerHeight);
      const rows = [...grid.querySelectorAll("[role=row]:has([role=gridcell])")].map((row) =>
        row.getBoundingClientRect(),
      );
      return rows.filter(({ top, bottom, height }) => height > 0 && top > head - 2 && bottom < end + 2).length;
    });
  }

  /** The names of the columns that are in sight as a whole, from left to right. */
  async columnsInSight(): Promise<string[]> {
    const heads = this.element.locator("[role=columnheader][data-name]");
    return await heads.evaluateAll((all) =>
      all
        .filter((head) => head.getBoundingClientRect().right < innerWidth + 1)
        .map((head) => head.getAttribute("data-name") ?? ""),
    );
  }

  /** The widths of the columns in pixels. */
  async columnWidths(): Promise<number[]> {
    const heads = this.element.locator("[role=columnheader][data-name]");
    return await heads.evaluateAll((all) => all.map((head) => Math.round(head.getBoundingClientRect().width)));
  }

  /** The distance of the grid from the top of its page, in pixels. */
  async top(): Promise<number> {
    return await this.element.evaluate((grid) => grid.getBoundingClientRect().top);
  }

  async hasRowCount(count: number): Promise<void> {
    await eventually(async () => assert.equal(await this.rowCount(), count), {
      timeoutMs: uiTimeoutMs,
      what: `${count} rows`,
    });
  }

  /** The rows that are drawn. */
  get rows(): Locator {
    return this.element.locator("[role=row]:has([role=gridcell])").filter({ visible: true });
  }

  /** The groups that are drawn. */
  get groups(): Locator {
    return this.element.locator("[role=row][aria-level='1']").filter({ visible: true });
  }

  async isGrouped(): Promise<boolean> {
    return (await this.element.getAttribute("role")) === "treegrid";
  }

  async becomesGrouped(grouped: boolean): Promise<void> {
    await eventually(async () => assert.equal(await this.isGrouped(), grouped), {
      timeoutMs: uiTimeoutMs,
      what: "rows in groups, or not",
    });
  }

  header(name: string): Locator {
    return this.element.locator(`[role=columnheader][data-name="${name}"]`);
  }

  /** The names of the columns, from left to right. */
  async columns(): Promise<string[]> {
    const heads = this.element.locator("[role=columnheader][data-name]");
    return await heads.evaluateAll((all) => all.map((head) => head.getAttribute("data-name") ?? ""));
  }

  /** The first drawn cell of a column. */
  async cell(name: string): Promise<Locator> {
    return this.element
      .locator(`[role=gridcell][data-column="${await this.placeOf(name)}"]`)
      .filter({ visible: true })
      .first();
  }

  /** What the drawn rows have in these columns, from top to bottom. */
  async cells(...names: readonly string[]): Promise<string[][]> {
    const places = await Promise.all(names.map((name) => this.placeOf(name)));
    return await this.rows.evaluateAll(
      (rows, expected) =>
        rows
          .sort((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
          .map((row) => expected.map((place) => row.querySelector(`[data-column="${place}"]`)?.textContent ?? "")),
      places,
    );
  }

  /** Waits until there are drawn rows, and what they have in a column fits. */
  async allIn(name: string, fits: (text: string) => boolean): Promise<void> {
    await eventually(
      async () => {
        const texts = (await this.cells(name)).flat();
        assert(texts.length > 0 && texts.every(fits), texts.join("\n"));
      },
      { timeoutMs: uiTimeoutMs, what: `what is wanted in the column ${name}` },
    );
  }

  /** The texts of the cells that are selected, in the order of the page. */
  async selected(): Promise<string[]> {
    const texts = await this.selectedCells.filter({ visible: true }).allInnerTexts();
    return texts.map((text) => text.trim());
  }

  get selectedCells(): Locator {
    return this.element.locator("[role=gridcell][aria-selected=true]");
  }

  /** Waits until rows are sorted by a column, before any other. */
  async sortedBy(name: string, direction: "ascending" | "descending"): Promise<void> {
    await eventually(async () => assert.equal(await this.header(name).getAttribute("aria-sort"), direction), {
      timeoutMs: uiTimeoutMs,
      what: `rows sorted by ${name}`,
    });
  }

  /** The cell or header with the focus of the grid. */
  async focusedCell(): Promise<Locator> {
    const id = await this.element.getAttribute("aria-activedescendant");
    assert(id, "no cell of the grid has the focus");
    return this.element.locator(`[id="${id}"]`);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Goes to the header of a column with keys alone; the grid must have the keyboard. */
  async goToHeader(name: string): Promise<void> {
    const place = await this.placeOf(name);
    await this.press("Control+Home", "ArrowUp", ...Array<string>(place).fill("ArrowRight"));
    await eventually(async () => assert.equal(await (await this.focusedCell()).getAttribute("data-name"), name), {
      timeoutMs: uiTimeoutMs,
      what: `the header of ${name} to have the focus`,
    });
  }

  /** Gives the grid the keyboard and goes to the header of a column. */
  async focusHeader(name: string): Promise<void> {
    await this.element.focus();
    await this.goToHeader(name);
  }

  /** Scrolls to the side; gives how far that went. */
  async scrollLeft(to: "start" | "end"): Promise<number> {
    return await this.element.evaluate((element, end) => {
      element.scrollTo({ left: end ? element.scrollWidth : 0 });
      return element.scrollLeft;
    }, to === "end");
  }

  private async placeOf(name: string): Promise<number> {
    return Number(await this.header(name).getAttribute("data-column"));
  }
}
