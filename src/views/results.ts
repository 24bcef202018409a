import * as vscode from "vscode";
import { resultStatusText } from "../data/wording";
import { isFinished, type Result } from "../dmapi/model";
import { otherFields } from "./other-fields";

/** The answer to an asynchronous request. Commands read `result` from the row they are called on. */
export class ResultItem extends vscode.TreeItem {
  constructor(readonly result: Result) {
    super(result.object || result.requestType);
    this.id = `result:${result.svTrId}:${result.procId}`;
    this.description = result.requestType;
    this.iconPath = iconOf(result.status);
    this.contextValue = isFinished(result) ? "result finished" : "result";
    this.tooltip = tooltipOf(result);
    this.accessibilityInformation = {
      label: `${result.object}, ${result.requestType}, ${resultStatusText(result.status)}`,
    };
    this.command = { command: "joker.result.open", title: vscode.l10n.t("Open Result"), arguments: [this] };
  }
}

function tooltipOf({ fields, ...known }: Result): string {
  return [
    `${known.object} ${known.requestType}: ${resultStatusText(known.status)}`,
    vscode.l10n.t("Requested: {0}", known.timeStamp),
    `Proc-ID: ${known.procId}`,
    `Tracking-Id: ${known.svTrId}`,
    `ClTrId: ${known.clTrId}`,
    ...otherFields(fields, [...Object.values(known), "?"]),
  ].join("\n");
}

function iconOf(status: string): vscode.ThemeIcon {
  const icons: Record<string, [icon: string, color?: string]> = {
    ack: ["pass", "testing.iconPassed"],
    nack: ["error", "list.errorForeground"],
    pending: ["clock"],
  };
  const [icon, color] = icons[status] ?? ["question"];
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}
