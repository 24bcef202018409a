import type { PhaseViewModel, StepViewModel } from "../../messages/transfer-messages";
import { createIcon, createElement } from "../shared/dom";

const checkMark = "M4.500 8.200l2.500 2.500 4.500-5";
const cross = "M5 5l6 6M11 5l-6 6";
const dot = "M8 6a2 2 0 1 0 0 4 2 2 0 1 0 0-4";

/** Icons by status; none for what has not been reached. */
const phaseIcons: Partial<Record<PhaseViewModel["status"], string>> = {
  done: checkMark,
  current: dot,
  canceling: dot,
  last: dot,
  rejected: cross,
};
const stepIcons: Partial<Record<StepViewModel["place"], string>> = {
  passed: checkMark,
  present: dot,
  rejected: cross,
  last: dot,
  canceled: cross,
};

/** Which phases the user has opened or closed, by title. */
export type OpenPhases = Map<string, boolean>;

/** The phases of a transfer as a path. The phase the transfer is in is open, the others are folded. */
export function createPhasePath(phases: readonly PhaseViewModel[], label: string, open: OpenPhases): HTMLElement {
  return createElement(
    "section",
    { class: "way", "aria-labelledby": "way-title" },
    createElement("h2", { id: "way-title" }, label),
    createElement("ol", { class: "phases" }, ...phases.map((phase, at) => createPhaseItem(phase, at, open))),
  );
}

function createPhaseItem(
  { title, status, statusLabel, steps }: PhaseViewModel,
  at: number,
  open: OpenPhases,
): HTMLElement {
  const isPresent = ["current", "rejected", "canceling"].includes(status);
  const isOpenFirst = isPresent || status === "last";
  const head = [
    createMark(phaseIcons[status], status),
    createElement("span", { class: "phase-title" }, title),
    createElement("span", { class: "phase-status" }, statusLabel),
  ];
  const attributes = { class: `phase ${status}`, "aria-current": isPresent ? "step" : undefined };
  if (steps.length === 0)
    return createElement("li", attributes, createElement("div", { class: "phase-head" }, ...head));
  const details = createElement(
    "details",
    { open: open.get(title) ?? isOpenFirst },
    createElement("summary", { class: "phase-head", id: `phase-${at}` }, ...head),
    createElement("ol", { class: "steps" }, ...steps.map(createStepItem)),
  );
  details.addEventListener("toggle", () => {
    if (details.open !== (open.get(title) ?? isOpenFirst)) open.set(title, details.open);
  });
  return createElement("li", attributes, details);
}

function createStepItem({ state, title, text, firstSeen, place, positionLabel }: StepViewModel): HTMLElement {
  const notes = [positionLabel, firstSeen].filter((words) => words !== "").join(" · ");
  return createElement(
    "li",
    { class: `step ${place}` },
    createMark(stepIcons[place], place),
    createElement(
      "div",
      { class: "step-text" },
      createElement("p", { class: "step-title", title: state }, title),
      createElement("p", { class: "place" }, notes),
      createElement("p", { class: "hint" }, text),
    ),
  );
}

function createMark(path: string | undefined, name: string): HTMLElement {
  return createElement("span", { class: "mark", "aria-hidden": "true" }, ...(path ? [createIcon(path, name)] : []));
}
