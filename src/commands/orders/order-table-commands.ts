import * as vscode from "vscode";
import * as z from "zod/mini";
import type { CopyFormat, TableAction } from "../../messages/host-messages";
import { rowContextSchema } from "../../messages/panel-messages";
import type { OrderTablePanels } from "../../order-table/order-table-panels";
import { UserFacingError } from "../../workbench/user-facing-error";
import type { CommandContext } from "../command-context";

/** Registers the commands of the row menu and the palette, which act on the last active order table. */
export function registerOrderTableCommands(context: CommandContext, tables: OrderTablePanels): void {
  const runAction = (action: TableAction) => {
    if (!tables.lastActive)
      throw new UserFacingError(vscode.l10n.t("No order table is open. Open an order table first."));
    tables.lastActive.runAction(action);
  };
  const copy = (format: CopyFormat) => runAction({ action: "copy", format });
  context.registry.addHandlers({
    "joker.table.copyTsv": () => copy("tsv"),
    "joker.table.copyCsv": () => copy("csv"),
    "joker.table.copyJson": () => copy("json"),
    "joker.table.copyMarkdown": () => copy("markdown"),
    "joker.table.filterByValue": (menuContext) => runAction({ action: "filter", ...parseCellContext(menuContext) }),
    "joker.table.openResult": () => runAction({ action: "openResult" }),
    "joker.table.showTransfer": () => runAction({ action: "showTransfer" }),
    "joker.table.export": () => runAction({ action: "export" }),
    "joker.table.refresh": () => runAction({ action: "refresh" }),
  });
}

/** The cell of the context menu; empty when called from the palette. */
function parseCellContext(menuContext: unknown): { column?: string; value?: string } {
  const parsed = z.safeParse(rowContextSchema, menuContext);
  return parsed.success ? { column: parsed.data.column, value: parsed.data.value } : {};
}
