import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import { eventually, themes } from "./driver";
import { signIn, useWorkbenchAndSandbox } from "./with-sandbox";

describe("In every theme and at every width", () => {
  const { workbench } = useWorkbenchAndSandbox();

  before("sign in and open the table", async () => {
    await workbench().openView("Joker.com");
    await signIn(workbench());
    await workbench().notifications.clear();
    await workbench().palette("Joker: Open Order Table");
    const table = await workbench().editors.webview(/Orders/);
    await table.locator("[role=gridcell]").first().waitFor();
  });

  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    it(`the views and the table are shown in ${theme}, and axe finds nothing in the table`, async () => {
      await workbench().theme(theme);
      const table = await workbench().editors.webview(/Orders/);
      await eventually(async () => {
        const kind = await table.locator("body").getAttribute("data-vscode-theme-kind");
        assert(kind?.startsWith(theme.startsWith("high") ? "vscode-high-contrast" : `vscode-${theme}`), kind ?? "none");
      });
      await workbench().shot(`30-${theme}`);
      const axe = new AxeBuilder({ page: workbench().page }).include("iframe.webview");
      // The title of the frame is VS Code's to set.
      const { violations, passes } = await axe.disableRules("frame-title").analyze();
      const seen = passes.flatMap(({ nodes }) => nodes.map(({ html }) => html));
      assert(
        seen.some((html) => html.includes('role="grid"')),
        "axe did not look into the table",
      );
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
      assert.deepEqual(found, []);
    });
  }

  it("a narrow window leaves everything usable", async () => {
    await workbench().theme("dark");
    await workbench().resize(640, 600);
    const table = await workbench().editors.webview(/Orders/);
    await table.getByRole("button", { name: "Export…" }).waitFor();
    await workbench().shot("31-narrow");
    await workbench().resize(1280, 900);
  });
});
