import type { ColumnFilter } from "../../columns/column-filter";
import { selectMarkedRows } from "../../columns/text-search";
import { groupRows, flattenGroups, type RowGroups } from "../../columns/row-groups";
import type { RowIndex } from "../../columns/row-index";
import { listAllRows, sortRowsCooperatively, type SortKey } from "../../columns/row-sort";
import type { CooperativeTask } from "../../columns/cooperative-task";
import { calculateTotalsCooperatively, type Totals } from "../../columns/totals";
import { IndexQueue, type RowInsertion } from "./index-queue";
import { markFilteredRows, namedColumns, searchAsSent, type SearchDisplay } from "./row-filter";
import { nextPaint, yieldToBrowser } from "./scheduler";
import { computeGrouping } from "./grouping";
import { runInTimeSlices } from "./time-slicing";
import { Memo } from "./memo";
import type { GroupBy, ColumnSort } from "./view-state";

export type ChangeCause = "rows" | "sort" | "filter" | "group" | "fold";

export interface ModelEvents {
  /** The rows shown have changed. */
  onRowsChanged(cause: ChangeCause): void;
  /** Computing the rows has started or ended. */
  onBusyChanged?(working: boolean): void;
  /** The totals have changed, or the rows shown have; those of groups follow. */
  onTotalsChanged(totals: Totals): void;
  /** The totals of all groups are known. */
  onSubtotalsChanged?(): void;
}

/** The rows, and which of them are shown in which order. Computes in time slices to keep the page responsive. */
export class OrderModel {
  /** Filtered rows in display order, including those of folded groups. */
  rows: Uint32Array = new Uint32Array();
  /** Identifies the set of rows shown, whatever their order: the same object until the set changes. */
  membershipKey: readonly unknown[] = [];
  /** What the list shows: rows, and groups if there are any (see rows/groups.ts). */
  entries: Uint32Array = new Uint32Array();
  groups: RowGroups | undefined;
  /** By group; empty until they are known. */
  subtotals: readonly Totals[] = [];
  filter = "";
  filters: readonly ColumnFilter[] = [];
  sort: readonly ColumnSort[] = [];
  group: GroupBy | null = null;
  folded: ReadonlySet<string> = new Set();
  /** Whether days are those of the user's own zone, else of UTC. */
  local = false;
  amount = "";
  /** The currency that comes first in totals. */
  mainCurrency = "";
  /** The column filters for the totals, from those of the rows: a total that filters the rows does not filter the totals. */
  selectTotalsFilters = (filters: readonly ColumnFilter[]): readonly ColumnFilter[] => filters;
  /** How texts are shown, so that a search finds what the user sees. */
  display: SearchDisplay = searchAsSent;
  private readonly queue = new IndexQueue(() => this.update("rows"));
  private readonly order = new Memo<Uint32Array>();
  private readonly marks = new Memo<Uint8Array>();
  private readonly filteredRows = new Memo<Uint32Array>();
  private readonly groupedRows = new Memo<RowGroups | undefined>();
  private readonly totalsMarks = new Memo<Uint8Array>();
  private readonly totalsRows = new Memo<Uint32Array>();
  private readonly totals = new Memo<Totals>();
  private readonly groupTotals = new Memo<Totals[]>();
  private reportedTotals: readonly unknown[] = [];
  private updateCount = 0;
  private finishedUpdate = 0;
  private totalCount = 0;
  /** The change the user requested and does not see yet. */
  private requestedCause: ChangeCause | undefined;

  constructor(private readonly events: ModelEvents) {}

  /** The index over the rows that have been added. */
  get index(): RowIndex {
    return this.queue.index;
  }

  /** Whether rows are queued or an update is running. */
  get isBusy(): boolean {
    return !this.queue.isEmpty || this.finishedUpdate !== this.updateCount;
  }

  /** Whether any filter is set. */
  get isFiltered(): boolean {
    return this.filter.trim() !== "" || this.filters.length > 0;
  }

  /** Whether all rows are shown in the order they arrived. */
  get isInOriginalOrder(): boolean {
    return !this.isFiltered && this.sort.length === 0 && this.group === null;
  }

