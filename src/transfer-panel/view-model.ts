import * as vscode from "vscode";
import { canResendFoa, computeDeadline, findStateInfo, isCancellation } from "../state/transfer-states";
import { capitalize } from "../state/display-names";
import { findUrgency } from "../state/urgency";
import {
  stateLimitText,
  phaseLongText,
  actorText,
  stateDescription,
  stateText,
  nextActionText,
} from "../state/transfer-texts";
import type { TransferAction, TransferViewModel } from "../messages/transfer-messages";
import { stripControlCharacters } from "../workbench/sanitize";
import {
  getAdminEmail,
  getOwnerEmail,
  getReplyText,
  getStateSince,
  getState,
  getTransferId,
  type TransferSnapshot,
} from "./transfer-snapshot";
import { computePhasePath, type PhaseStatus } from "./phase-path";
import type { ProgressStep } from "./progress-steps";
import { formatDateTime, localTimeZoneName } from "../workbench/formats";

type ViewModelPart<Name extends keyof TransferViewModel> = TransferViewModel[Name];

/** The headline of a transfer. @param now epoch ms */
export function createHeadline(snapshot: TransferSnapshot, now: number): ViewModelPart<"headline"> {
  const state = getState(snapshot);
  const empty = { turn: "", deadline: "", advice: "", copy: "", tone: "normal" } as const;
  if (state === "") return { ...empty, title: vscode.l10n.t("Loading transfer…") };
  if (snapshot.hasLeftList) return { ...empty, ...createEndedHeadline(snapshot) };
  const since = getStateSince(snapshot);
  const title = stripControlCharacters(findStateInfo(state) ? capitalize(stateText(state)) : state);
  const turn = describeTurn(state);
  return {
    title,
    turn: title.toLowerCase().includes(turn.toLowerCase()) ? "" : turn,
    deadline: describeDeadline(state, since),
    advice: nextActionText(state),
    copy: isOwnerToBeContacted(snapshot) ? "owner" : "",
    tone: findTone(state, since, now),
  };
}

/** The headline of a transfer that has left the list: how it ended is known only if its last state says so. */
function createEndedHeadline(
  snapshot: TransferSnapshot,
): Pick<ViewModelPart<"headline">, "title" | "turn" | "advice" | "tone"> {
  const state = getState(snapshot);
  const title = vscode.l10n.t("No longer pending");
  if (isCompleted(state)) return { title: capitalize(stateText(state)), turn: title, advice: "", tone: "done" };
  if (isRejected(state)) return { title: capitalize(stateText(state)), turn: title, advice: "", tone: "error" };
  const since = getStateSince(snapshot);
  const stateName = stripControlCharacters(stateText(state));
  const turn =
    since === undefined
      ? vscode.l10n.t("Last state: {0}", stateName)
      : vscode.l10n.t("Last state: {0}, first seen {1}", stateName, formatDateTime(since));
  const outcome = vscode.l10n.t("DMAPI does not report how a transfer ended.");
  const details = snapshot.fields
    ? vscode.l10n.t("The details below are the last ones received.")
    : vscode.l10n.t("Only the states seen earlier are known.");
  return { title, turn, advice: `${outcome} ${details}`, tone: "normal" };
}

/** After a rejection, and where the address is known. */
function isOwnerToBeContacted(snapshot: TransferSnapshot): boolean {
  return isRejected(getState(snapshot)) && getOwnerEmail(snapshot) !== "";
}

function findTone(state: string, since: number | undefined, now: number): ViewModelPart<"headline">["tone"] {
  if (isRejected(state)) return "error";
  if (isCompleted(state)) return "done";
  return findUrgency(state, since, now) ? "attention" : "normal";
}

function isRejected(state: string): boolean {
  return findStateInfo(state)?.foaAnswer === "rejected";
}

/** Whether nothing is left to be done: it is completed, or its cancellation was requested. */
export function isOver(state: string): boolean {
  return isCompleted(state) || isCancellation(state);
}

function isCompleted(state: string): boolean {
  return findStateInfo(state)?.notification === "transferCompleted";
}

/** Whose turn it is; empty if it is no one's or not known. */
function describeTurn(state: string): string {
  const actor = findStateInfo(state)?.actor;
  if (actor === undefined || actor === "nobody") return "";
  return actor === "you" ? vscode.l10n.t("Your turn") : vscode.l10n.t("Waiting for {0}", actorText(actor));
}

/** The action that helps now; undefined where the best is to wait. */
export function findPrimaryAction(state: string): TransferAction | undefined {
  return canResendFoa({ state }) ? "resendFoa" : undefined;
}

/** To whom an action sends; empty for one that sends nothing, and while no address is known. */
export function describeRecipient(action: TransferAction, snapshot: TransferSnapshot): string {
  const recipient = getOwnerEmail(snapshot) || getAdminEmail(snapshot);
  return action === "resendFoa" && recipient !== "" ? vscode.l10n.t("The FOA will be resent to {0}.", recipient) : "";
}

