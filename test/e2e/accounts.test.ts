import assert from "node:assert/strict";
import { eventually } from "../eventually";
import { type themes, type Workbench } from "./driver";
import { step } from "./driver/step";
import { signIn, useWorkbenchAndSandbox } from "./with-sandbox";

/** In a browser a window does not see the keys another one stores before it is loaded again. */
describe("Accounts in two windows of a browser", function () {
  const { workbench, sandbox } = useWorkbenchAndSandbox();
  let first: Workbench;
  let other: Workbench;

  it("have separate active accounts, and sync sign-ins, keys and sign-outs", async () => {
    first = workbench();
    await step(
      "the other window says that it must be loaded again after a sign-in, and then is signed in",
      followSignIn,
    );
    await step("a new key is synced", followNewKey);
    await step("each window keeps its own active account", ownActiveAccount);
    await step("a sign-out is synced at once", followSignOut);
    await step("the accounts are in VS Code's own Accounts menu, where the user can sign out too", signOutInMenu);
  });

  const welcomes = async (window: Workbench, words: RegExp) => {
    await window.toFront();
    await window.view("Transfers").welcomes(words);
  };
  const hasAccess = (window: Workbench, level: string) => window.view("Account").description("Access level", level);

  async function followSignIn(): Promise<void> {
    await first.openView("Joker.com");
    other = await first.openWindow();
    await other.openView("Joker.com");
    await welcomes(other, /Sign in with a Joker.com API key/);
    await first.toFront();
    await signIn(first);
    await welcomes(other, /in another window/);
    await other.view("Orders").welcomes(/reload this window/);
    await other.shot("accounts-elsewhere");
    await other.reload();
    await other.openView("Joker.com");
    await other.view("Account").row("Available");
    assert.equal(sandbox().control.countSessions(), 2);
  }

  async function followNewKey(): Promise<void> {
    await first.toFront();
    await first.notifications.clear();
    await first.palette("Joker: Edit API Key…");
    await first.quick.pick("API Key");
    await first.quick.shown("API key");
    await first.quick.enter("sandbox-readonly");
    await first.quick.closed();
    await hasAccess(first, "read-only");
    await welcomes(other, /in another window/);
    await other.reload();
    await other.openView("Joker.com");
    await hasAccess(other, "read-only");
  }

  async function ownActiveAccount(): Promise<void> {
    await first.toFront();
    await first.palette("Joker: Sign In");
    await first.quick.pick("API Key");
    await first.quick.shown("API key");
    await first.quick.enter("sandbox-full");
    await first.quick.shown(/^Account Name/);
    await first.quick.enter("A reseller whose name needs all the room a narrow side bar has");
    await first.quick.closed();
    await first.view("Account").description("Account", /^A reseller/);
    await first.notifications.clear();
    assert.match(await first.view("Transfers").headerDescription(), /^\d+ pending/);
    assert.match((await first.status.item(/\$\(account\)/)).text, /^\$\(account\) SANDBOX · A reseller.*….*bar has$/);
    await first.status.click(/\$\(account\)/);
    const { items } = await first.quick.shown("Switch Account");
    assert.equal(items.length, 3);
    for (const theme of ["light", "highContrast"] as const satisfies (keyof typeof themes)[]) {
      await first.quick.escape();
      await first.theme(theme);
      await first.palette("Joker: Switch Account");
      await first.quick.shown("Switch Account");
      await first.shot(`accounts-switch-${theme}`);
    }
    await first.quick.escape();
    await other.toFront();
    await other.view("Account").description("Account", "sandbox · SANDBOX");
  }

  async function followSignOut(): Promise<void> {
    await first.toFront();
    await first.palette("Joker: Switch Account");
    await first.quick.shown("Switch Account");
    await first.quick.pick("sandbox · SANDBOX");
    await hasAccess(first, "read-only");
    await first.palette("Joker: Sign Out");
    await first.notifications.shown(/Signed out of sandbox · SANDBOX/);
    await welcomes(other, /Sign in with a Joker.com API key|in another window/);
    await eventually(() => assert.equal(sandbox().control.countSessions(), 1));
  }

  async function signOutInMenu(): Promise<void> {
    const { dialog, quick } = await first.toFront();
    await first.chooseForAccount(/^A reseller.*SANDBOX \(Joker\.com\)/, "Sign Out");
    const { message, detail } = await dialog.shown(); // VS Code shows a message alone as a detail
    assert.match(message + detail, /Sign out of 'A reseller/);
    await dialog.click("Sign Out");
    await eventually(() => assert.equal(sandbox().control.countSessions(), 0));
    await first.palette("Joker: Switch Account");
    const { items } = await quick.shown("Switch Account");
    assert.deepEqual(
      items.map(({ detail }) => detail.includes("signed out")),
      [true, true, false],
    );
    await quick.escape();
  }
});
