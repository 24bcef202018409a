import { problemsIn } from "../../messages/check";
import { daysOf, isPeriod } from "../../messages/period";
import type { QueryField, TableQuery } from "../../messages/query";
import type { Strings } from "../../messages/strings";
import { notesOn, type Note } from "../../messages/visible";
import { make, setAttribute } from "../dom";
import { fill } from "../format";
import { labels, periodTitle } from "./describe";
import { controlsOf } from "./controls";
import { Field, type Control } from "./field";
import { moreFields, parameterOf } from "./parameters";
import { customPeriod, freshQuery, noPeriod, queryFrom, typedFrom, type Typed } from "./typed";
import { typeTitle } from "./types";

export interface FormEvents {
  /** The user wants these orders, in a table of their own if `beside`. */
  query(query: TableQuery, beside: boolean): void;
  /** Something was typed or chosen. */
  edited(): void;
  /** More than the bar was opened, or is closed. */
  more(open: boolean): void;
}

/** Which orders are wanted: period and type in a bar, everything else DMAPI can be asked for below it. */
export class QueryForm {
  readonly element: HTMLFormElement;
  private readonly fields: ReadonlyMap<QueryField, Field>;
  private readonly days = make("p", { class: "days", "data-testid": "query-days" });
  /** What is to be said of fields that are folded away. */
  private readonly folded = make("p", { class: "field-note", id: "query-folded" });
  private readonly moreButton: HTMLButtonElement;
  private readonly morePart: HTMLElement;
  /** Fields about which something is said as soon as it is wrong. */
  private readonly watched = new Set<QueryField>();

  /** `now` gives epoch ms; `aside` stands beside the days, `others` at the end of the bar. */
  constructor(
    private readonly strings: Strings,
    private types: readonly string[],
    private readonly now: () => number,
    private readonly events: FormEvents,
    aside: readonly HTMLElement[],
    ...others: HTMLElement[]
  ) {
    this.fields = new Map(controlsOf(strings).map(([name, control]) => [name, this.field(name, control)]));
    this.moreButton = make("button", { type: "button", class: "quiet", "aria-controls": "query-more" }, strings.more);
    this.moreButton.addEventListener("click", () => this.open(this.moreButton.ariaExpanded !== "true", true));
    this.morePart = make("div", { class: "more", id: "query-more" }, ...this.elements(moreFields));
    const show = make("button", { type: "submit", class: "primary" }, strings.showOrders);
    const bar = make("div", { class: "bar" }, ...this.elements(["period", "after", "before", "type"]));
    bar.append(this.moreButton, show, ...others);
    const line = make("div", { class: "query-line", "data-testid": "query-line" }, this.days, this.folded, ...aside);
    this.element = make(
      "form",
      { class: "query", novalidate: true, "aria-label": strings.query },
      bar,
      line,
      this.morePart,
    );
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
    this.element.addEventListener("input", () => {
      this.refresh();
      this.events.edited();
    });
    this.element.addEventListener("change", ({ target }) => this.leave(target));
    this.offerTypes();
    this.open(false);
  }

  /** What the controls hold now. */
  get typed(): Typed {
    const values = [...this.fields].map(([name, { control }]) => {
      const isBox = control instanceof HTMLInputElement && control.type === "checkbox";
      return [name, isBox ? control.checked : control.value];
    });
    return Object.fromEntries(values) as Typed;
  }

  /** The query that is, wrong or not. */
  get query(): TableQuery {
    return queryFrom(this.typed);
  }

  /** Shows a query. */
  show(query: TableQuery): void {
    this.fill(typedFrom(query));
  }

  /** Fills the controls in. */
  fill(typed: Typed): void {
    this.offerTypes(typed.type);
    this.offerPeriod(typed.period);
    for (const [name, { control }] of this.fields) {
      const value = typed[name];
      if (typeof value === "boolean") (control as HTMLInputElement).checked = value;
      else control.value = value;
    }
    this.watched.clear();
    this.refresh();
  }

  /** Begins anew, with the focus where one begins. */
  clear(): void {
    this.show(freshQuery);
    this.events.edited();
    this.control("period").focus();
  }

  /** Asks for what is typed, or says what is wrong with it. */
  ask(beside = false): void {
    const problems = this.problems();
    for (const { field } of problems) this.watched.add(field);
    this.reject(problems);
    if (problems.length === 0) this.events.query(this.query, beside);
  }

