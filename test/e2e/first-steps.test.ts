import assert from "node:assert/strict";
import { useWorkbench } from "./driver";
import { countClicks } from "./driver/count-clicks";

describe("The first steps on a clean profile", () => {
  const workbench = useWorkbench(() => Promise.resolve({}));

  it("lead to sample data with two clicks, and to a first action on a transfer with at most four", async () => {
    const view = (title: string) => workbench().view(title);
    const clicks = await countClicks(workbench().page);
    await workbench().openView("Joker.com");
    for (const [title, content] of [
      ["Transfers", /which transfers are pending/],
      ["Orders", /recent orders with their totals/],
      ["Results", /whether registrations, renewals, transfers/],
      ["Account", /the balance/],
    ] as const) {
      await view(title).welcomes(content);
    }
    await workbench().shot("01-first-welcome");
    await view("Transfers").clickWelcome("Try the Sandbox");
    const { label } = await view("Transfers").row(({ description }) => description === "owner");
    assert.equal(await clicks(), 2);
    await view("Orders").row("Open Order Table");
    await view("Transfers").inline(label, "Resend FOA");
    await workbench().notifications.shown(/^FOA for .* resent to/);
    assert((await clicks()) <= 4, `${await clicks()} clicks`);
    await workbench().shot("02-first-action");
  });
});
