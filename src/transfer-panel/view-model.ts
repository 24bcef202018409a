import * as vscode from "vscode";
import { transferPhases, findStateInfo, computeDeadline } from "../state/transfer-states";
import {
  stateLimitText,
  phaseText,
  stateActorText,
  stateDescription,
  stateText,
  stepText,
  nextActionText,
} from "../state/transfer-texts";
import type { TransferViewModel } from "../messages/transfer-messages";
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
import { computeProgressSteps, type ProgressStep } from "./progress-steps";
import { formatDateTime } from "../workbench/formats";

type ViewModelPart<Name extends keyof TransferViewModel> = TransferViewModel[Name];

/** The headline of a transfer. */
export function createHeadline(snapshot: TransferSnapshot): ViewModelPart<"headline"> {
  const state = getState(snapshot);
  if (state === "") return { title: vscode.l10n.t("Loading transfer…"), state: "", step: "" };
  const title = snapshot.hasLeftList ? vscode.l10n.t("no longer pending") : stripControlCharacters(stateText(state));
  return { title, state: stripControlCharacters(state), step: snapshot.hasLeftList ? "" : stepText(state) };
}

/** Who must act, by when, what can be done, and the values that can be copied. */
export function createFacts(snapshot: TransferSnapshot): ViewModelPart<"facts"> {
  const state = getState(snapshot);
  const facts: [label: string, value: string, copy?: string][] = [
    ...(snapshot.hasLeftList || state === "" ? [] : createWaitingFacts(snapshot, state)),
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

function createWaitingFacts(snapshot: TransferSnapshot, state: string): [label: string, value: string][] {
  const since = getStateSince(snapshot);
  return [
    [vscode.l10n.t("Waiting for"), stateActorText(state)],
    [vscode.l10n.t("Deadline"), describeDeadline(state, since)],
    [vscode.l10n.t("What you can do"), nextActionText(state)],
    [vscode.l10n.t("First seen in this state"), since === undefined ? "" : formatDateTime(since)],
  ];
}

/** The state may have started before it was first seen, so the deadline is the latest possible one. */
function describeDeadline(state: string, since: number | undefined): string {
  const [limit, deadline] = [stateLimitText(state), computeDeadline(state, since)];
  if (limit === "" || deadline === undefined) return limit;
  return vscode.l10n.t("{0} ({1} from when first seen)", formatDateTime(deadline), limit);
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

/** The progress steps for all states, by phase. */
export function createPhases(snapshot: TransferSnapshot): ViewModelPart<"phases"> {
  const seenStates = snapshot.history.map(({ state }) => state);
  const steps = computeProgressSteps(getState(snapshot), seenStates, snapshot.hasLeftList);
  return transferPhases.map((phase) => ({
    title: phaseText(phase),
    steps: steps.filter(({ state }) => findStateInfo(state)?.phase === phase).map((step) => createStep(snapshot, step)),
  }));
}

function createStep(
  { history }: TransferSnapshot,
  { state, status, isDetour }: ProgressStep,
): ViewModelPart<"phases">[number]["steps"][number] {
  const seenAt = history.findLast((observed) => observed.state === state)?.at;
  return {
    state,
    title: stateText(state),
    text: describeStep(state),
    firstSeen: seenAt === undefined ? "" : vscode.l10n.t("first seen {0}", formatDateTime(seenAt)),
    place: status,
    positionLabel: describeStatus(status),
    isDetour,
  };
}

function describeStep(state: string): string {
  const limit = stateLimitText(state);
  const actor = vscode.l10n.t("Waiting for: {0}.", stateActorText(state));
  return [stateDescription(state), actor, limit && vscode.l10n.t("Duration: {0}.", limit)]
    .filter((text) => text !== "")
    .join(" ");
}

function describeStatus(status: ProgressStep["status"]): string {
  const texts: Record<ProgressStep["status"], string> = {
    passed: vscode.l10n.t("Done"),
    present: vscode.l10n.t("Current state"),
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
    facts: vscode.l10n.t("Transfer details"),
    path: vscode.l10n.t("Transfer progress"),
    reply: vscode.l10n.t("Raw reply"),
    actions: vscode.l10n.t("Actions"),
    busy: vscode.l10n.t("Contacting Joker.com…"),
  };
}
