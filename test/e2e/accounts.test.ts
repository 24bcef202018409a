import assert from "node:assert/strict";
import { eventually, type themes, type Workbench } from "./driver";
import { chooseFromMenu } from "./driver/menu";
import { signIn, useWorkbenchAndSandbox } from "./with-sandbox";

/** In a browser a window does not see the keys another one stores before it is loaded again. */
describe("Accounts in two windows of a browser", function () {
  this.bail(true); // Each step builds on the one before.
  const { workbench, sandbox } = useWorkbenchAndSandbox();
  let other: Workbench;

  const welcomes = async (window: Workbench, words: RegExp) => {
    await window.toFront();
    await eventually(async () => assert.match((await window.view("Transfers").welcome()).text, words));
  };

  it("follow a sign-in: the other window says that it must be loaded again, and then is signed in", async () => {
    await workbench().openView("Joker.com");
    other = await workbench().openWindow();
    await other.openView("Joker.com");
    await welcomes(other, /Sign in with a Joker.com API key/);
    await workbench().toFront();
    await signIn(workbench());
    await welcomes(other, /in another window/);
    await other.shot("accounts-elsewhere");
    await other.reload();
    await other.openView("Joker.com");
    await other.view("Account").row("Available");
    assert.equal(sandbox().control.liveSessions(), 2);
  });

  it("follow a new key in the same way", async () => {
    const first = await workbench().toFront();
    await first.notifications.clear();
    await first.palette("Joker: Edit API Key");
    await first.quick.pick("API Key");
    await first.quick.shown("API key");
    await first.quick.enter("sandbox-readonly");
    await first.quick.closed();
    await eventually(async () =>
      assert.equal((await first.view("Account").row("Access level")).description, "read-only"),
    );
    await welcomes(other, /in another window/);
    await other.reload();
    await other.openView("Joker.com");
    await eventually(async () =>
      assert.equal((await other.view("Account").row("Access level")).description, "read-only"),
    );
  });

  it("keep each their own active account", async () => {
    const first = await workbench().toFront();
    await first.palette("Joker: Sign In");
    await first.quick.pick("API Key");
    await first.quick.shown("API key");
    await first.quick.enter("sandbox-full");
    await first.quick.shown(/^Name of the Account/);
    await first.quick.enter("A reseller whose name needs all the room a narrow side bar has");
    await first.quick.closed();
    await eventually(async () => assert.match((await first.view("Account").row("Account")).description, /^A reseller/));
    await first.notifications.clear();
    assert.match(await first.view("Transfers").description(), /^SANDBOX · A reseller/);
    assert.match((await first.status.item(/\$\(account\)/)).text, /^\$\(account\) SANDBOX · A reseller.*….*bar has$/);
    await first.status.click(/\$\(account\)/);
    const { items } = await first.quick.shown("Switch Account");
    assert.equal(items.length, 3);
    for (const theme of ["light", "highContrast"] as const satisfies (keyof typeof themes)[]) {
      await first.page.keyboard.press("Escape");
      await first.theme(theme);
      await first.palette("Joker: Switch Account");
      await first.quick.shown("Switch Account");
      await first.shot(`accounts-switch-${theme}`);
    }
    await first.page.keyboard.press("Escape");
    await other.toFront();
    assert.equal((await other.view("Account").row("Account")).description, "sandbox · SANDBOX");
  });

  it("follow a sign-out at once", async () => {
    const first = await workbench().toFront();
    await first.palette("Joker: Switch Account");
    await first.quick.shown("Switch Account");
    await first.quick.pick("sandbox · SANDBOX");
    await eventually(async () =>
      assert.equal((await first.view("Account").row("Access level")).description, "read-only"),
    );
    await first.palette("Joker: Sign Out");
    await first.notifications.shown(/Signed out sandbox · SANDBOX/);
    await welcomes(other, /Sign in with a Joker.com API key|in another window/);
    await eventually(() => assert.equal(sandbox().control.liveSessions(), 1));
  });

  it("are in VS Code's own Accounts menu, where the user can sign out too", async () => {
    const { page, dialog, quick, palette } = bound(await workbench().toFront());
    await page.locator(".activitybar .action-label[aria-label='Accounts']").click();
    const entry = page.locator(".monaco-menu .action-menu-item", { hasText: /^A reseller.*SANDBOX \(Joker\.com\)/ });
    await entry.hover();
    await chooseFromMenu(page, "Sign Out");
    const { message, detail } = await dialog.shown(); // VS Code shows a message alone as a detail
    assert.match(message + detail, /Sign out of 'A reseller/);
    await dialog.click("Sign Out");
    await eventually(() => assert.equal(sandbox().control.liveSessions(), 0));
    await palette("Joker: Switch Account");
    const { items } = await quick.shown("Switch Account");
    assert.deepEqual(
      items.map(({ detail: said }) => said.includes("signed out")),
      [true, true, false],
    );
    await quick.escape();
  });

  function bound(window: Workbench) {
    const { page, dialog, quick } = window;
    return { page, dialog, quick, palette: (title: string) => window.palette(title) };
  }
});
