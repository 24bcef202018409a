import type { StepShown, TransferShown } from "../../messages/transfer";
import { icon, make } from "../dom";

/** What marks a step: a tick for what is behind, a dot for what is now, nothing for what may come. */
const marks: Record<StepShown["place"], string> = {
  passed: "M4.500 8.200l2.500 2.500 4.500-5",
  present: "M8 6a2 2 0 1 0 0 4 2 2 0 1 0 0-4",
  ahead: "",
  possible: "",
  off: "",
  unclear: "",
};

/** The way of the transfer as lists of steps, a list for each part of it. */
export function way(phases: TransferShown["phases"], label: string): HTMLElement {
  const parts = phases.map(({ title, steps }) =>
    make("section", { class: "phase" }, make("h3", {}, title), make("ol", {}, ...steps.map(stepItem))),
  );
  return make(
    "section",
    { class: "way", "aria-labelledby": "way-title" },
    make("h2", { id: "way-title" }, label),
    ...parts,
  );
}

function stepItem({ state, title, text, seen, place, said, aside }: StepShown): HTMLElement {
  const mark = make(
    "span",
    { class: "mark", "aria-hidden": "true" },
    ...(marks[place] ? [icon(marks[place], place)] : []),
  );
  return make(
    "li",
    { class: `step ${place}${aside ? " aside" : ""}`, "aria-current": place === "present" ? "step" : undefined },
    mark,
    make(
      "div",
      { class: "step-text" },
      make("p", { class: "step-title" }, make("strong", {}, title), " ", make("code", {}, state)),
      make("p", { class: "place" }, [said, seen].filter((words) => words !== "").join(" · ")),
      make("p", { class: "hint" }, text),
    ),
  );
}
