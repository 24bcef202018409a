import * as vscode from "vscode";
import type { TransferStatus } from "../state/urgency";
import type { AppState } from "../state/app-state";
import { transferRowId, type ActionFailure } from "../state/action-failures";
import { canCancel, canResendFoa, findStateIcon, isCancelDocumented } from "../state/transfer-states";
import {
  deadlineText,
  stateLimitText,
  urgencyReasonText,
  urgencyShortText,
  stateActorText,
  stateDescription,
  stateText,
  timeLeftText,
  transferSummaryText,
  nextActionText,
} from "../state/transfer-texts";
import type { Transfer } from "../dmapi/model";
import { toDisplayDomain } from "../idn/display-domain";
import { createHoverMarkdown } from "../workbench/markdown";
import { createFieldRows } from "./field-row";
import { createThemeIcon } from "./group-row";
import { createDeferredRows, createSignature, type Row } from "./row";
import { joinNonEmpty, failureIcon, failureText } from "./format";
import { listUnknownFields } from "./unknown-fields";
import { createUnreadableRow } from "./unreadable-row";
import { formatDateTime } from "../workbench/formats";

/** The row of a transfer. Commands read `transfer` from the row they are called on. @param accountId an account record's id @param now epoch ms */
export function createTransferRow(
  accountId: string,
  status: TransferStatus,
  { transferIds, actionFailures, isModifiable }: TransferRowSources,
  now: number,
): Row {
  const { transfer, firstSeenAt, urgency } = status;
  const { domain } = transfer;
  const id = transferRowId(transfer);
  if (transfer.isUnreadable) return createUnreadableRow(id, domain);
  const failure = actionFailures.get(accountId, id);
  const timeLeft = timeLeftText(status, now);
  const createFields = () => createFieldRows(id, transferFields(status, transferIds.get(accountId, domain)));
  return {
    id,
    get signature() {
      return createSignature(transfer.fields, timeLeft, firstSeenAt, urgency?.reason, failure?.why, isModifiable);
    },
    commandData: { transfer, account: accountId, domain, copy: domain, subject: id },
    createItem: () => createTransferItem(accountId, status, timeLeft, failure, isModifiable),
    createHover: async (signal) =>
      createTransferHover(status, await transferIds.load(domain, signal).catch(() => ""), failure),
    children: createDeferredRows(createFields),
  };
}

/** What a row shows besides the list. */
export interface TransferRowSources extends Pick<AppState, "transferIds" | "actionFailures"> {
  /** Whether the account may modify transfers. */
  readonly isModifiable: boolean;
}

function createTransferItem(
  accountId: string,
  status: TransferStatus,
  timeLeft: string,
  failure: ActionFailure | undefined,
  isModifiable: boolean,
): vscode.TreeItem {
  const { transfer, urgency } = status;
  const { domain, state } = transfer;
  // What needs the user, or how long that takes, comes first: a narrow side bar cuts off the end.
  const start = urgency ? urgencyShortText(urgency.reason) : timeLeft;
  const item = new vscode.TreeItem(joinNonEmpty(" · ", start, toDisplayDomain(domain)));
  item.description = joinNonEmpty(" · ", failureText(failure), transferSummaryText(status));
  const stateIcon = { ...findStateIcon(state), ...(urgency && { color: urgencyColors[urgency.when] }) };
  item.iconPath = createThemeIcon(failure ? failureIcon : stateIcon);
  item.contextValue = [
    "transfer",
    ...(isModifiable ? contextWords(transfer) : []),
    ...(failure ? ["mishap"] : []),
  ].join(" ");
  const actor = stateActorText(state);
  const actorNote = actor && vscode.l10n.t("waiting for: {0}", actor);
  item.accessibilityInformation = {
    label: joinNonEmpty(
      ", ",
      toDisplayDomain(domain),
      failureText(failure),
      stateText(state),
      urgency ? urgencyReasonText(urgency.reason) : "",
      actorNote,
      status.deadline === undefined ? "" : vscode.l10n.t("deadline: {0}", deadlineText(status.deadline)),
    ),
  };
  const commandData = { transfer, account: accountId, domain };
  item.command = { command: "joker.transfer.show", title: vscode.l10n.t("Show Transfer"), arguments: [commandData] };
  return item;
}

const urgencyColors = { now: "charts.red", soon: "list.warningForeground" };

function contextWords(transfer: Transfer): string[] {
  const abilities: [string, boolean][] = [
    ["resendFoa", canResendFoa(transfer)],
    ["cancelInline", isCancelDocumented(transfer)],
    ["cancel", canCancel(transfer)],
  ];
  return abilities.filter(([, can]) => can).map(([ability]) => ability);
}

/** All fields of a transfer, and when its state was first seen. */
function transferFields({ transfer, firstSeenAt }: TransferStatus, transferId = ""): [string, string][] {
  const { domain, state, ownerEmail, adminEmail, fields } = transfer;
  return [
    [vscode.l10n.t("Domain"), domain],
    [vscode.l10n.t("DMAPI state"), state],
    [vscode.l10n.t("Owner email"), ownerEmail],
    [vscode.l10n.t("Admin email"), adminEmail],
    [vscode.l10n.t("Transfer ID"), transferId],
    [vscode.l10n.t("First seen in this state"), firstSeenAt === undefined ? "" : formatDateTime(firstSeenAt)],
    ...listUnknownFields(fields, [domain, state, ownerEmail, adminEmail, transferId]).map(
      ([name, value]): [string, string] => [name, value],
    ),
  ];
}

/** The hover of a transfer; `transferId` is empty when unknown. */
function createTransferHover(status: TransferStatus, transferId = "", failure?: ActionFailure): vscode.MarkdownString {
  const { transfer, urgency, deadline } = status;
  const { domain, state } = transfer;
  return createHoverMarkdown({
    title: joinNonEmpty(" · ", ...new Set([domain, toDisplayDomain(domain)])),
    sentences: [
      failureText(failure),
      stateText(state),
      urgency ? vscode.l10n.t("Needs your attention: {0}.", urgencyReasonText(urgency.reason)) : "",
      stateDescription(state),
    ],
    facts: [
      [vscode.l10n.t("Waiting for"), stateActorText(state)],
      [vscode.l10n.t("Duration"), stateLimitText(state)],
      [vscode.l10n.t("Deadline"), deadline === undefined ? "" : deadlineText(deadline)],
      [vscode.l10n.t("What you can do"), nextActionText(state)],
      ...transferFields(status, transferId).slice(1),
    ],
  });
}
