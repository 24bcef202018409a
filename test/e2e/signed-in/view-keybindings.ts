import assert from "node:assert/strict";
import { eventually } from "../../eventually";
import { OrderTablePage } from "../driver";
import type { Opened } from "../with-sandbox";

/** The request by which each view refreshes. */
const requests = {
  Transfers: "domain-transfer-control",
  Orders: "query-order-list",
  Results: "result-list",
  Account: "query-account-balance",
} as const;

export function viewKeyTests({ workbench, sandbox }: Opened): void {
  const press = (key: string) => workbench().page.keyboard.press(key);

  /** Does something that causes a request. */
  async function sends(request: string, action: () => Promise<void>): Promise<void> {
    const count = () => sandbox().control.log.filter((entry) => entry.request === request).length;
    const before = count();
    await action();
    await eventually(() => assert(count() > before, `${request} was not sent`));
  }

  beforeEach("open the views", () => workbench().openView("Joker.com"));

  for (const [title, request] of Object.entries(requests)) {
    it(`refresh ${title} with F5`, async () => {
      const view = await workbench().view(title).open();
      await view.row(() => true);
      await view.focus();
      await sends(request, () => press("F5"));
    });
  }

  it("refresh the order table with F5", async () => {
    const table = await OrderTablePage.openNew(workbench());
    await table.grid.element.focus();
    await sends("query-order-list", () => press("F5"));
  });

  it("open the row that has the focus with Enter, and delete that one or the selected ones with Delete", async () => {
    const { dialog, editors } = workbench();
    const results = await workbench().view("Results").open();
    const [first, second] = (await results.rows()).filter(({ icon }) => icon === "error");
    assert(first && second?.index === first.index + 1);
    await results.click(first.label);
    await editors.opened(new RegExp(first.label));
    await results.hasFocus();
    await press("ArrowDown");
    await press("Delete");
    assert((await dialog.shown()).message.includes(second.label));
    await dialog.escape();
    await results.click(first.label);
    await editors.opened(new RegExp(first.label));
    await press("ArrowDown");
    await press("Enter");
    await editors.opened(new RegExp(second.label));
    await results.hasFocus();
    await results.select(first.label, second.label);
    await press("Delete");
    assert.equal((await dialog.shown()).message, "Delete 2 results?");
    await dialog.escape();
  });

  it("collapse nothing and delete nothing on a group", async () => {
    const results = await workbench().view("Results").open();
    const group = await results.row(({ level }) => level === 1);
    await results.focus();
    await press("Home");
    await press("Delete");
    assert.equal((await results.row(group.label)).expanded, group.expanded);
    assert.equal(await workbench().dialog.isOpen(), false);
  });
}
