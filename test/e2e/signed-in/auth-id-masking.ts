import assert from "node:assert/strict";
import { eventually } from "../../eventually";
import { copiedBy } from "../driver/clipboard";
import type { Opened } from "../with-sandbox";

const masked = /••••••••/;

export function authIdMaskingTests({ workbench }: Opened): void {
  beforeEach("open the views", () => workbench().openView("Joker.com"));

  it("masks, reveals, hides and copies an Auth-ID through CodeLens actions", async () => {
    const { editors, notifications, page } = workbench();
    await workbench()
      .view("Results")
      .click(({ description, icon }) => description.includes("Auth-ID request") && icon === "pass");
    await editors.opened(/Auth-ID request|\d{6}/);
    const before = await editors.text();
    assert.match(before, masked);
    for (const theme of ["light", "dark"] as const) {
      await workbench().theme(theme);
      await editors.lens("Reveal Auth-ID");
      const shown = await eventually(async () => {
        const text = await editors.text();
        assert.doesNotMatch(text, masked);
        return text;
      });
      const copied = await copiedBy(page, () => editors.lens("Copy Auth-ID"));
      assert.match(copied, /^[0-9a-f]+-[0-9a-f]+$/);
      assert(shown.includes(copied) && !before.includes(copied));
      const { message } = await notifications.shown(/Auth-ID/i);
      assert(!message.includes(copied), "the notification has it");
      await notifications.clear();
      await editors.lens("Hide Auth-ID");
      await eventually(async () => assert.equal(await editors.text(), before));
      await page.keyboard.press("ControlOrMeta+Home");
      await workbench().shot(`52-auth-id-${theme}`);
    }
  });
}
