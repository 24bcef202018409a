import { authIdMaskingTests } from "./signed-in/auth-id-masking";
import { cancelManyTests } from "./signed-in/cancel-many-transfers";
import { orderGridTests } from "./signed-in/order-grid";
import { errorStateTests } from "./signed-in/view-error-states";
import { viewKeyTests } from "./signed-in/view-keybindings";
import { orderTableLayoutTests } from "./signed-in/order-table-layout";
import { themeAndWidthTests } from "./signed-in/themes-and-widths";
import { orderTableTests } from "./signed-in/order-table";
import { transferPageTests } from "./signed-in/transfer-page";
import { openAndSignIn, useWorkbenchAndSandbox, type Opened } from "./with-sandbox";

const suites: Readonly<Record<string, (opened: Opened) => void>> = {
  "The grid of orders": orderGridTests,
  "The layout of the order table": orderTableLayoutTests,
  "In every theme and at every width": themeAndWidthTests,
  "The order table in VS Code": orderTableTests,
  "Keys in the views": viewKeyTests,
  "The page of a transfer": transferPageTests,
  "Canceling many transfers": cancelManyTests,
  "A result with an Auth-ID": authIdMaskingTests,
  "Error states": errorStateTests,
};

// These suites share one workbench, because starting and signing in take as long as many of their tests.
describe("Signed in to one account", () => {
  const opened = useWorkbenchAndSandbox();

  before("sign in", () => openAndSignIn(opened.workbench()));

  for (const [title, tests] of Object.entries(suites)) {
    describe(title, () => {
      tests(opened);
      after("close the editors", () => opened.workbench().closeEditors());
    });
  }
});