  /** Removes all rows. */
  clear(): void {
    this.queue.clear();
    void this.update("rows");
  }

  add(rows: RowInsertion): void {
    this.queue.add(rows);
  }

  /** Recomputes the rows shown; stops if a later update has started. */
  async update(cause: ChangeCause): Promise<void> {
    const update = ++this.updateCount;
    const isCurrent = () => update === this.updateCount;
    if (cause !== "rows") {
      this.requestedCause = cause;
      this.events.onBusyChanged?.(true);
    }
    const selection = await this.selectRows(isCurrent);
    const groups = selection && (await this.groupSelectedRows(selection.rows, isCurrent));
    if (!groups || !isCurrent()) return;
    this.groups = groups.value;
    this.rows = this.groups?.rows ?? selection.rows;
    this.membershipKey = selection.members;
    this.subtotals = [];
    this.updateEntries();
    this.finishedUpdate = update;
    this.events.onBusyChanged?.(false);
    const { requestedCause = cause } = this;
    this.requestedCause = undefined;
    this.events.onRowsChanged(cause);
    // An update for new rows has superseded the one the user requested.
    if (requestedCause !== cause) this.events.onRowsChanged(requestedCause);
    if (this.queue.isEmpty) void this.updateTotals();
  }

  /** Shows or hides the rows of groups. */
  setFolded(folded: ReadonlySet<string>): void {
    this.folded = folded;
    this.updateEntries();
    this.events.onRowsChanged("fold");
  }

  /**
   * Yields between time slices of low-priority work: continues only when no update is running
   * and its result has been painted.
   */
  readonly yieldUntilIdle = async (): Promise<void> => {
    await yieldToBrowser();
    while (this.isBusy) await nextPaint();
  };

  /** Recomputes the totals over the column `amount`: of the rows shown, or of those that other filters would leave. */
  async updateTotals(): Promise<void> {
    const totalNumber = ++this.totalCount;
    const { membershipKey, groups, amount } = this;
    const isCurrent = () =>
      totalNumber === this.totalCount && membershipKey === this.membershipKey && groups === this.groups;
    await nextPaint();
    await this.yieldUntilIdle();
    if (!isCurrent()) return;
    const selection = await this.selectTotalsRows(isCurrent);
    const totals =
      selection &&
      (await this.totals.get(
        [selection.members, amount],
        () => this.computeTotals(selection.rows),
        isCurrent,
        this.yieldUntilIdle,
      ));
    if (!totals || !isCurrent()) return;
    const report = [totals, membershipKey];
    const isReported = report.every((part, at) => part === this.reportedTotals[at]);
    this.reportedTotals = report;
    if (!isReported) this.events.onTotalsChanged(totals.value);
    const subtotals =
      groups &&
      (await this.groupTotals.get(
        [groups, amount],
        () => this.computeGroupTotals(groups),
        isCurrent,
        this.yieldUntilIdle,
      ));
    if (!subtotals || !isCurrent()) return;
    this.subtotals = subtotals.value;
    this.events.onSubtotalsChanged?.();
  }

  /** Marks the rows that match all filters except those of this column. */
  async markRowsIgnoringColumn(column: string): Promise<Uint8Array | undefined> {
    const { index, filter: text, local, display } = this;
    const columns = this.filters.filter((filter) => filter.column !== column);
    const marks = await runInTimeSlices(
      markFilteredRows(index, { text, columns, local, display }),
      () => index === this.index,
    );
    return marks?.value;
  }

  /** The first row with exactly this text in a column. */
  async findRow(column: string, text: string): Promise<number | undefined> {
    const { index, local } = this;
    if (index.findColumn(column) < 0) return undefined;
    const columns = [{ column, kind: "is", text } as const];
    const marks = await runInTimeSlices(
      markFilteredRows(index, { text: "", columns, local }),
      () => index === this.index,
    );
    const row = marks?.value.indexOf(1) ?? -1;
    return row < 0 ? undefined : row;
  }

