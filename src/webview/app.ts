import type { HostMessage, InitMessage } from "../messages/host";
import type { TableQuery } from "../messages/query";
import type { KeptTable, TableMessage } from "../messages/table";
import { make } from "./dom";
import { emptyReasons } from "./empty";
import { fill, Numbers, shown } from "./format";
import { Gaps } from "./gaps";
import { gridColumns, type GridColumn } from "./grid/columns";
import { Grid } from "./grid/grid";
import { LoadState } from "./load-state";
import { OrderModel, type Cause } from "./model";
import { Notice, type Situation } from "./notice";
import { Progress } from "./progress";
import { QueryBar } from "./query/bar";
import type { NamedSort, TableState } from "./state";
import { Toolbar } from "./toolbar";
import { TotalsStrip } from "./totals";

/** What the table needs of the page's host. */
export interface Host {
  post(message: TableMessage): void;
  keep(state: TableState & KeptTable): void;
}

/** The order table: wires the rows to what shows them and to the extension. */
export class OrderTable {
  private readonly bar: QueryBar;
  private readonly gaps: Gaps;
  private readonly progress: Progress;
  private readonly toolbar: Toolbar;
  private readonly totals: TotalsStrip;
  private readonly notice: Notice;
  private readonly grid: Grid;
  private readonly model: OrderModel;
  private readonly footer = make("footer", { class: "footer" });
  private readonly live = make("div", { class: "live", role: "status" });
  private columns: readonly GridColumn[] = [];
  private readonly load: LoadState;
  private readonly now: () => number;
  private restoring: boolean;

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
    const account = [init.account.name, init.account.mark].filter(Boolean).join(" · ");
    this.restoring = state.top > 0 || state.focus.row !== 0 || state.focus.column !== 0;
    this.model = new OrderModel({
      shown: (cause) => this.rowsChanged(cause),
      totalled: (totals) => this.totals.show(totals),
    });
    Object.assign(this.model, { filter: state.filter, sort: state.sort, amount: state.amount });
    this.bar = new QueryBar(init, account, this.now, {
      post: (message) => host.post(message),
      query: (query) => this.ask(query),
      more: () => undefined,
    });
    this.progress = new Progress(strings, numbers, () => host.post({ type: "cancel" }));
    this.toolbar = new Toolbar(strings, numbers, state.filter, this.progress, this.toolbarEvents());
    this.totals = new TotalsStrip(strings, numbers, (amount) => this.totalBy(amount));
    this.gaps = new Gaps(strings, (gap) => host.post({ type: "retryGap", generation: this.load.generation, gap }));
    this.notice = new Notice(strings, {
      retry: () => this.ask(this.load.query),
      clearFilter: () => this.clearFilter(),
    });
    const text = (row: number, column: number) => shown(this.model.index.cell(row, column));
    this.grid = new Grid(fill(strings.ordersLabel, account), strings, text, {
      sort: (column, further) => this.sortBy(column, further),
      moved: () => this.keepPlace(),
      say: (text) => this.say(text),
    });
  }

  /** Fills the page. */
  mount(page: HTMLElement): void {
    const { bar, toolbar, gaps, notice, totals, grid, footer, live } = this;
    const main = [toolbar.element, gaps.element, notice.element, totals.element, grid.element, footer];
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
    if (this.load.take(message)) this.model.clear();
    switch (message.type) {
      case "rows":
        this.model.add(message);
        break;
      case "loading":
        this.keep({});
        break;
      case "done":
        this.footer.textContent = message.notice;
        break;
      case "rejected":
        this.bar.form.reject(message.problems);
        break;
      case "queries":
        this.bar.offer(message);
        break;
      case "exported":
        this.toolbar.showExporting(false);
        if (message.text) this.footer.textContent = message.text;
        this.say(message.text);
    }
    this.refresh();
    this.restore();
  }

  private toolbarEvents() {
    return {
      filter: (text: string) => this.filterBy(text),
      leave: () => this.grid.element.focus(),
      export: () => this.export(),
    };
  }

  private ask(query: TableQuery): void {
    this.host.post({ type: "query", query });
  }

  private export(): void {
    const { rows, index, sort } = this.model;
    const asTheyCame = rows.length === index.count && sort.length === 0;
    this.toolbar.showExporting(true);
    const columns = this.columns.map(({ name }) => name);
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
    this.toolbar.filterBox.value = "";
    this.toolbar.filterBox.focus();
    this.filterBy("");
  }

  private sortBy(column: number, further: boolean): void {
    const name = this.columns[column]?.name;
    if (name === undefined) return;
    const sort = nextSort(this.state.sort, name, further);
    this.keep({ sort });
    this.model.sort = sort;
    void this.model.update("sort");
  }

  private totalBy(amount: string): void {
    this.keep({ amount });
    this.model.amount = amount;
    void this.model.total();
  }

  private rowsChanged(cause: Cause): void {
    const { index, rows } = this.model;
    if (cause === "rows") this.columnsChanged();
    this.refresh();
    this.grid.showColumns(this.columns, this.model.sort);
    this.grid.showRows(rows);
    if (cause === "sort") this.say(this.sortText());
    if (cause !== "rows") this.grid.top = cause === "sort" ? 0 : this.grid.focus.row;
    if (cause === "filter") this.say(this.toolbar.showCount(rows.length, index.count));
    this.restore();
  }

  private columnsChanged(): void {
    const { index, amount } = this.model;
    const amounts = index.columns.filter((name) => name.startsWith("amount"));
    if (!amounts.includes(amount)) this.model.amount = amounts[0] ?? amount;
    this.totals.offer(amounts, this.model.amount);
    const columns = gridColumns(index, this.init.titles);
    if (JSON.stringify(columns) !== JSON.stringify(this.columns)) this.columns = columns;
  }

  /** Goes back to the place kept from before, once all rows are there, unless the user went elsewhere meanwhile. */
  private restore(): void {
    if (!this.restoring || this.load.phase === "loading" || this.model.busy) return;
    const { top, focus } = this.state;
    this.restoring = false;
    this.grid.focus = focus;
    this.grid.top = top;
  }

  private refresh(): void {
    const { index, rows } = this.model;
    const situation = this.situation();
    this.notice.show(situation);
    this.gaps.show(this.load.gaps);
    this.progress.show(this.load.loading(index.count));
    this.totals.complete = this.load.complete;
    this.toolbar.showCount(rows.length, index.count);
    this.grid.element.hidden = rows.length === 0;
    this.totals.element.classList.toggle("empty", rows.length === 0);
  }

  private situation(): Situation {
    const { index, rows, filter } = this.model;
    const { phase, query, gaps } = this.load;
    if (typeof phase === "object") return { kind: "failed", reason: phase.failed, kept: index.count > 0 };
    if (rows.length === 0 && this.model.busy) return { kind: "waiting" };
    if (rows.length === 0 && index.count > 0 && filter !== "") return { kind: "no match", filter };
    if (phase === "loading") return { kind: "waiting" };
    if (phase === "partial") return { kind: "partial" };
    if (index.count > 0 || gaps.length > 0) return { kind: "rows" };
    return { kind: "empty", reasons: emptyReasons(this.init.strings, query, this.now()) };
  }

  private sortText(): string {
    const { strings, titles } = this.init;
    const said = this.state.sort.map(({ name, descending }) =>
      fill(descending ? strings.sortedDescending : strings.sortedAscending, titles[name] ?? name),
    );
    return said.length === 0 ? strings.unsorted : fill(strings.sortAnnouncement, said.join("; "));
  }

  private keepPlace(): void {
    this.restoring = false;
    this.keep({ top: this.grid.top, focus: this.grid.focus });
  }

  private keep(change: Partial<TableState>): void {
    this.state = { ...this.state, ...change };
    this.host.keep({ ...this.state, account: this.init.account.id, query: this.load.query });
  }

  private say(text: string): void {
    this.live.textContent = text;
  }
}

/** The sort after a column was chosen: ascending, then descending, then none of it. */
function nextSort(sort: readonly NamedSort[], name: string, further: boolean): NamedSort[] {
  const key = sort.find((other) => other.name === name);
  const next =
    key === undefined ? { name, descending: false } : key.descending ? undefined : { name, descending: true };
  if (!further) return next ? [next] : [];
  if (!key) return [...sort, ...(next ? [next] : [])];
  return sort.flatMap((other) => (other.name !== name ? [other] : next ? [next] : []));
}
