import { domainToUnicode } from "node:url";
import * as vscode from "vscode";
import type { Watched } from "../data/attention";
import { deadlineOf, lookOf } from "../data/transfer-states";
import {
  limitText,
  reasonText,
  stateActor,
  stateHint,
  stateText,
  stepText,
  whatYouCanDo,
} from "../data/transfer-texts";
import { canResendFoa, cancelIsDocumented, mayCancel, type Transfer } from "../dmapi/model";
import { cardOf } from "../workbench/markdown";
import { fieldRows } from "./field";
import { iconOf } from "./group";
import { otherFields } from "./other-fields";
import { rowsMade, type Row } from "./row";
import { joined, momentText } from "./texts";

/** A pending transfer of `account` (a record's id). Commands read `transfer` from the row they are called on. */
export function transferRow(account: string, watched: Watched): Row {
  const { transfer, since, attention } = watched;
  const id = `transfer:${transfer.domain}`;
  const fields = () => fieldRows(id, fieldsOf(watched));
  return {
    id,
    stamp: JSON.stringify([...transfer.fields, transfer.state, since, attention?.reason]),
    about: { transfer, account, domain: transfer.domain, copy: transfer.domain },
    item: () => itemOf(account, watched),
    details: () => cardOfTransfer(watched),
    children: rowsMade(fields),
  };
}

function itemOf(account: string, { transfer, since, attention }: Watched): vscode.TreeItem {
  const { domain, state } = transfer;
  const item = new vscode.TreeItem(domain);
  const said = joined(" · ", stateText(state), attention ? reasonText(attention.reason) : "");
  item.description = said;
  item.iconPath = iconOf({ ...lookOf(state), ...(attention && { colour: attentionColours[attention.when] }) });
  item.contextValue = ["transfer", ...abilities(transfer)].join(" ");
  const actor = stateActor(state);
  const who = actor && vscode.l10n.t("who must act: {0}", actor);
  item.accessibilityInformation = { label: joined(", ", domain, said, who, deadlineText(state, since)) };
  const about = { transfer, account, domain };
  item.command = { command: "joker.transfer.show", title: vscode.l10n.t("Show Transfer"), arguments: [about] };
  return item;
}

const attentionColours = { now: "charts.red", soon: "charts.orange" };

function abilities(transfer: Transfer): string[] {
  const may: [string, boolean][] = [
    ["resendFoa", canResendFoa(transfer)],
    ["cancelInline", cancelIsDocumented(transfer)],
    ["cancel", mayCancel(transfer)],
  ];
  return may.filter(([, can]) => can).map(([ability]) => ability);
}

function deadlineText(state: string, since: number | undefined): string {
  const deadline = deadlineOf(state, since);
  return deadline === undefined ? "" : vscode.l10n.t("over on {0} at the latest", momentText(deadline));
}

/** Everything known of a transfer: what the list tells, and since when it has been in its state. */
function fieldsOf({ transfer, since }: Watched): [string, string][] {
  const { domain, state, ownerEmail, adminEmail, fields } = transfer;
  return [
    [vscode.l10n.t("Domain"), domain],
    [vscode.l10n.t("State"), state],
    [vscode.l10n.t("Owner e-mail"), ownerEmail],
    [vscode.l10n.t("Admin e-mail"), adminEmail],
    [vscode.l10n.t("In this state since at least"), since === undefined ? "" : momentText(since)],
    ...otherFields(fields, [domain, state, ownerEmail, adminEmail]).map(([name, value]): [string, string] => [
      name,
      value,
    ]),
  ];
}

/** What hovering over a transfer tells. */
export function cardOfTransfer(watched: Watched): vscode.MarkdownString {
  const { transfer, since, attention } = watched;
  const { domain, state } = transfer;
  const deadline = deadlineOf(state, since);
  return cardOf({
    title: joined(" · ", domain, readable(domain)),
    sentences: [
      joined(" · ", stateText(state), stepText(state)),
      attention ? vscode.l10n.t("Needs you: {0}.", reasonText(attention.reason)) : "",
      stateHint(state),
    ],
    facts: [
      [vscode.l10n.t("Who must act"), stateActor(state)],
      [vscode.l10n.t("May last"), limitText(state)],
      [vscode.l10n.t("Over at the latest"), deadline === undefined ? "" : momentText(deadline)],
      [vscode.l10n.t("What you can do"), whatYouCanDo(state)],
      ...fieldsOf(watched).slice(1),
    ],
  });
}

/** A domain in its own script where it is written as `xn--`; empty where it is the same. */
export function readable(domain: string): string {
  const unicode = domainToUnicode(domain);
  return unicode === domain ? "" : unicode;
}
