import * as vscode from "vscode";
import type { Watched } from "../data/attention";
import type { Data } from "../data/data";
import { transferSubject, type Mishap } from "../data/mishaps";
import { lookOf } from "../data/transfer-states";
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
import { readableName } from "../names/readable-name";
import { cardOf } from "../workbench/markdown";
import { fieldRows } from "./field";
import { iconOf } from "./group";
import { mishapLook, mishapText } from "./mishap";
import { otherFields } from "./other-fields";
import { rowsMade, stampOf, type Row } from "./row";
import { joined, momentText } from "./texts";

/** A pending transfer of `account` (a record's id). Commands read `transfer` from the row they are called on. */
export function transferRow(account: string, watched: Watched, { transferIds, mishaps }: Lasting): Row {
  const { transfer, since, attention } = watched;
  const { domain } = transfer;
  const id = transferSubject(transfer);
  const mishap = mishaps.of(account, id);
  const fields = () => fieldRows(id, fieldsOf(watched, transferIds.of(account, domain)));
  return {
    id,
    get stamp() {
      return stampOf(transfer.fields, transfer.state, since, attention?.reason, mishap?.why);
    },
    about: { transfer, account, domain, copy: domain, subject: id },
    item: () => itemOf(account, watched, mishap),
    details: async (signal) => cardOfTransfer(watched, await transferIds.read(domain, signal).catch(() => ""), mishap),
    children: rowsMade(fields),
  };
}

/** What is known of transfers beyond the list. */
export type Lasting = Pick<Data, "transferIds" | "mishaps">;

function itemOf(account: string, watched: Watched, mishap: Mishap | undefined): vscode.TreeItem {
  const { transfer, attention } = watched;
  const { domain, state } = transfer;
  const item = new vscode.TreeItem(domain);
  const why = attention ? reasonText(attention.reason) : "";
  const said = joined(" · ", mishapText(mishap), stateText(state), why);
  item.description = said;
  const look = { ...lookOf(state), ...(attention && { colour: attentionColours[attention.when] }) };
  item.iconPath = iconOf(mishap ? mishapLook : look);
  item.contextValue = ["transfer", ...abilities(transfer), ...(mishap ? ["mishap"] : [])].join(" ");
  const actor = stateActor(state);
  const who = actor && vscode.l10n.t("waiting for: {0}", actor);
  item.accessibilityInformation = { label: joined(", ", domain, said, who, deadlineText(watched)) };
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

function deadlineText({ deadline }: Watched): string {
  return deadline === undefined ? "" : vscode.l10n.t("deadline: {0}", momentText(deadline));
}

/** Everything known of a transfer: what the list tells, and since when it has been in its state. */
function fieldsOf({ transfer, since }: Watched, transferId = ""): [string, string][] {
  const { domain, state, ownerEmail, adminEmail, fields } = transfer;
  return [
    [vscode.l10n.t("Domain"), domain],
    [vscode.l10n.t("DMAPI state"), state],
    [vscode.l10n.t("Owner email"), ownerEmail],
    [vscode.l10n.t("Admin email"), adminEmail],
    [vscode.l10n.t("Transfer ID"), transferId],
    [vscode.l10n.t("First seen in this state"), since === undefined ? "" : momentText(since)],
    ...otherFields(fields, [domain, state, ownerEmail, adminEmail, transferId]).map(
      ([name, value]): [string, string] => [name, value],
    ),
  ];
}

/** What hovering over a transfer tells; `transferId` is empty where it is not known. */
export function cardOfTransfer(watched: Watched, transferId = "", mishap?: Mishap): vscode.MarkdownString {
  const { transfer, attention, deadline } = watched;
  const { domain, state } = transfer;
  return cardOf({
    title: joined(" · ", ...new Set([domain, readableName(domain)])),
    sentences: [
      mishapText(mishap),
      joined(" · ", stateText(state), stepText(state)),
      attention ? vscode.l10n.t("Needs your attention: {0}.", reasonText(attention.reason)) : "",
      stateHint(state),
    ],
    facts: [
      [vscode.l10n.t("Waiting for"), stateActor(state)],
      [vscode.l10n.t("Duration"), limitText(state)],
      [vscode.l10n.t("Deadline"), deadline === undefined ? "" : momentText(deadline)],
      [vscode.l10n.t("What you can do"), whatYouCanDo(state)],
      ...fieldsOf(watched, transferId).slice(1),
    ],
  });
}
