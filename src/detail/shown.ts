import * as vscode from "vscode";
import { phases, factsOf, deadlineOf } from "../data/transfer-states";
import { limitText, phaseText, stateActor, stateHint, stateText, stepText, whatYouCanDo } from "../data/transfer-texts";
import type { TransferShown } from "../messages/transfer";
import { withoutControls } from "../workbench/plain";
import { adminOf, ownerOf, replyOf, sinceOf, stateOf, transferIdOf, type Known } from "./known";
import { wayOf, type Step } from "./way";

type Part<Name extends keyof TransferShown> = TransferShown[Name];

/** What the page says of a transfer, in the user's language. */
export function headlineOf(known: Known): Part<"headline"> {
  const state = stateOf(known);
  if (state === "") return { title: vscode.l10n.t("Loading transfer…"), state: "", step: "" };
  const title = known.gone ? vscode.l10n.t("no longer pending") : withoutControls(stateText(state));
  return { title, state: withoutControls(state), step: known.gone ? "" : stepText(state) };
}

/** Who must act, by when, what can be done, and all that may be copied. */
export function factsShown(known: Known): Part<"facts"> {
  const state = stateOf(known);
  const facts: [label: string, value: string, copy?: string][] = [
    ...(known.gone || state === "" ? [] : waiting(known, state)),
    [vscode.l10n.t("Owner email"), ownerOf(known), "owner"],
    [vscode.l10n.t("Admin email"), adminOf(known), "admin"],
    [vscode.l10n.t("Transfer ID"), transferIdOf(known), "transfer-id"],
    [vscode.l10n.t("Domain"), known.domain, "domain"],
    [vscode.l10n.t("DMAPI state"), state, "state"],
  ];
  return facts
    .filter(([, value]) => value !== "")
    .map(([label, value, copy = ""]) => ({ label, value: withoutControls(value), copy }));
}

function waiting(known: Known, state: string): [label: string, value: string][] {
  const since = sinceOf(known);
  return [
    [vscode.l10n.t("Waiting for"), stateActor(state)],
    [vscode.l10n.t("Deadline"), deadlineText(state, since)],
    [vscode.l10n.t("What you can do"), whatYouCanDo(state)],
    [vscode.l10n.t("First seen in this state"), since === undefined ? "" : moment(since)],
  ];
}

/** The first sighting is not the beginning, so the end is not later than what is counted from it. */
function deadlineText(state: string, since: number | undefined): string {
  const [limit, deadline] = [limitText(state), deadlineOf(state, since)];
  if (limit === "" || deadline === undefined) return limit;
  return vscode.l10n.t("{0} ({1} from when first seen)", moment(deadline), limit);
}

/** What the copy button with this name puts on the clipboard, as sent; undefined for one that there is not. */
export function copiedText(known: Known, what: string): string | undefined {
  const texts: Partial<Record<string, string>> = {
    owner: ownerOf(known),
    admin: adminOf(known),
    "transfer-id": transferIdOf(known),
    domain: known.domain,
    state: stateOf(known),
    reply: replyOf(known),
  };
  return texts[what];
}

/** The way with its thirteen states, part by part. */
export function phasesShown(known: Known): Part<"phases"> {
  const seen = known.history.map(({ state }) => state);
  const way = wayOf(stateOf(known), seen, known.gone);
  return phases.map((phase) => ({
    title: phaseText(phase),
    steps: way.filter(({ state }) => factsOf(state)?.phase === phase).map((step) => stepShown(known, step)),
  }));
}

function stepShown({ history }: Known, { state, place, aside }: Step): Part<"phases">[number]["steps"][number] {
  const seen = history.findLast((sighting) => sighting.state === state)?.at;
  return {
    state,
    title: stateText(state),
    text: stepHint(state),
    seen: seen === undefined ? "" : vscode.l10n.t("first seen {0}", moment(seen)),
    place,
    said: placeText(place),
    aside,
  };
}

function stepHint(state: string): string {
  const limit = limitText(state);
  const actor = vscode.l10n.t("Waiting for: {0}.", stateActor(state));
  return [stateHint(state), actor, limit && vscode.l10n.t("Duration: {0}.", limit)]
    .filter((text) => text !== "")
    .join(" ");
}

function placeText(place: Step["place"]): string {
  const texts: Record<Step["place"], string> = {
    passed: vscode.l10n.t("Done"),
    present: vscode.l10n.t("Current state"),
    ahead: vscode.l10n.t("Upcoming"),
    possible: vscode.l10n.t("Possible"),
    off: vscode.l10n.t("Skipped"),
    unclear: vscode.l10n.t("Done or upcoming"),
  };
  return texts[place];
}

/** A time as people of the user's language write it, in the zone of this computer. */
export function moment(at: number): string {
  return new Date(at).toLocaleString(vscode.env.language, { dateStyle: "medium", timeStyle: "short" });
}

/** The words of the page that are the same for each transfer. */
export function pageStrings(): Part<"strings"> {
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
