import assert from "node:assert/strict";
import { eventually } from "../../eventually";
import { nameOf } from "../driver";
import { useTransferStates, type Opened } from "../with-sandbox";

export function cancelManyTests({ workbench, sandbox }: Opened): void {
  const setTransfer = useTransferStates(sandbox);

  beforeEach("open the views", () => workbench().openView("Joker.com"));

  it("cancels several transfers after one confirmation that lists them, and reports each outcome in one summary", async () => {
    const { dialog, notifications, editors } = workbench();
    const transfers = workbench().view("Transfers");
    const pending = sandbox()
      .control.getSnapshot()
      .transfers.map(({ domain }) => domain);
    const [first = "", second = "", committed = ""] = pending;
    const waiting = [first, second];
    for (const domain of waiting) setTransfer(domain, "REGISTRY_REQUEST_RECEIVED_NOW_WAITING");
    setTransfer(committed, "PAYMENT_COMMITTED");
    const others = [second, committed];
    await workbench().palette("Joker: Refresh Transfers");
    for (const domain of waiting)
      await transfers.row((row) => nameOf(row) === domain && row.actions.includes("Cancel Transfer"));
    await transfers.description(committed, "payment completed");
    await transfers.select(first, ...others);
    const selected = (await transfers.rows()).filter((row) => row.selected).map(nameOf);
    assert.deepEqual(selected.sort(), [first, ...others].sort());
    await transfers.menu(first, "Cancel Transfer");
    const { message, detail } = await dialog.shown();
    assert.equal(message, `Cancel ${selected.length} transfers?`);
    for (const domain of selected) assert(detail.includes(`• ${domain}: `), detail);
    await workbench().shot("50-cancel-many");
    await dialog.click("Cancel Transfers");
    const summary = new RegExp(
      `^Cancel ${selected.length} transfers: refused: 1, accepted: ${waiting.length}\\. \\(SANDBOX\\)$`,
    );
    assert.deepEqual((await notifications.shown(summary)).severity, "warning");
    for (const domain of waiting) await transfers.description(domain, "cancellation requested");
    await transfers.description(committed, /^Cancel Transfer failed: Joker.com refused the request/);
    await eventually(async () => {
      const left = (await transfers.rows()).filter((row) => row.selected);
      assert.deepEqual(left.map(nameOf), [committed]);
    });
    await notifications.click(summary, "Show Details");
    await editors.opened(new RegExp(`^Cancel ${selected.length} transfers`));
    const text = await editors.text();
    assert(text.includes(`refused (1)\n  ${committed}: Joker.com refused the request`), text);
    assert(text.includes(`accepted (${waiting.length})`), text);
    await workbench().shot("51-cancel-many-outcome");
  });
}
