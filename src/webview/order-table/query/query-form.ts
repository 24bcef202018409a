import { toComparableValue } from "../../../columns/distinct-values";
import { formatDay } from "../../../formatting/format-day";
import { validateQuery } from "../../../messages/query-validation";
import { resolvePeriod, isNamedPeriod } from "../../../messages/named-periods";
import { queryFieldEntries, queryFields, type QueryField, type TableQuery } from "../../../messages/table-query";
import type { Strings } from "../../../messages/strings";
import { getQueryNotes, type QueryNote } from "../../../messages/query-limits";
import { createElement, setAttribute } from "../../shared/dom";
import { fill } from "../../shared/format";
import { describeDays, periodTitle } from "./describe-query";
import { createQueryControls } from "./query-controls";
import { FormField, type Control } from "./form-field";
import { customPeriod, defaultQuery, noPeriod, toQuery, toFormValues, type FormValues } from "./form-values";
import { displayName, type PageTexts } from "../display-names";

export interface QueryFormEvents {
  /** Show these orders, in a new table if `beside`. */
  onQuery(query: TableQuery, beside: boolean): void;
  /** Something was typed or chosen. */
  onEdit(): void;
  /** The section with more fields was opened or closed. */
  onToggleMore(open: boolean): void;
}

/** The query form: period and type in a bar, all other fields of query-order-list in a section below. */
export class QueryForm {
  readonly element: HTMLFormElement;
  private readonly strings: Strings;
  private readonly fields: ReadonlyMap<QueryField, FormField>;
  private readonly daysText = createElement("p", { class: "days", "data-testid": "query-days" });
  /** Notes on fields in the collapsed section. */
  private readonly hiddenFieldNotes = createElement("p", { class: "field-note", id: "query-folded" });
  private readonly moreButton: HTMLButtonElement;
  private readonly moreSection: HTMLElement;
  /** Fields whose errors are shown while typing, because the user has left or submitted them. */
  private readonly validatedFields = new Set<QueryField>();

  /** `now` gives epoch ms; `lineElements` go beside the days, `barElements` to the end of the bar. */
  constructor(
    private readonly texts: PageTexts,
    private types: readonly string[],
    private readonly now: () => number,
    private readonly events: QueryFormEvents,
    lineElements: readonly HTMLElement[],
    ...barElements: HTMLElement[]
  ) {
    const { strings } = texts;
    this.strings = strings;
    this.fields = new Map(createQueryControls(texts).map(([name, control]) => [name, this.createField(name, control)]));
    this.moreButton = createElement(
      "button",
      { type: "button", class: "quiet", "aria-controls": "query-more" },
      strings.more,
    );
    this.moreButton.addEventListener("click", () => this.setMoreOpen(this.moreButton.ariaExpanded !== "true", true));
    this.moreSection = createElement(
      "div",
      { class: "more", id: "query-more" },
      ...this.elementsOf(fieldsOfGroup("more")),
    );
    const submitButton = createElement("button", { type: "submit", class: "primary" }, strings.showOrders);
    const bar = createElement("div", { class: "bar" }, ...this.elementsOf(fieldsOfGroup("bar")));
    bar.append(this.moreButton, submitButton, ...barElements);
    const line = createElement(
      "div",
      { class: "query-line", "data-testid": "query-line" },
      this.daysText,
      this.hiddenFieldNotes,
      ...lineElements,
    );
    this.element = createElement(
      "form",
      { class: "query", novalidate: true, "aria-label": strings.query },
      bar,
      line,
      this.moreSection,
    );
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.element.addEventListener("input", () => {
      this.updateTexts();
      this.events.onEdit();
    });
    this.element.addEventListener("change", ({ target }) => this.onFieldChanged(target));
    this.updateTypeOptions();
    this.setMoreOpen(false);
  }

  /** The current values of the controls. */
  get values(): FormValues {
    const values = [...this.fields].map(([name, { control }]) => {
      const isCheckbox = control instanceof HTMLInputElement && control.type === "checkbox";
      return [name, isCheckbox ? control.checked : control.value];
    });
    return Object.fromEntries(values) as FormValues;
  }

  /** The current query, valid or not. */
  get query(): TableQuery {
    return toQuery(this.values);
  }

  /** Shows a query. */
  showQuery(query: TableQuery): void {
    this.setValues(toFormValues(query));
  }

  /** Sets the values of the controls. */
  setValues(values: FormValues): void {
    this.updateTypeOptions(values.type);
    this.addPeriodOption(values.period);
    for (const [name, { control }] of this.fields) {
      const value = values[name];
      if (typeof value === "boolean") (control as HTMLInputElement).checked = value;
      else control.value = value;
    }
    this.validatedFields.clear();
    this.updateTexts();
  }

  /** Resets the form and focuses its first control. */
  reset(): void {
    this.showQuery(defaultQuery);
    this.events.onEdit();
    this.controlOf("period").focus();
  }

  /** Runs the query, or shows what is wrong with it. */
  submit(beside = false): void {
    const problems = this.findProblems();
    for (const { field } of problems) this.validatedFields.add(field);
    this.showProblems(problems);
    if (problems.length === 0) this.events.onQuery(this.query, beside);
  }

