import type { HostMessage, InitMessage, TableAccount, TableAct } from "../messages/host";
import { isSameQuery, type TableQuery } from "../messages/query";
import type { TableMessage } from "../messages/table";
import type { Totals } from "../rows/totals";
import { make } from "./dom";
import { emptyReasons } from "./empty";
import { fill, harmless, Numbers } from "./format";
import { Gaps } from "./gaps";
import { OrderGrid } from "./grid/order-grid";
import { LoadState } from "./load-state";
import { OrderModel, type Cause } from "./model";
import { Notice, type Situation } from "./notice";
import { Progress } from "./progress";
import { QueryBar } from "./query/bar";
import { isTyped } from "./query/typed";
import type { TableState } from "./state";
import { Summary } from "./summary";
import { Toolbar, type ToolbarEvents } from "./toolbar";

/** What the table needs of the page's host. */
export interface Host {
  post(message: TableMessage): void;
  keep(state: TableState & { readonly query: TableQuery }): void;
}

/** The order table: wires the rows to what shows them and to the extension. */
export class OrderTable {
  private readonly bar: QueryBar;
  private readonly gaps: Gaps;
  private readonly progress: Progress;
  private readonly toolbar: Toolbar;
  private readonly summary: Summary;
  private readonly notice: Notice;
  private readonly grid: OrderGrid;
  private readonly model: OrderModel;
  private readonly footer = make("footer", { class: "footer" });
  private readonly live = make("div", { class: "live", role: "status" });
  private readonly load: LoadState;
  private readonly now: () => number;
  /** How many orders are shown, in words. */
  private count = "";
  /** Whether the end of the latest query is still to be said. */
  private untold = true;
  /** Whether the totals in sight are of all rows that came. */
  private summed = true;

  constructor(
    private readonly init: InitMessage,
    private state: TableState,
    private readonly host: Host,
  ) {
    const { strings } = init;
    const numbers = new Numbers(init.language);
    const started = Date.now();
    this.now = () => init.now + Date.now() - started;
    this.load = new LoadState(init.query);
    this.model = new OrderModel({
      shown: (cause) => this.rowsChanged(cause),
      totalled: (totals) => this.totalled(totals),
      working: (working) => this.grid.element.setAttribute("aria-busy", String(working)),
      subtotalled: () => this.grid.refresh(),
    });
    this.model.filter = state.filter;
    this.progress = new Progress(strings, numbers, () => host.post({ type: "cancel" }));
    this.bar = new QueryBar(init, this.progress, this.now, {
      post: (message) => host.post(message),
      query: (query, beside) => this.ask(query, beside),
      more: (more) => this.keep({ more }),
      edited: () => this.keepDraft(),
    });
    this.bar.form.open(state.more);
    if (state.draft) this.bar.form.fill(state.draft);
    this.grid = new OrderGrid({ strings, numbers, titles: init.titles, model: this.model }, state.view, {
      changed: (view) => this.keep({ view }),
      say: (text) => this.say(text),
      post: (message) => host.post(message),
      clearText: () => this.clearText(),
    });
    this.toolbar = new Toolbar(strings, numbers, state.filter, this.grid.bar.element, this.toolbarEvents());
    this.summary = new Summary(init, numbers, this.model, state, {
      changed: ({ amount, picture, pick }) => this.keep({ amount, picture, pick }),
      filter: (filters) => this.grid.setFilters(filters),
      copy: (text) => this.copy(text),
    });
    this.gaps = new Gaps(strings, (gap) => host.post({ type: "retryGap", generation: this.load.generation, gap }));
    this.notice = new Notice(strings, {
      retry: () => this.ask(this.load.query),
      clearFilter: () => this.clearFilter(),
    });
    this.name(init.account);
  }

