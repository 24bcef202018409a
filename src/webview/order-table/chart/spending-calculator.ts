import type { ColumnFilter } from "../../../columns/column-filter";
import { selectMarkedRows } from "../../../columns/text-search";
import { listAllRows } from "../../../columns/row-sort";
import { calculateSpend, type Spend, type SpendColumns } from "../../../columns/spend";
import type { TimeSpan } from "../../../columns/calendar-periods";
import type { CooperativeTask } from "../../../columns/cooperative-task";
import { markFilteredRows } from "../row-filter";
import type { OrderModel } from "../order-model";
import { runInTimeSlices } from "../time-slicing";

/** Computes the spending of a model's rows; a newer update cancels the running one. */
export class SpendingCalculator {
  private latestUpdate = 0;
  /** The times whose orders are missing. */
  missing: readonly TimeSpan[] = [];

  constructor(
    private readonly model: OrderModel,
    private readonly onResult: (spend: Spend) => void,
  ) {}

  /** Computes the spending of the rows shown, or of the rows that other column filters would leave. */
  async update(filters?: readonly ColumnFilter[]): Promise<void> {
    const update = ++this.latestUpdate;
    const { membershipKey } = this.model;
    const isCurrent = () => update === this.latestUpdate && membershipKey === this.model.membershipKey;
    const spend = await runInTimeSlices(this.compute(filters), isCurrent, this.model.yieldUntilIdle);
    if (spend && isCurrent()) this.onResult(spend.value);
  }

  /** Cancels the running computation. */
  cancel(): void {
    this.latestUpdate++;
  }

  private *compute(filters?: readonly ColumnFilter[]): CooperativeTask<Spend> {
    const { index, amount, local } = this.model;
    const names: SpendColumns = { amount, currency: "currency", status: "status", type: "type", created: "created_at" };
    yield* index.typedColumns.prepare([
      { column: index.findColumn(names.amount), as: "decimals" },
      { column: index.findColumn(names.created), as: "instants" },
      ...[names.currency, names.status, names.type].map((name) => dictionaryOf(index.findColumn(name))),
    ]);
    return yield* calculateSpend(index, names, yield* this.selectRows(filters), local, this.missing);
  }

  private *selectRows(columns?: readonly ColumnFilter[]): CooperativeTask<Uint32Array> {
    const { index, rows, filter: text, local } = this.model;
    if (!columns) return rows;
    const marks = yield* markFilteredRows(index, { text, columns, local });
    return yield* selectMarkedRows(listAllRows(index.count), marks);
  }
}

function dictionaryOf(column: number): { column: number; as: "dictionary" } {
  return { column, as: "dictionary" };
}