  /** Offers these types too. */
  addTypes(types: readonly string[]): void {
    const added = types.filter((type) => type !== "" && !this.types.includes(type));
    if (added.length === 0) return;
    this.types = [...this.types, ...added];
    this.offerTypes(this.control("type").value);
  }

  /** Shows or hides all fields but those of the bar. */
  open(open: boolean, tell = false): void {
    this.morePart.hidden = !open;
    this.moreButton.setAttribute("aria-expanded", String(open));
    this.folded.hidden = open;
    setAttribute(this.moreButton, "aria-describedby", open ? undefined : this.folded.id);
    if (tell) this.events.more(open);
  }

  /** Says beside the fields why a query was not sent. */
  reject(problems: readonly { readonly field: QueryField; readonly text: string }[]): void {
    for (const [name, field] of this.fields) {
      field.showError(problems.find((problem) => problem.field === name)?.text ?? "");
    }
    const first = problems[0]?.field;
    if (first === undefined) return;
    if (moreFields.includes(first)) this.open(true, true);
    this.control(first).focus();
  }

  private field(name: QueryField, control: Control): Field {
    return new Field(name, this.strings[labels[name]], parameterOf(name), control);
  }

  private elements(names: readonly QueryField[]): HTMLElement[] {
    return names.flatMap((name) => this.fields.get(name)?.element ?? []);
  }

  private control(name: QueryField): Control {
    const control = this.fields.get(name)?.control;
    if (!control) throw new Error(`no field ${name}`);
    return control;
  }

  /** What is wrong, in words. A day that was begun and not finished gives no value at all. */
  private problems(): { field: QueryField; text: string }[] {
    const days = (["after", "before"] as const).filter((name) => this.control(name).validity.badInput);
    const { after, before, period } = this.typed;
    const none = period === customPeriod && after === "" && before === "" && days.length === 0;
    return [
      ...days.map((field) => ({ field, text: this.strings.mustBeDay })),
      ...(none ? [{ field: "after" as const, text: this.strings.mustHaveDay }] : []),
      ...problemsIn(this.query).map(({ field, text }) => ({ field, text: this.strings[text] })),
    ];
  }

  private leave(target: EventTarget | null): void {
    for (const [name, { control }] of this.fields) if (control === target) this.watched.add(name);
    this.refresh();
  }

  /** Says what the query means and will not show, and what is wrong with the fields the user has left. */
  private refresh(): void {
    const period = this.control("period").value;
    const custom = period === customPeriod;
    for (const element of this.elements(["after", "before"])) element.hidden = !custom;
    this.days.textContent = this.daysText(period);
    const problems = this.problems();
    const notes = notesOn(this.query, this.now());
    for (const [name, field] of this.fields) {
      const problem = this.watched.has(name) ? problems.find((each) => each.field === name)?.text : undefined;
      field.showError(problem ?? "");
      field.showNotes(this.sentences(notes.filter(({ field }) => field === name)));
    }
    this.folded.textContent = this.sentences(notes.filter(({ field }) => moreFields.includes(field))).join(" ");
    const used = Object.keys(this.query).filter((name) => moreFields.includes(name as QueryField)).length;
    this.moreButton.textContent = used === 0 ? this.strings.more : fill(this.strings.moreUsed, String(used));
  }

  private sentences(notes: readonly Note[]): string[] {
    return notes.map(({ text, values }) => fill(this.strings[text], ...values));
  }

  private daysText(period: string): string {
    if (period === noPeriod) return "";
    if (!isPeriod(period)) return this.strings.daysAreUtc;
    const { after, before } = daysOf(period, this.now());
    const { daysFrom, daysFromTo } = this.strings;
    return before === undefined ? fill(daysFrom, after) : fill(daysFromTo, after, before);
  }

  private offerTypes(chosen = ""): void {
    const all = chosen === "" || this.types.includes(chosen) ? this.types : [...this.types, chosen];
    const options = all.map((type) => make("option", { value: type, title: type }, typeTitle(this.strings, type)));
    const control = this.control("type");
    control.replaceChildren(make("option", { value: "" }, this.strings.allTypes), ...options);
    control.value = chosen;
  }

  /** A number of last days that is not among the choices becomes one. */
  private offerPeriod(period: string): void {
    const select = this.control("period") as HTMLSelectElement;
    if (!isPeriod(period) || [...select.options].some(({ value }) => value === period)) return;
    select.prepend(make("option", { value: period }, periodTitle(this.strings, period)));
  }
}
