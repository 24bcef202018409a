import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "../eventually";
import { root } from "../vscode/root.mjs";
import { OrderTablePage, TransferPage, type themes } from "./driver";
import { domainsIn, openAndSignIn, useWorkbenchAndSandbox } from "./with-sandbox";

const size = { width: 1080, height: 760 };
/** Below VS Code's title bar, above its status bar. */
const body = { x: 0, y: 36, width: size.width, height: 440 };

const isAskedFor = process.env["JOKER_PAGE_PICTURES"] !== undefined;

/** The pictures of README.md. `npm run pictures` takes them and puts them into media/page; other runs need none. */
(isAskedFor ? describe : describe.skip)("The pictures of the extension's page", () => {
  const { workbench, sandbox } = useWorkbenchAndSandbox();

  before("sign in", () => openAndSignIn(workbench()));

  /** Shows these views alone, from their first rows on. */
  async function showViews(...titles: readonly string[]): Promise<void> {
    for (const title of ["Transfers", "Orders", "Results", "Account"])
      await workbench().view(title).fold(!titles.includes(title));
    for (const title of titles) await workbench().view(title).scrollToTop();
  }

  for (const theme of ["light", "dark"] satisfies (keyof typeof themes)[]) {
    describe(`in ${theme}`, () => {
      /** Writes test/e2e/screenshots/page-<name>-<theme>.png. */
      async function take(name: string, clip = body): Promise<void> {
        const { page, notifications } = workbench();
        await notifications.clear();
        await page.mouse.move(size.width - 1, size.height - 1);
        const folder = join(root, "test", "e2e", "screenshots");
        await mkdir(folder, { recursive: true });
        const path = join(folder, `page-${name}-${theme}.png`);
        await page.screenshot({ path, clip, animations: "disabled", caret: "hide" });
      }

      beforeEach("set size and theme", async () => {
        await workbench().resize(size.width, size.height);
        await workbench().theme(theme);
        await workbench().closeEditors();
        await workbench().openView("Joker.com");
      });

      it("show transfers", async () => {
        const [domain = ""] = domainsIn(sandbox(), "FOA_BEEN_SENT");
        await showViews("Transfers");
        const page = await TransferPage.open(workbench(), domain);
        await page.button("Resend FOA").waitFor();
        await take("transfers");
      });

      it("show orders", async () => {
        await showViews("Transfers", "Orders", "Results", "Account");
        const table = await OrderTablePage.openNew(workbench());
        await table.grid.element.waitFor();
        await take("overview", { x: 0, y: 0, ...size });
        await workbench().palette("View: Toggle Primary Side Bar Visibility");
        try {
          await table.group("Type");
          await table.grid.groups.first().waitFor();
          await take("orders", { ...body, height: 520 });
        } finally {
          await workbench().palette("View: Toggle Primary Side Bar Visibility");
        }
      });

      it("show a statement", async () => {
        const { quick } = workbench();
        await quick.command("Joker: Export Statement…");
        await eventually(async () => assert(((await quick.state())?.items.length ?? 0) > 1));
        await take("statement", { x: 150, y: 0, width: 700, height: 300 });
        await quick.escape();
      });

      it("show results", async () => {
        await showViews("Results");
        const results = workbench().view("Results");
        const { label } = await results.row(({ icon }) => icon === "error");
        await results.click(label);
        await workbench().editors.opened(new RegExp(label));
        await take("results", { ...body, height: 560 });
      });

      it("show the balance", async () => {
        await workbench().resize(size.width, 480);
        await showViews("Account");
        await workbench().view("Account").expand("Forecast");
        await take("balance", { x: 0, y: 36, width: 520, height: 444 });
      });
    });
  }
});
