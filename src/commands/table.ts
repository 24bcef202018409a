import * as vscode from "vscode";
import * as z from "zod/mini";
import { copyFormats, type TableAct } from "../messages/host";
import { rowContext } from "../messages/table";
import type { OrderTables } from "../table/tables";
import { HumanError } from "../workbench/human-error";
import { register, type Desk } from "./desk";

/** Commands of the menu over a row and of the palette, which go to the table in front. */
export function registerTableCommands(desk: Desk, tables: OrderTables): vscode.Disposable {
  const act = (what: TableAct) => {
    if (!tables.latest) throw new HumanError(vscode.l10n.t("No order table is open."));
    tables.latest.act(what);
  };
  const copies = copyFormats.map((format) => [
    `joker.table.copy${format[0]?.toUpperCase() ?? ""}${format.slice(1)}`,
    () => act({ action: "copy", format }),
  ]);
  return register(desk, {
    ...(Object.fromEntries(copies) as Record<string, () => void>),
    "joker.table.filterByValue": (context) => act({ action: "filter", ...cellOf(context) }),
    "joker.table.openResult": () => act({ action: "openResult" }),
    "joker.table.showTransfer": () => act({ action: "showTransfer" }),
    "joker.table.export": () => act({ action: "export" }),
    "joker.table.refresh": () => act({ action: "refresh" }),
  });
}

/** The cell a menu was opened on; nothing from the palette. */
function cellOf(context: unknown): { column?: string; value?: string } {
  const read = z.safeParse(rowContext, context);
  return read.success ? { column: read.data.column, value: read.data.value } : {};
}