/** The values of the transfer, most of which can be copied. */
export function createFacts(snapshot: TransferSnapshot): ViewModelPart<"facts"> {
  const state = getState(snapshot);
  const since = snapshot.hasLeftList ? undefined : getStateSince(snapshot);
  const facts: [label: string, value: string, copy?: string][] = [
    [vscode.l10n.t("First seen in this state"), since === undefined ? "" : formatDateTime(since)],
    [vscode.l10n.t("FOA resent from VS Code"), formatResentTime(snapshot)],
    // Of all times of the page.
    [vscode.l10n.t("Time zone"), snapshot.history.length > 0 ? localTimeZoneName() : ""],
    [vscode.l10n.t("Owner email"), getOwnerEmail(snapshot), "owner"],
    [vscode.l10n.t("Admin email"), getAdminEmail(snapshot), "admin"],
    [vscode.l10n.t("Transfer ID"), getTransferId(snapshot), "transfer-id"],
    [vscode.l10n.t("Domain"), snapshot.domain, "domain"],
    [vscode.l10n.t("DMAPI state"), state, "state"],
  ];
  return facts
    .filter(([, value]) => value !== "")
    .map(([label, value, copy = ""]) => ({ label, value: stripControlCharacters(value), copy }));
}

/** When the FOA was last resent; empty if it was not. */
function formatResentTime({ history }: TransferSnapshot): string {
  const resentAt = history.findLast((observed) => observed.resentAt !== undefined)?.resentAt;
  return resentAt === undefined ? "" : formatDateTime(resentAt);
}

/** The state may have started before it was first seen, so the deadline is the latest possible one. */
function describeDeadline(state: string, since: number | undefined): string {
  const [limit, deadline] = [stateLimitText(state), computeDeadline(state, since)];
  if (limit === "") return "";
  if (deadline === undefined) return vscode.l10n.t("Duration: {0}", limit);
  return vscode.l10n.t("No later than {0} ({1} after it was first seen)", formatDateTime(deadline), limit);
}

/** The text that a copy button copies, as sent; undefined for an unknown button. */
export function getCopyText(snapshot: TransferSnapshot, what: string): string | undefined {
  const texts: Partial<Record<string, string>> = {
    owner: getOwnerEmail(snapshot),
    admin: getAdminEmail(snapshot),
    "transfer-id": getTransferId(snapshot),
    domain: snapshot.domain,
    state: getState(snapshot),
    reply: getReplyText(snapshot),
  };
  return texts[what];
}

/** The path of the transfer: its phases, each with its steps. */
export function createPhases(snapshot: TransferSnapshot): ViewModelPart<"phases"> {
  const seenStates = snapshot.history.map(({ state }) => state);
  return computePhasePath(getState(snapshot), seenStates, snapshot.hasLeftList).map(({ phase, status, steps }) => ({
    title: phaseLongText(phase),
    status,
    statusLabel: describePhase(status),
    steps: steps.map((step) => createStep(snapshot, step)),
  }));
}

function describePhase(status: PhaseStatus): string {
  const texts: Record<PhaseStatus, string> = {
    done: vscode.l10n.t("done"),
    current: vscode.l10n.t("current"),
    rejected: vscode.l10n.t("rejected"),
    canceling: vscode.l10n.t("cancellation requested"),
    last: vscode.l10n.t("last known"),
    upcoming: vscode.l10n.t("upcoming"),
    skipped: vscode.l10n.t("not reached"),
    unclear: vscode.l10n.t("not observed"),
  };
  return texts[status];
}

function createStep(
  { history }: TransferSnapshot,
  { state, status, isDetour }: ProgressStep,
): ViewModelPart<"phases">[number]["steps"][number] {
  const seenAt = history.findLast((observed) => observed.state === state)?.at;
  return {
    state,
    title: capitalize(stateText(state)),
    text: status === "present" || status === "rejected" ? stateDescription(state) : "",
    firstSeen: seenAt === undefined ? "" : vscode.l10n.t("first seen {0}", formatDateTime(seenAt)),
    place: status,
    positionLabel: describeStatus(status),
    isDetour,
  };
}

function describeStatus(status: ProgressStep["status"]): string {
  const texts: Record<ProgressStep["status"], string> = {
    passed: vscode.l10n.t("Done"),
    present: vscode.l10n.t("Current state"),
    rejected: vscode.l10n.t("Rejected"),
    last: vscode.l10n.t("Last state seen"),
    canceled: vscode.l10n.t("State before the cancellation request"),
    ahead: vscode.l10n.t("Upcoming"),
    possible: vscode.l10n.t("Possible"),
    off: vscode.l10n.t("Skipped"),
    unclear: vscode.l10n.t("Done or upcoming"),
  };
  return texts[status];
}

/** The static texts of the page. */
export function createStrings(): ViewModelPart<"strings"> {
  return {
    refresh: vscode.l10n.t("Refresh"),
    copy: vscode.l10n.t("Copy"),
    copied: vscode.l10n.t("Copied"),
    copyReply: vscode.l10n.t("Copy Reply"),
    copyOwner: vscode.l10n.t("Copy Owner Email"),
    facts: vscode.l10n.t("Transfer details"),
    path: vscode.l10n.t("Transfer progress"),
    reply: vscode.l10n.t("Raw reply"),
    actions: vscode.l10n.t("Actions"),
    busy: vscode.l10n.t("Contacting Joker.com…"),
    help: vscode.l10n.t("What the states mean"),
  };
}