  /** Fills the page. */
  mount(page: HTMLElement): void {
    const { bar, toolbar, gaps, notice, summary, grid, footer, live } = this;
    const sums = [summary.totals.element, summary.picture.element];
    const main = [gaps.element, notice.element, ...sums, toolbar.element, grid.element, footer];
    page.replaceChildren(bar.element, make("main", {}, ...main), live);
    document.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "f" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      toolbar.filterBox.select();
    });
    this.keep({});
    this.refresh();
  }

  receive(message: Exclude<HostMessage, InitMessage>): void {
    if (this.load.take(message)) {
      this.grid.place.leave(this.load.again);
      this.model.clear();
      this.summary.forget();
    }
    switch (message.type) {
      case "rows":
        this.summed = false;
        this.model.add(message);
        break;
      case "loading":
        this.keepDraft();
        this.untold = true;
        this.say(this.init.strings.loading);
        break;
      case "done":
        this.footer.textContent = harmless(message.notice);
        break;
      case "rejected":
        this.bar.form.reject(message.problems);
        break;
      case "queries":
        this.bar.offer(message);
        break;
      case "exported":
        this.toolbar.showExporting(false);
        if (message.text) this.footer.textContent = harmless(message.text);
        this.say(message.text);
        break;
      case "account":
        this.name(message.account);
        break;
      case "transfers":
        this.grid.cells.pending = new Set(message.domains);
        break;
      case "act":
        if (!this.grid.act(message.act)) this.act(message.act);
    }
    this.refresh();
    this.settle();
  }

  private toolbarEvents(): ToolbarEvents {
    return {
      filter: (text: string) => this.filterBy(text),
      leave: () => this.grid.element.focus(),
      export: () => this.export(),
    };
  }

  private ask(query: TableQuery, beside = false): void {
    if (!beside && !isSameQuery(query, this.load.query)) this.summary.clear();
    this.host.post({ type: "query", query, ...(beside ? { beside } : {}) });
  }

  /** What a native menu or the palette asks for and the grid does not do. */
  private act({ action }: TableAct): void {
    if (action === "export") this.export();
    else if (action === "refresh") this.ask(this.load.query);
    else if (action === "find") this.toolbar.filterBox.select();
  }

  private copy(text: string): void {
    this.host.post({ type: "copy", text });
    this.say(this.init.strings.copied);
  }

  private export(): void {
    const { rows, asTheyCame } = this.model;
    const { columns } = this.grid;
    if (this.toolbar.exporting) return;
    this.toolbar.showExporting(true);
    this.host.post({
      type: "export",
      generation: this.load.generation,
      rows: asTheyCame ? null : rows.slice(),
      columns,
    });
  }

  private filterBy(text: string): void {
    this.keep({ filter: text });
    this.model.filter = text;
    void this.model.update("filter");
  }

  private clearFilter(): void {
    this.grid.clearFilters();
    this.toolbar.filterBox.focus();
    this.clearText();
  }

  private clearText(): void {
    this.toolbar.filterBox.value = "";
    this.filterBy("");
  }

  private rowsChanged(cause: Cause): void {
    if (cause === "rows") this.summary.offerAmounts();
    this.refresh();
    this.grid.show(cause);
    this.settle();
  }

  private totalled(totals: Totals): void {
    const { index } = this.model;
    this.summed = !this.model.busy;
    this.summary.show(totals);
    this.showWhetherComplete();
    if (index.columnOf("type") >= 0) this.bar.form.addTypes(index.typed.dictionary(index.columnOf("type")).values);
  }

  /** Goes back to the place kept from before, and says what came of the query, once all rows are there. */
  private settle(): void {
    if (this.load.phase === "loading") return;
    void this.grid.place.restore();
    if (!this.untold || this.model.busy) return;
    this.untold = false;
    const gaps = this.load.gaps.length > 0 ? this.init.strings.gapsTitle : "";
    this.say([this.notice.text, gaps, this.count].filter(Boolean).join(" "));
  }

  private refresh(): void {
    const { index, rows } = this.model;
    const situation = this.situation();
    this.notice.show(situation);
    this.placeNotice();
    this.gaps.show(this.load.gaps);
    this.progress.show(this.load.loading(index.count));
    this.showWhetherComplete();
    this.count = this.toolbar.showCount(rows.length, index.count);
    this.grid.element.hidden = rows.length === 0;
    this.summary.empty = index.count === 0;
  }

  /** What stands in place of the rows is below the toolbar, so that the filter stays where one types into it. */
  private placeNotice(): void {
    const before = (this.notice.fillsPage ? this.toolbar : this.gaps).element;
    if (before.nextSibling !== this.notice.element) before.after(this.notice.element);
  }

  private showWhetherComplete(): void {
    this.summary.totals.complete = this.load.complete && this.summed;
  }

  private situation(): Situation {
    const { index, rows, filter, filters, filtering } = this.model;
    const { phase, query, gaps } = this.load;
    if (typeof phase === "object") return { kind: "failed", reason: phase.failed, kept: index.count > 0 };
    if (rows.length === 0 && this.model.busy) return { kind: "waiting" };
    if (rows.length === 0 && index.count > 0 && filtering)
      return { kind: "no match", text: filter.trim(), columns: filters.length > 0 };
    if (phase === "loading") return { kind: "waiting" };
    if (phase === "cancelled" && index.count > 0) return { kind: "cancelled" };
    if (phase === "partial" || phase === "cancelled") return { kind: "partial" };
    if (index.count > 0 || gaps.length > 0) return { kind: "rows" };
    return { kind: "empty", reasons: emptyReasons(this.init.strings, query, this.now()) };
  }

  /** Says whose orders these are. */
  private name({ name, mark }: TableAccount): void {
    const account = [name, mark].filter(Boolean).join(" · ");
    this.bar.account = account;
    this.grid.element.setAttribute("aria-label", fill(this.init.strings.ordersLabel, account));
  }

  private keep(change: Partial<TableState>): void {
    this.state = { ...this.state, ...change };
    this.host.keep({ ...this.state, query: this.load.query });
  }

  /** Keeps what is typed into the query form, as long as it is not what is shown or being loaded. */
  private keepDraft(): void {
    const { typed } = this.bar.form;
    this.keep({ draft: isTyped(typed, this.load.query) ? null : typed });
  }

  private say(text: string): void {
    this.live.textContent = text;
  }
}
