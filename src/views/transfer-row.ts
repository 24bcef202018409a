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
  { transferIds, actionFailures, stateHistory, isModifiable }: TransferRowSources,
  now: number,
): Row {
  const { transfer, firstSeenAt, urgency } = status;
  const { domain, state } = transfer;
  const id = transferRowId(transfer);
  if (transfer.isUnreadable) return createUnreadableRow(id, domain);
  const failure = actionFailures.get(accountId, id);
  const timeLeft = timeLeftText(status, now);
  const resentAt = stateHistory.resentAt(accountId, domain, state);
  const getFields = (transferId: string | undefined) => transferFields(status, transferId, resentAt);
  return {
    id,
    get signature() {
      return createSignature(
        transfer.fields,
        timeLeft,
        firstSeenAt,
        resentAt,
        urgency?.reason,
        failure?.why,
        isModifiable,
      );
    },
    commandData: { transfer, account: accountId, domain, copy: domain, subject: id },
    createItem: () =>
      createTransferItem(accountId, status, { timeLeft, isResent: resentAt !== undefined, failure, isModifiable }),
    createHover: async (signal) =>
      createTransferHover(status, getFields(await transferIds.load(domain, signal).catch(() => "")), failure),
    children: createDeferredRows(() => createFieldRows(id, getFields(transferIds.get(accountId, domain)))),
  };
}

/** What a row shows besides the list. */
export interface TransferRowSources extends Pick<AppState, "transferIds" | "actionFailures" | "stateHistory"> {
  /** Whether the account may modify transfers. */
  readonly isModifiable: boolean;
}

interface TransferItemDetails {
  readonly timeLeft: string;
  /** Whether the FOA was resent in the present state. */
  readonly isResent: boolean;
  readonly failure: ActionFailure | undefined;
  readonly isModifiable: boolean;
}

function createTransferItem(
  accountId: string,
  status: TransferStatus,
  { timeLeft, isResent, failure, isModifiable }: TransferItemDetails,
): vscode.TreeItem {
  const { transfer, urgency } = status;
  const { domain, state } = transfer;
  // What needs the user, or how long that takes, comes first: a narrow side bar cuts off the end.
  const start = urgency ? urgencyShortText(urgency.reason) : timeLeft;
  const item = new vscode.TreeItem(joinNonEmpty(" · ", start, toDisplayDomain(domain)));
  const resentNote = isResent ? vscode.l10n.t("FOA resent") : "";
  item.description = joinNonEmpty(" · ", failureText(failure), transferSummaryText(status), resentNote);
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
      resentNote,
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

/** All fields of a transfer, and what was seen of it. */
function transferFields(
  { transfer, firstSeenAt }: TransferStatus,
  transferId = "",
  resentAt: number | undefined,
): [string, string][] {
  const { domain, state, ownerEmail, adminEmail, fields } = transfer;
  return [
    [vscode.l10n.t("Domain"), domain],
    [vscode.l10n.t("DMAPI state"), state],
    [vscode.l10n.t("Owner email"), ownerEmail],
    [vscode.l10n.t("Admin email"), adminEmail],
    [vscode.l10n.t("Transfer ID"), transferId],
    [vscode.l10n.t("First seen in this state"), firstSeenAt === undefined ? "" : formatDateTime(firstSeenAt)],
    [vscode.l10n.t("FOA resent from VS Code"), resentAt === undefined ? "" : formatDateTime(resentAt)],
    ...listUnknownFields(fields, [domain, state, ownerEmail, adminEmail, transferId]).map(
      ([name, value]): [string, string] => [name, value],
    ),
  ];
}

function createTransferHover(
  status: TransferStatus,
  fields: readonly [string, string][],
  failure: ActionFailure | undefined,
): vscode.MarkdownString {
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
      ...fields.slice(1), // the domain is the title
    ],
  });
}
