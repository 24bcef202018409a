export type { DialogState } from "./dialog";
export type { Notification } from "./notifications";
export type { QuickItem, QuickState } from "./quickInput";
export type { Row, RowMatch } from "./rows";
export type { StatusItem } from "./statusBar";
export { View } from "./view";
export { eventually, until } from "./wait";
export { startWorkbench, themes, useWorkbench, Workbench } from "./workbench";
export type { WorkbenchOptions } from "./workbench";