  private async selectRows(
    isCurrent: () => boolean,
  ): Promise<{ rows: Uint32Array; members: readonly unknown[] } | undefined> {
    const { index, sort, filter: text, filters: columns, local, isFiltered } = this;
    const { count } = index;
    const unsorted = this.queue.listUnsorted();
    const order = await this.order.get(
      [unsorted, sort],
      () => sortRowsCooperatively(index, this.sortKeys(), unsorted),
      isCurrent,
    );
    if (!order) return undefined;
    if (!isFiltered) return { rows: order.value, members: this.toMembershipKey([unsorted, local]) };
    const rowFilters = { text, columns, local, display: this.display };
    const marks = await this.marks.get(
      [index, count, text, columns, local],
      () => markFilteredRows(index, rowFilters),
      isCurrent,
    );
    if (!marks) return undefined;
    const rows = await this.filteredRows.get(
      [order.value, marks.value],
      () => selectMarkedRows(order.value, marks.value),
      isCurrent,
    );
    return rows && { rows: rows.value, members: this.toMembershipKey([marks.value, local]) };
  }

  /** The rows of the totals. */
  private async selectTotalsRows(
    isCurrent: () => boolean,
  ): Promise<{ rows: Uint32Array; members: unknown } | undefined> {
    const { index, filter: text, local, display, rows, membershipKey } = this;
    const columns = this.selectTotalsFilters(this.filters);
    if (columns === this.filters) return { rows, members: membershipKey };
    const marks = await this.totalsMarks.get(
      [index, index.count, text, JSON.stringify(columns), local],
      () => markFilteredRows(index, { text, columns, local, display }),
      isCurrent,
      this.yieldUntilIdle,
    );
    if (!marks) return undefined;
    const selected = await this.totalsRows.get(
      [marks.value],
      () => selectMarkedRows(listAllRows(index.count), marks.value),
      isCurrent,
      this.yieldUntilIdle,
    );
    return selected && { rows: selected.value, members: selected };
  }

  private toMembershipKey(parts: readonly unknown[]): readonly unknown[] {
    return parts.every((part, at) => part === this.membershipKey[at]) ? this.membershipKey : parts;
  }

  private async groupSelectedRows(
    rows: Uint32Array,
    isCurrent: () => boolean,
  ): Promise<{ value: RowGroups | undefined } | undefined> {
    const { index, group, local, sort } = this;
    if (!group) return { value: undefined };
    return this.groupedRows.get(
      [rows, group, local, sort],
      () => computeGroups(index, rows, group, local, sort),
      isCurrent,
    );
  }

  private updateEntries(): void {
    const { groups, folded } = this;
    this.entries = groups ? flattenGroups(groups, (name) => folded.has(name)) : this.rows;
  }

  private *computeTotals(rows: Uint32Array): CooperativeTask<Totals> {
    const { index, amount } = this;
    const names = { amount, currency: "currency", status: "status", type: "type" };
    yield* index.typedColumns.prepare([
      { column: index.findColumn(names.amount), as: "decimals" },
      { column: index.findColumn(names.currency), as: "dictionary" },
      { column: index.findColumn(names.status), as: "dictionary" },
      { column: index.findColumn(names.type), as: "dictionary" },
    ]);
    return yield* calculateTotalsCooperatively(index, names, rows);
  }

  private *computeGroupTotals({ rows, starts, names }: RowGroups): CooperativeTask<Totals[]> {
    const totals: Totals[] = [];
    for (const at of names.keys()) totals.push(yield* this.computeTotals(rows.subarray(starts[at], starts[at + 1])));
    return totals;
  }

  private sortKeys(): SortKey[] {
    const { display } = this;
    const keys = this.sort.map(({ name, descending }) => ({
      column: this.index.findColumn(name),
      descending,
      toText: namedColumns.includes(name) ? (value: string) => display.getName(name, value) : undefined,
    }));
    return keys.filter(({ column }) => column >= 0);
  }
}

function* computeGroups(
  index: RowIndex,
  rows: Uint32Array,
  group: GroupBy,
  local: boolean,
  sort: readonly ColumnSort[],
): CooperativeTask<RowGroups | undefined> {
  const grouping = yield* computeGrouping(index, group, local, sort);
  return grouping && (yield* groupRows(rows, grouping));
}
