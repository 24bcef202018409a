import assert from "node:assert/strict";
import type { FrameLocator, Locator } from "playwright-core";

/** The form of the order table in which one says which orders are wanted. */
export class QueryForm {
  readonly period: Locator;
  readonly type: Locator;
  readonly submit: Locator;
  /** What the query means and will not show, below the bar. */
  readonly line: Locator;
  readonly form: Locator;

  constructor(frame: FrameLocator) {
    this.form = frame.getByRole("form", { name: "Query" });
    this.period = this.field("Period");
    this.type = this.field("Type");
    this.submit = this.form.getByRole("button", { name: "Show Orders" });
    this.line = this.form.getByTestId("query-line");
  }

  /** A control by its label. */
  field(label: string): Locator {
    return this.form.getByLabel(label, { exact: true });
  }

  /** Every control, in the order of the page. */
  get controls(): Locator {
    return this.form.locator("input, select");
  }

  /** Opens or closes all fields but those of the bar. */
  async toggleMore(): Promise<void> {
    await this.form.getByRole("button", { name: /^More/ }).click();
  }

  /** The button for more fields, which says how many of them are used. */
  async moreButton(): Promise<string> {
    return await this.form.getByRole("button", { name: /^More/ }).innerText();
  }

  /** Chooses in a select by what it shows. */
  async choose(label: string, option: string): Promise<void> {
    await this.field(label).selectOption({ label: option });
  }

  /** The days that the chosen period has now; the last one is empty where it is not over. */
  async days(): Promise<{ after: string; before: string }> {
    const line = this.form.getByTestId("query-days"); // not there while the rows are those of another query
    await line.waitFor();
    const text = await line.innerText();
    const days = (text.match(/\w{3} \d{1,2}, \d{4}/g) ?? []).map((day) => new Date(`${day} UTC`));
    const [after, before = ""] = days.map((day) => day.toISOString().slice(0, 10));
    assert(after, `the form says no days: ${text}`);
    return { after, before };
  }

  /** What is said beside a control. */
  async descriptionOf(label: string): Promise<string> {
    return await this.field(label).evaluate((control) => {
      const ids = control.getAttribute("aria-describedby")?.split(" ") ?? [];
      return ids.map((id) => control.ownerDocument.getElementById(id)?.textContent ?? "").join(" ");
    });
  }

  async showOrders(): Promise<void> {
    await this.submit.click();
  }

  async startAnew(): Promise<void> {
    await this.form.getByRole("button", { name: "Reset" }).click();
  }

  /** Opens the dialog of saved and recent queries. */
  async openQueries(): Promise<void> {
    await this.form.getByRole("button", { name: "Queries" }).click();
  }
}