  /** Adds types to the select. */
  addTypes(types: readonly string[]): void {
    const known = new Set(this.types.map((type) => toComparableValue("type", type)));
    const added = types.filter((type) => type !== "" && !known.has(toComparableValue("type", type)));
    if (added.length === 0) return;
    this.types = [...this.types, ...added];
    this.updateTypeOptions(this.controlOf("type").value);
  }

  /** Opens or closes the section with more fields. */
  setMoreOpen(open: boolean, notify = false): void {
    this.moreSection.hidden = !open;
    this.moreButton.setAttribute("aria-expanded", String(open));
    this.hiddenFieldNotes.hidden = open;
    setAttribute(this.moreButton, "aria-describedby", open ? undefined : this.hiddenFieldNotes.id);
    if (notify) this.events.onToggleMore(open);
  }

  /** Shows the problems beside their fields and focuses the first one. */
  showProblems(problems: readonly { readonly field: QueryField; readonly text: string }[]): void {
    for (const [name, field] of this.fields) {
      field.showError(problems.find((problem) => problem.field === name)?.text ?? "");
    }
    const first = problems[0]?.field;
    if (first === undefined) return;
    if (isInMoreSection(first)) this.setMoreOpen(true, true);
    this.controlOf(first).focus();
  }

  private createField(name: QueryField, control: Control): FormField {
    const { label, parameter } = queryFields[name];
    return new FormField(name, this.strings[label], parameter, control);
  }

  private elementsOf(names: readonly QueryField[]): HTMLElement[] {
    return names.flatMap((name) => this.fields.get(name)?.element ?? []);
  }

  private controlOf(name: QueryField): Control {
    const control = this.fields.get(name)?.control;
    if (!control) throw new Error(`no field ${name}`);
    return control;
  }

  /** The problems of the current values. An incomplete day has an empty value, hence `badInput`. */
  private findProblems(): { field: QueryField; text: string }[] {
    const days = (["after", "before"] as const).filter((name) => this.controlOf(name).validity.badInput);
    const { after, before, period } = this.values;
    const isWithoutDays = period === customPeriod && after === "" && before === "" && days.length === 0;
    return [
      ...days.map((field) => ({ field, text: this.strings.mustBeDay })),
      ...(isWithoutDays ? [{ field: "after" as const, text: this.strings.mustHaveDay }] : []),
      ...validateQuery(this.query).map(({ field, text }) => ({ field, text: this.strings[text] })),
    ];
  }

  private onFieldChanged(target: EventTarget | null): void {
    for (const [name, { control }] of this.fields) if (control === target) this.validatedFields.add(name);
    this.updateTexts();
  }

  /** Updates the days, the notes, and the errors of validated fields. */
  private updateTexts(): void {
    const period = this.controlOf("period").value;
    const custom = period === customPeriod;
    for (const element of this.elementsOf(["after", "before"])) element.hidden = !custom;
    this.daysText.textContent = this.describeDays(period);
    const problems = this.findProblems();
    const notes = getQueryNotes(this.query, this.now());
    for (const [name, field] of this.fields) {
      const problem = this.validatedFields.has(name) ? problems.find((each) => each.field === name)?.text : undefined;
      field.showError(problem ?? "");
      field.showNotes(this.formatNotes(notes.filter(({ field }) => field === name)));
    }
    this.hiddenFieldNotes.textContent = this.formatNotes(notes.filter(({ field }) => isInMoreSection(field))).join(" ");
    const used = Object.keys(this.query).filter((name) => isInMoreSection(name as QueryField)).length;
    this.moreButton.textContent = used === 0 ? this.strings.more : fill(this.strings.moreUsed, String(used));
  }

  private formatNotes(notes: readonly QueryNote[]): string[] {
    return notes.map(({ text, values }) =>
      fill(this.strings[text], ...values.map((day) => formatDay(day, document.documentElement.lang))),
    );
  }

  private describeDays(period: string): string {
    if (period === noPeriod) return "";
    if (!isNamedPeriod(period)) return this.strings.daysAreUtc;
    return describeDays(this.strings, resolvePeriod(period, this.now()), document.documentElement.lang);
  }

  private updateTypeOptions(selected = ""): void {
    const all = selected === "" || this.types.includes(selected) ? this.types : [...this.types, selected];
    const options = all.map((type) =>
      createElement("option", { value: type, title: type }, displayName(this.texts.names, "type", type)),
    );
    const control = this.controlOf("type");
    control.replaceChildren(createElement("option", { value: "" }, this.strings.allTypes), ...options);
    control.value = selected;
  }

  /** Adds an option for a number of days that has none. */
  private addPeriodOption(period: string): void {
    const select = this.controlOf("period") as HTMLSelectElement;
    if (!isNamedPeriod(period) || [...select.options].some(({ value }) => value === period)) return;
    select.prepend(createElement("option", { value: period }, periodTitle(this.strings, period)));
  }
}

function fieldsOfGroup(group: "bar" | "more"): QueryField[] {
  return queryFieldEntries.filter(([, info]) => info.group === group).map(([field]) => field);
}

function isInMoreSection(field: QueryField): boolean {
  return queryFields[field].group === "more";
}
