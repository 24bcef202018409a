import { toComparableValue } from "../../../columns/distinct-values";
import { formatDay } from "../../../formatting/format-day";
import { resolvePeriod, isNamedPeriod, type NamedPeriod } from "../../../messages/named-periods";
import {
  isSameQuery,
  queryFieldEntries,
  queryFields,
  type QueryField,
  type TableQuery,
} from "../../../messages/table-query";
import type { Strings } from "../../../messages/strings";
import { getQueryNotes, type QueryNote } from "../../../messages/query-limits";
import { createElement } from "../../shared/dom";
import { fill } from "../../shared/format";
import { AutoSubmit } from "./auto-submit";
import { describeDays, describeQuery } from "./describe-query";
import { addPeriodOption, createQueryControls } from "./query-controls";
import { FormField, showNoteTexts, type Control, type NoteText } from "./form-field";
import { displayName, type PageTexts } from "../display-names";
import { FormLayout } from "./form-layout";
import { findFormProblems, type FormProblem } from "./form-problems";
import {
  customPeriod,
  defaultQuery,
  noPeriod,
  normalizeQuery,
  toQuery,
  toFormValues,
  type FormValues,
} from "./form-values";

export interface QueryFormEvents {
  /** Show these orders, in a new table if `beside`. */
  onQuery(query: TableQuery, beside: boolean): void;
  /** Something was typed or chosen. */
  onEdit(): void;
  /** The overlay with more fields was opened or closed. */
  onToggleMore(open: boolean): void;
  /** The latest query. */
  getQuery(): TableQuery;
}

/** What stands in the form besides its fields. */
export interface QueryFormParts {
  /** After the days, in the line below the bar. */
  readonly line: readonly HTMLElement[];
  /** After the button that shows the orders. */
  readonly actions: readonly HTMLElement[];
}

/** Fields of the overlay that are in the bar when orders are searched by ID. */
const idSearchFields: readonly QueryField[] = ["orderId", "procId"];

/**
 * The query form: period and type in a bar, all other fields of query-order-list in an overlay. A valid choice is submitted
 * at once, a text when it is complete.
 */
export class QueryForm {
  readonly element: HTMLFormElement;
  private readonly strings: Strings;
  private readonly fields: ReadonlyMap<QueryField, FormField>;
  private readonly layout: FormLayout;
  private readonly submitButton: HTMLButtonElement;
  private readonly daysText = createElement("span", { class: "days", "data-testid": "query-days" });
  /** The query of the rows shown, while the form has another one. */
  private readonly shownText = createElement("strong", { class: "shown-query", hidden: true });
  /** Notes on fields in the closed overlay. */
  private readonly hiddenFieldNotes = createElement("span", { class: "field-note", id: "query-folded" });
  private readonly autoSubmit: AutoSubmit;
  /** Fields whose errors are shown while typing, because the user has left or submitted them. */
  private readonly validatedFields = new Set<QueryField>();
  /** The latest named period, whose days custom ones start with. */
  private lastNamedPeriod: NamedPeriod | undefined;
  private isIdSearch = false;

