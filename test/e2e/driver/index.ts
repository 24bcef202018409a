export type { Row } from "./tree-rows";
export { nameOf } from "./tree-rows";
export { OrderTablePage } from "./order-table";
export { TransferPage } from "./transfer-page";
export { themes, useWorkbench, Workbench } from "./workbench";
export type { WorkbenchOptions } from "./workbench";
