import * as vscode from "vscode";
import { stateHint, stateText } from "../data/transfer-texts";
import { canResendFoa, cancelIsDocumented, mayCancel, type Transfer } from "../dmapi/model";
import { otherFields } from "./other-fields";

/** A pending transfer. Commands read `transfer` from the row they are called on. */
export class TransferItem extends vscode.TreeItem {
  constructor(readonly transfer: Transfer) {
    super(transfer.domain);
    this.id = `transfer:${transfer.domain}`;
    this.description = stateText(transfer.state);
    this.iconPath = iconOf(transfer.state);
    this.contextValue = ["transfer", ...abilities(transfer)].join(" ");
    this.tooltip = tooltipOf(transfer);
    this.accessibilityInformation = { label: `${transfer.domain}, ${stateText(transfer.state)}` };
    this.command = { command: "joker.transfer.show", title: vscode.l10n.t("Show Transfer"), arguments: [this] };
  }
}

function abilities(transfer: Transfer): string[] {
  const may: [string, boolean][] = [
    ["resendFoa", canResendFoa(transfer)],
    ["cancelInline", cancelIsDocumented(transfer)],
    ["cancel", mayCancel(transfer)],
  ];
  return may.filter(([, can]) => can).map(([ability]) => ability);
}

function tooltipOf({ domain, state, ownerEmail, adminEmail, fields }: Transfer): string {
  const lines = [
    `${domain}: ${stateText(state)} (${state})`,
    stateHint(state),
    ownerEmail && vscode.l10n.t("Owner: {0}", ownerEmail),
    adminEmail && vscode.l10n.t("Admin: {0}", adminEmail),
    ...otherFields(fields, [domain, state, ownerEmail, adminEmail]),
  ];
  return lines.filter((line) => line !== "").join("\n");
}

function iconOf(state: string): vscode.ThemeIcon {
  const icons: Record<string, [icon: string, color?: string]> = {
    PENDING_FOA_SENDING: ["tools", "list.warningForeground"],
    FOA_BEEN_SENT: ["mail", "list.warningForeground"],
    FOA_NACK: ["error", "list.errorForeground"],
    FOA_ACK: ["check"],
    REGISTRY_REQUEST_SENT: ["export"],
    REGISTRY_REQUEST_RECEIVED_NOW_WAITING: ["clock"],
    REGISTRY_CANCELATION_PENDING: ["circle-slash"],
    DOMAIN_WITH_JOKER_PENDING_COMPLETE: ["home"],
    PAYMENT_COMMITTED: ["credit-card"],
    TRANSFER_PROCESSED_SUCCESSFULLY: ["pass", "testing.iconPassed"],
  };
  const [icon, color] = icons[state] ?? ["circle-outline"];
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}
