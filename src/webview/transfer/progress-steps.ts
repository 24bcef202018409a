import type { StepViewModel, TransferViewModel } from "../../messages/transfer-messages";
import { createIcon, createElement } from "../shared/dom";

/** Icons by step status: a check mark for passed steps, a dot for the current one, none for others. */
const statusIcons: Record<StepViewModel["place"], string> = {
  passed: "M4.500 8.200l2.500 2.500 4.500-5",
  present: "M8 6a2 2 0 1 0 0 4 2 2 0 1 0 0-4",
  ahead: "",
  possible: "",
  off: "",
  unclear: "",
};

/** The progress steps of a transfer, a list for each phase. */
export function createProgressSteps(phases: TransferViewModel["phases"], label: string): HTMLElement {
  const sections = phases.map(({ title, steps }) =>
    createElement(
      "section",
      { class: "phase" },
      createElement("h3", {}, title),
      createElement("ol", {}, ...steps.map(createStepItem)),
    ),
  );
  return createElement(
    "section",
    { class: "way", "aria-labelledby": "way-title" },
    createElement("h2", { id: "way-title" }, label),
    ...sections,
  );
}

function createStepItem({
  state,
  title,
  text,
  firstSeen: seen,
  place,
  positionLabel: said,
  isDetour: aside,
}: StepViewModel): HTMLElement {
  const statusIcon = createElement(
    "span",
    { class: "mark", "aria-hidden": "true" },
    ...(statusIcons[place] ? [createIcon(statusIcons[place], place)] : []),
  );
  return createElement(
    "li",
    { class: `step ${place}${aside ? " aside" : ""}`, "aria-current": place === "present" ? "step" : undefined },
    statusIcon,
    createElement(
      "div",
      { class: "step-text" },
      createElement(
        "p",
        { class: "step-title" },
        createElement("strong", {}, title),
        " ",
        createElement("code", {}, state),
      ),
      createElement("p", { class: "place" }, [said, seen].filter((words) => words !== "").join(" · ")),
      createElement("p", { class: "hint" }, text),
    ),
  );
}
