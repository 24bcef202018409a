import assert from "node:assert/strict";
import type { FrameLocator, Locator } from "playwright-core";

/** The totals by currency above the rows of the order table. */
export class OrderTotals {
  readonly region: Locator;

  constructor(frame: FrameLocator) {
    this.region = frame.getByRole("region", { name: "Totals by currency" });
  }

  /** What a column says, by currency. */
  async column(title: string): Promise<Map<string, string>> {
    const [titles = [], ...rows] = await textsOf(this.region.getByRole("table"));
    const at = titles.indexOf(title);
    assert(at > 0, `the totals have no column ${title}: ${titles.join()}`);
    return new Map(rows.map((row) => [row[0] ?? "", row[at] ?? ""]));
  }

  /** Limits the rows to those of a figure, such as `Charged`, or no longer. */
  async toggle(figure: string): Promise<void> {
    await this.toggleOf(figure).click();
  }

  toggleOf(figure: string): Locator {
    return this.region.getByRole("button", { name: `Show only these orders: ${figure}`, exact: true });
  }
}

/** The chart of spending, and the same figures as a table. */
export class SpendingChart {
  /** The whole bars, one a period, from left to right. */
  readonly bars: Locator;
  readonly region: Locator;

  constructor(frame: FrameLocator) {
    this.region = frame.getByRole("region", { name: "Spending", exact: true });
    this.bars = this.region.getByTestId("chart-bar");
  }

  /** Opens it where it is closed, as it is on a low page. */
  async open(): Promise<void> {
    const button = this.region.getByRole("button", { name: "Spending", exact: true });
    if ((await button.getAttribute("aria-expanded")) !== "true") await button.click();
  }

  /** Limits the rows to a period, or no longer. */
  async toggleBar(index: number): Promise<void> {
    await this.bars.nth(index).click({ position: { x: 3, y: 3 } }); // beside its pieces
  }

  async isPicked(index: number): Promise<boolean> {
    return (await this.bars.nth(index).getAttribute("aria-pressed")) === "true";
  }

  async toggleTable(): Promise<void> {
    await this.region.getByRole("button", { name: "Show as Table" }).click();
  }

  /** The currency of the figures, and what a column of them says. */
  async figures(title: string): Promise<{ currency: string; texts: string[] }> {
    const table = this.region.getByRole("region", { name: "Spending table" }).getByRole("table");
    const caption = await table.getByRole("caption").innerText();
    const [titles = [], ...rows] = await textsOf(table);
    const at = titles.indexOf(title);
    assert(at > 0, `the figures have no column ${title}: ${titles.join()}`);
    return { currency: /^Spending in (\S+):/.exec(caption)?.[1] ?? "", texts: rows.map((row) => row[at] ?? "") };
  }
}

async function textsOf(table: Locator): Promise<string[][]> {
  return await table.evaluate((element) =>
    [...(element as HTMLTableElement).rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim())),
  );
}
