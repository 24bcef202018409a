import * as assert from "node:assert/strict";
import { useWorkbench } from "./driver";

describe("The packaged extension", () => {
  const workbench = useWorkbench();

  it("is installed and shows its four views", async () => {
    await workbench().openView("Joker.com");
    assert.deepEqual(await workbench().viewTitles(), ["Transfers", "Orders", "Results", "Account"]);
    await workbench().shot("views");
  });
});
