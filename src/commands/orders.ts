import type * as vscode from "vscode";
import { refreshNow, register, type Desk } from "./desk";

/** Commands about orders. */
export function registerOrderCommands(desk: Desk): vscode.Disposable {
  return register(desk, {
    "joker.orders.refresh": () => refreshNow(desk, desk.data.orders),
  });
}
