import * as vscode from "vscode";
import { resultRowId, type ActionFailure } from "../state/action-failures";
import type { FailureReasons } from "../state/failure-reasons";
import { requestTypeName, resultName, resultStatusName } from "../state/display-names";
import { dayMs } from "../dmapi/days";
import { canDeleteResult, type Result } from "../dmapi/model";
import { createHoverMarkdown } from "../workbench/markdown";
import { createThemeIcon } from "./group-row";
import { createSignature, type Row } from "./row";
import { joinNonEmpty, failureIcon, failureText } from "./format";
import { getOwn } from "../workbench/sanitize";
import { listUnknownFields } from "./unknown-fields";
import { createUnreadableRow } from "./unreadable-row";
import { toDisplayDomain } from "../idn/display-domain";
import { formatTimeAsSent } from "../workbench/formats";
import { displayLocale } from "../workbench/locale";

interface ResultRowData {
  /** A record's id. */
  readonly account: string;
  readonly result: Result;
  readonly failureReasons: FailureReasons;
  readonly failure: ActionFailure | undefined;
  /** Epoch ms. */
  readonly now: number;
  /** Whether the account may modify results. */
  readonly isModifiable: boolean;
  /** Whether it is the failure of a transfer order whose transfer was canceled. */
  readonly isCanceled: boolean;
}

/** The row of a result. Commands read `result` from the row they are called on. */
export function createResultRow(data: ResultRowData): Row {
  const { account, result, failure } = data;
  const { procId, svTrId } = result;
  const id = resultRowId(result);
  if (result.isUnreadable) return createUnreadableRow(id, result.object);
  const age = formatAge(result.timeStamp, data.now);
  return {
    id,
    get signature() {
      return createSignature(
        result.fields,
        result.status,
        age,
        result.isDeleted,
        failure?.why,
        data.isModifiable,
        data.isCanceled,
      );
    },
    commandData: { result, account, procId, svTrId, copy: procId, subject: id },
    createItem: () => createResultItem(data, age),
    createHover: (signal) => createResultHover(data, signal),
  };
}

/** The icon of a result; a question mark for an unknown status, one icon for all deleted results. */
function findResultIcon({ result: { status, isDeleted }, isCanceled }: ResultRowData): {
  readonly icon: string;
  readonly color?: string;
} {
  if (isDeleted) return { icon: "trash", color: "disabledForeground" };
  if (isCanceled) return { icon: "circle-slash" };
  const icons: Partial<Record<string, { icon: string; color?: string }>> = {
    ack: { icon: "pass", color: "charts.green" },
    nack: { icon: "error", color: "charts.red" },
    pending: { icon: "clock" },
  };
  return getOwn(icons, status) ?? { icon: "question" };
}

function createResultItem(data: ResultRowData, age: string): vscode.TreeItem {
  const { account, result, failure, isModifiable } = data;
  const { object, requestType, status, procId, svTrId, isDeleted } = result;
  const item = new vscode.TreeItem(toDisplayDomain(object) || requestTypeName(requestType));
  const deleted = isDeleted ? vscode.l10n.t("deleted") : "";
  const failureNote = failureText(failure);
  const requestName = object === "" ? "" : requestTypeName(requestType);
  const canceled = data.isCanceled ? vscode.l10n.t("transfer canceled") : "";
  item.description = joinNonEmpty(" · ", failureNote, canceled || requestName, age, deleted);
  item.iconPath = createThemeIcon(failure ? failureIcon : findResultIcon(data));
  item.contextValue = joinNonEmpty(" ", "result", ...contextWords(result, isModifiable), failure ? "mishap" : "");
  const label = joinNonEmpty(", ", resultName(result), failureNote, canceled || resultStatusName(status), age, deleted);
  item.accessibilityInformation = { label };
  if (isDeleted) return item;
  const about = { result, account, procId, svTrId };
  item.command = { command: "joker.result.open", title: vscode.l10n.t("Open Result"), arguments: [about] };
  return item;
}

/** Words for `when` clauses of menus: a deleted result cannot be opened or deleted. */
function contextWords(result: Result, isModifiable: boolean): string[] {
  if (result.isDeleted) return ["deleted"];
  const isFinished = canDeleteResult(result);
  const words: [string, boolean][] = [
    ["finished", isFinished],
    ["deletable", isFinished && isModifiable],
    ["failed", result.status === "nack"],
  ];
  return words.filter(([, applies]) => applies).map(([word]) => word);
}

/** The hover of a result. */
async function createResultHover(data: ResultRowData, signal: AbortSignal): Promise<vscode.MarkdownString> {
  const { object, requestType, status, timeStamp, procId, svTrId, clTrId, fields, isDeleted } = data.result;
  const deleted = isDeleted ? vscode.l10n.t("The content was deleted. Joker.com keeps only the status.") : "";
  return createHoverMarkdown({
    title: resultName(data.result),
    sentences: [
      failureText(data.failure),
      resultStatusName(status),
      data.isCanceled ? vscode.l10n.t("The cancellation of this transfer was requested.") : "",
      await loadReason(data, signal),
      deleted,
    ],
    facts: [
      [vscode.l10n.t("Requested"), formatTimeAsSent(timeStamp)],
      [vscode.l10n.t("Request type"), requestType],
      [vscode.l10n.t("Proc ID"), procId],
      [vscode.l10n.t("Tracking ID"), svTrId],
      [vscode.l10n.t("Client transaction ID"), clTrId === "-" ? "" : clTrId],
      ...listUnknownFields(fields, [object, requestType, status, timeStamp, procId, svTrId, clTrId, "?"]),
    ],
  });
}

/** The failure reason, requested once; empty when the request fails or the result was deleted. */
async function loadReason({ result, failureReasons }: ResultRowData, signal: AbortSignal): Promise<string> {
  if (result.status !== "nack") return "";
  if (result.isDeleted) return failureReasons.get(result) ?? "";
  return failureReasons.load(result, signal).catch(() => "");
}

/** Shared by all rows, because creating a formatter is slow. */
let relativeTimeFormat: Intl.RelativeTimeFormat | undefined;

/**
 * How many days ago a result was requested, such as `yesterday`; as received when it is not a time. Only days, because
 * DMAPI does not document the time zone.
 */
function formatAge(timeStamp: string, now: number): string {
  const [, year, month, date] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(timeStamp) ?? [];
  const at = Date.parse(`${year}-${month}-${date}T00:00:00Z`);
  if (Number.isNaN(at)) return timeStamp;
  const days = Math.max(0, Math.floor(now / dayMs) - Math.floor(at / dayMs));
  relativeTimeFormat ??= new Intl.RelativeTimeFormat(displayLocale(), { numeric: "auto" });
  return relativeTimeFormat.format(-days, "day");
}
