import assert from "node:assert/strict";
import { themes, useWorkbench } from "./driver";
import { step } from "./driver/step";
import { Walkthrough } from "./driver/walkthrough";

const steps = [
  "Look around in the sandbox",
  "Create an API key",
  "Sign in",
  "See what needs your attention",
  "Export a statement",
];

describe("The walkthrough", () => {
  const workbench = useWorkbench();

  it("opens from the welcome view only, and completes no step about an own account in the sandbox", async () => {
    const walkthrough = new Walkthrough(workbench());
    await workbench().openView("Joker.com");
    const [view, account] = [workbench().view("Transfers"), workbench().view("Account")];
    await step("open it from the welcome view", async () => {
      await view.welcomes(/which transfers are pending/);
      assert.deepEqual(await workbench().editors.tabs(), []);
      await view.clickWelcome("Get Started");
      assert.deepEqual(await walkthrough.steps(), steps);
      await walkthrough.hasDone();
    });
    await step("complete the first step when the sandbox is open", async () => {
      await walkthrough.open("Look around in the sandbox");
      await walkthrough.click("Try the Sandbox");
      await view.row(({ description }) => description === "owner");
      await walkthrough.hasDone("sandbox");
    });
    await step("complete no other one while signing out of it", async () => {
      await workbench().palette("Joker: Sign Out");
      await view.welcomes(/You are signed out/);
      await walkthrough.hasDone("sandbox");
      await view.clickWelcome("Return to the Sandbox");
      await account.row("Available");
    });
    await step("complete a step whose views are shown", async () => {
      await workbench().palette("Joker: Get Started");
      await walkthrough.steps();
      await walkthrough.open("See what needs your attention");
      await walkthrough.click("Show Transfers");
      await walkthrough.hasDone("sandbox", "transfers");
    });
  });

  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    it(`is shown in ${theme}, with its pictures`, async () => {
      const walkthrough = new Walkthrough(workbench());
      await workbench().resize(1600, 900); // Beside a narrower one, VS Code shows no picture.
      await workbench().theme(theme);
      await workbench().palette("Joker: Get Started");
      await walkthrough.steps();
      for (const [index, title] of steps.entries()) {
        await walkthrough.open(title);
        assert((await walkthrough.pictureColors()) >= 2, title);
        await workbench().shot(`60-walkthrough-${theme}-${index + 1}`);
      }
    });
  }
});
