import assert from "node:assert/strict";
import { eventually } from "../eventually";
import { pickRandomQuirks } from "../../src/sandbox/server";
import { OrderTablePage } from "./driver";
import { step } from "./driver/step";
import { signIn, useWorkbenchAndSandbox } from "./with-sandbox";

const waiting = "REGISTRY_REQUEST_RECEIVED_NOW_WAITING";

describe("A server whose replies are spelled differently", () => {
  const { workbench, sandbox } = useWorkbenchAndSandbox();
  const view = (title: string) => workbench().view(title);

  before("open the views", () => workbench().openView("Joker.com"));

  for (const seed of [11, 22, 33])
    it(`is signed in to, listed, opened, deleted from, canceled at and tabulated as any other (quirks ${seed})`, async () => {
      const { editors, notifications, dialog } = workbench();
      sandbox().control.setQuirks(pickRandomQuirks(seed));
      const { transfers } = sandbox().control.getSnapshot();
      const { domain } = transfers.find(({ state }) => state !== waiting) ?? assert.fail("no transfer");
      sandbox().control.setTransfer(domain, waiting);
      await step("sign in and see the views", async () => {
        await signIn(workbench());
        await view("Transfers").row(domain);
        await view("Orders").row(({ label }) => label.length > 0);
        await notifications.clear();
      });
      await step("open a failed result and delete it", async () => {
        const failed = await view("Results").row(({ icon }) => icon === "error");
        const isIt = ({ label, description, icon }: typeof failed) =>
          label === failed.label && description === failed.description && icon === "error";
        await view("Results").click(isIt);
        await editors.opened(/./);
        await eventually(async () => assert.match(await editors.text(), /nack/));
        await view("Results").inline(isIt, "Delete Result");
        await dialog.shown();
        await dialog.click("Delete Result");
        await notifications.shown(/was deleted/);
        await notifications.clear();
      });
      await step("cancel a transfer", async () => {
        await view("Transfers").inline(domain, "Cancel Transfer");
        await dialog.shown();
        await dialog.click("Cancel Transfer");
        await view("Transfers").description(domain, "cancellation requested");
      });
      await step("tabulate the orders", async () => {
        const table = await OrderTablePage.openNew(workbench());
        assert((await table.grid.rowCount()) > 10);
        await workbench().closeEditors();
      });
      await step("sign out", async () => {
        await workbench().palette("Joker: Sign Out");
        await notifications.shown(/Signed out/);
        await notifications.clear();
      });
    });
});