  /** `now` gives epoch ms. */
  constructor(
    private readonly texts: PageTexts,
    private types: readonly string[],
    private readonly now: () => number,
    private readonly events: QueryFormEvents,
    parts: QueryFormParts,
  ) {
    const { strings } = texts;
    this.strings = strings;
    this.fields = new Map(createQueryControls(texts).map(([name, control]) => [name, this.createField(name, control)]));
    this.submitButton = createElement("button", { type: "submit" }, strings.showOrders);
    const barNotes = fieldsOfGroup("bar").flatMap((name) => this.fields.get(name)?.noteElement ?? []);
    this.layout = new FormLayout(
      strings,
      {
        barFields: this.elementsOf(fieldsOfGroup("bar")),
        moreFields: this.elementsOf(fieldsOfGroup("more")),
        actions: [this.submitButton, ...parts.actions],
        line: [this.shownText, this.daysText, ...barNotes, this.hiddenFieldNotes, ...parts.line],
      },
      this.hiddenFieldNotes.id,
      (open) => this.onToggleMore(open),
    );
    this.element = this.layout.element;
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.element.addEventListener("input", ({ target }) => {
      if (target === this.controlOf("period")) this.startWithLastPeriod();
      this.updateTexts();
      this.events.onEdit();
    });
    this.element.addEventListener("change", ({ target }) => this.onFieldChanged(target));
    this.autoSubmit = new AutoSubmit(this.element, () => this.submitChoice());
    this.updateTypeOptions();
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

  /** Sets the values of the controls; an error in one of them is shown at once, as the user had entered it before. */
  setValues(values: FormValues): void {
    this.updateTypeOptions(values.type);
    addPeriodOption(this.controlOf("period") as HTMLSelectElement, this.strings, values.period);
    for (const [name, { control }] of this.fields) {
      const value = values[name];
      if (typeof value === "boolean") (control as HTMLInputElement).checked = value;
      else control.value = value;
    }
    this.validatedFields.clear();
    for (const name of this.fields.keys()) if (values[name] !== "") this.validatedFields.add(name);
    this.autoSubmit.cancel();
    this.updateTexts();
  }

  /** Resets the form, shows the orders of its query and focuses its first control. */
  reset(): void {
    this.showQuery(defaultQuery);
    this.events.onEdit();
    this.controlOf("period").focus();
    this.submit();
  }

  /** Names the query of the rows shown instead of the days of the form; undefined if they are the same. */
  showShownQuery(shown: TableQuery | undefined): void {
    this.shownText.hidden = shown === undefined;
    this.daysText.hidden = shown !== undefined;
    // The main action; with the rows of the form's query, that is to export them.
    this.submitButton.classList.toggle("primary", shown !== undefined);
    if (!shown) return;
    const text = fill(this.strings.shownQuery, describeQuery(this.texts, shown, document.documentElement.lang));
    if (this.shownText.textContent !== text) this.shownText.textContent = this.shownText.title = text;
  }

  /** Runs the query, or shows what is wrong with it. */
  submit(beside = false): void {
    const problems = this.findProblems();
    for (const { field } of problems) this.validatedFields.add(field);
    this.showProblems(problems);
    if (problems.length > 0) return;
    if (this.layout.isMoreOpen) this.layout.setMoreOpen(false, true);
    this.events.onQuery(this.query, beside);
  }

  /** Adds types to the select. */
  addTypes(types: readonly string[]): void {
    const known = new Set(this.types.map((type) => toComparableValue("type", type)));
    const added = types.filter((type) => type !== "" && !known.has(toComparableValue("type", type)));
    if (added.length === 0) return;
    this.types = [...this.types, ...added];
    this.updateTypeOptions(this.controlOf("type").value);
  }

  /** Opens or closes the overlay with more fields. */
  setMoreOpen(open: boolean): void {
    this.layout.setMoreOpen(open);
    this.hiddenFieldNotes.hidden = open;
  }

  /** Shows the problems beside their fields and focuses the first one. */
  showProblems(problems: readonly FormProblem[]): void {
    for (const [name, field] of this.fields) {
      field.showError(problems.find((problem) => problem.field === name)?.text ?? "");
    }
    const first = problems[0]?.field;
    if (first === undefined) return;
    if (this.isInOverlay(first)) this.layout.setMoreOpen(true, true);
    this.controlOf(first).focus();
  }

  private onToggleMore(open: boolean): void {
    this.hiddenFieldNotes.hidden = open;
    this.events.onToggleMore(open);
  }

  /** Runs the query if it is valid and another one. */
  private submitChoice(): void {
    if (this.findProblems().length > 0 || isSameQuery(this.query, normalizeQuery(this.events.getQuery()))) return;
    this.events.onQuery(this.query, false);
  }

  /** Custom dates start with the days of the period before. */
  private startWithLastPeriod(): void {
    const { after, before, period } = this.values;
    if (period !== customPeriod || !this.lastNamedPeriod || after !== "" || before !== "") return;
    const days = resolvePeriod(this.lastNamedPeriod, this.now());
    this.controlOf("after").value = days.after;
    this.controlOf("before").value = days.before ?? "";
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

  private findProblems(): FormProblem[] {
    const days = (["after", "before"] as const).filter((name) => this.controlOf(name).validity.badInput);
    return findFormProblems(this.values, days, this.strings);
  }

  private onFieldChanged(target: EventTarget | null): void {
    for (const [name, { control }] of this.fields) if (control === target) this.validatedFields.add(name);
    this.updateTexts();
  }

  /** Updates the days, the notes, and the errors of validated fields. */
  private updateTexts(): void {
    const period = this.controlOf("period").value;
    const custom = period === customPeriod;
    if (isNamedPeriod(period)) this.lastNamedPeriod = period;
    this.placeIdFields(period === noPeriod);
    for (const element of this.elementsOf(["after", "before"])) element.hidden = !custom;
    this.daysText.textContent = this.describeDays(period);
    const problems = this.findProblems();
    const notes = problems.length > 0 ? [] : getQueryNotes(this.query, this.now());
    for (const [name, field] of this.fields) {
      const problem = this.validatedFields.has(name) ? problems.find((each) => each.field === name)?.text : undefined;
      field.showError(problem ?? "");
      field.showNotes(this.formatNotes(notes.filter(({ field }) => field === name)));
    }
    showNoteTexts(this.hiddenFieldNotes, this.formatNotes(notes.filter(({ field }) => this.isInOverlay(field))));
    const used = Object.keys(this.query).filter((name) => this.isInOverlay(name as QueryField)).length;
    this.layout.showUsedCount(used);
  }

  private placeIdFields(isIdSearch: boolean): void {
    if (isIdSearch === this.isIdSearch) return;
    this.isIdSearch = isIdSearch;
    const all = [...fieldsOfGroup("bar"), ...fieldsOfGroup("more")];
    const isInOverlay = (name: QueryField) => this.isInOverlay(name);
    this.layout.showFields(
      this.elementsOf(all.filter((name) => !isInOverlay(name))),
      this.elementsOf(all.filter(isInOverlay)),
    );
  }

  private isInOverlay(field: QueryField): boolean {
    return queryFields[field].group === "more" && !(this.isIdSearch && idSearchFields.includes(field));
  }

  private formatNotes(notes: readonly QueryNote[]): NoteText[] {
    const language = document.documentElement.lang;
    return notes.map((note) => ({
      ...note,
      text: fill(this.strings[note.text], ...note.values.map((day) => formatDay(day, language))),
    }));
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
}

function fieldsOfGroup(group: "bar" | "more"): QueryField[] {
  return queryFieldEntries.filter(([, info]) => info.group === group).map(([field]) => field);
}
