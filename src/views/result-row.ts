import * as vscode from "vscode";
import { resultSubject, type Mishap } from "../data/mishaps";
import type { ResultReasons } from "../data/result-reasons";
import { resultStatusText } from "../data/wording";
import { canDelete, type Result } from "../dmapi/model";
import { cardOf } from "../workbench/markdown";
import { iconOf } from "./group";
import { mishapLook, mishapText } from "./mishap";
import { otherFields } from "./other-fields";
import { stampOf, type Row } from "./row";
import { joined } from "./texts";
import { own } from "../workbench/own";

interface About {
  /** A record's id. */
  readonly account: string;
  readonly result: Result;
  readonly reasons: ResultReasons;
  readonly mishap: Mishap | undefined;
  /** Epoch ms. */
  readonly now: number;
}

/** The answer to an asynchronous request. Commands read `result` from the row they are called on. */
export function resultRow(about: About): Row {
  const { account, result, mishap } = about;
  const { procId, svTrId } = result;
  const id = resultSubject(result);
  const age = ageText(result.timeStamp, about.now);
  return {
    id,
    get stamp() {
      return stampOf(result.fields, result.status, age, result.isDeleted, mishap?.why);
    },
    about: { result, account, procId, svTrId, copy: procId, subject: id },
    item: () => itemOf(about, age),
    details: (signal) => cardOfResult(about, signal),
  };
}

/** The icon of a status; an unknown one has a question mark. What was deleted looks the same however it ended. */
function resultLook({ status, isDeleted }: Result): { readonly icon: string; readonly colour?: string } {
  if (isDeleted) return { icon: "trash", colour: "disabledForeground" };
  const looks: Partial<Record<string, { icon: string; colour?: string }>> = {
    ack: { icon: "pass", colour: "testing.iconPassed" },
    nack: { icon: "error", colour: "charts.red" },
    pending: { icon: "clock" },
  };
  return own(looks, status) ?? { icon: "question" };
}

function itemOf({ account, result, mishap }: About, age: string): vscode.TreeItem {
  const { object, requestType, status, procId, svTrId, isDeleted } = result;
  const item = new vscode.TreeItem(object || requestType);
  const deleted = isDeleted ? vscode.l10n.t("deleted") : "";
  const failure = mishapText(mishap);
  item.description = joined(" · ", failure, requestType, age, deleted);
  item.iconPath = iconOf(mishap ? mishapLook : resultLook(result));
  item.contextValue = joined(" ", "result", ...abilities(result), mishap ? "mishap" : "");
  const label = joined(", ", object, failure, requestType, resultStatusText(status), age, deleted);
  item.accessibilityInformation = { label };
  if (isDeleted) return item;
  const about = { result, account, procId, svTrId };
  item.command = { command: "joker.result.open", title: vscode.l10n.t("Open Result"), arguments: [about] };
  return item;
}

/** Words for menus: what is deleted has nothing to be opened or deleted. */
function abilities(result: Result): string[] {
  if (result.isDeleted) return ["deleted"];
  return [...(canDelete(result) ? ["finished"] : []), ...(result.status === "nack" ? ["failed"] : [])];
}

/** What hovering tells. */
async function cardOfResult(about: About, signal: AbortSignal): Promise<vscode.MarkdownString> {
  const { object, requestType, status, timeStamp, procId, svTrId, clTrId, fields, isDeleted } = about.result;
  const deleted = isDeleted ? vscode.l10n.t("The content was deleted. Joker.com keeps only the status.") : "";
  return cardOf({
    title: joined(" · ", object, requestType),
    sentences: [mishapText(about.mishap), resultStatusText(status), await reasonOf(about, signal), deleted],
    facts: [
      [vscode.l10n.t("Requested"), timeStamp],
      ["Proc ID", procId],
      ["Tracking ID", svTrId],
      ["Client transaction ID", clTrId === "-" ? "" : clTrId],
      ...otherFields(fields, [object, requestType, status, timeStamp, procId, svTrId, clTrId, "?"]),
    ],
  });
}

/** Why it failed. Asked for once; without an answer the card lacks it, and of what was deleted nobody can know. */
async function reasonOf({ result, reasons }: About, signal: AbortSignal): Promise<string> {
  if (result.status !== "nack") return "";
  if (result.isDeleted) return reasons.of(result) ?? "";
  return reasons.read(result, signal).catch(() => "");
}

const dayLength = 86_400_000;
/** One for all rows: making a format takes longer than using it. */
let ages: Intl.RelativeTimeFormat | undefined;

/**
 * How many days ago a result was requested, as `yesterday`; as sent where it is no time. DMAPI does not state the zone, so
 * nothing finer is told.
 */
export function ageText(timeStamp: string, now: number): string {
  const [, year, month, date] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(timeStamp) ?? [];
  const at = Date.parse(`${year}-${month}-${date}T00:00:00Z`);
  if (Number.isNaN(at)) return timeStamp;
  const days = Math.max(0, Math.floor(now / dayLength) - Math.floor(at / dayLength));
  ages ??= new Intl.RelativeTimeFormat(vscode.env.language, { numeric: "auto" });
  return ages.format(-days, "day");
}
