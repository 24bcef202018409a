import type { ColumnFilter } from "../../rows/column-filter";
import { keepMarked } from "../../rows/filter";
import { allRows } from "../../rows/sort";
import { spendOver, type Spend, type SpendColumns } from "../../rows/spend";
import type { Steps } from "../../rows/steps";
import { chosenRows } from "../choose";
import type { OrderModel } from "../model";
import { inSlices } from "../slices";

/** Works out the spending of a model's rows; gives up what is no longer wanted. */
export class Spending {
  private latest = 0;

  constructor(
    private readonly model: OrderModel,
    private readonly found: (spend: Spend) => void,
  ) {}

  /** Spending of the rows in sight, or of those that other column filters would leave. */
  async update(filters?: readonly ColumnFilter[]): Promise<void> {
    const update = ++this.latest;
    const { members } = this.model;
    const current = () => update === this.latest && members === this.model.members;
    const spend = await inSlices(this.steps(filters), current, this.model.rest);
    if (spend && current()) this.found(spend.value);
  }

  /** Gives up what is being worked out. */
  stop(): void {
    this.latest++;
  }

  private *steps(filters?: readonly ColumnFilter[]): Steps<Spend> {
    const { index, amount, local } = this.model;
    const names: SpendColumns = { amount, currency: "currency", status: "status", type: "type", created: "created_at" };
    yield* index.typed.prepare([
      { column: index.columnOf(names.amount), as: "decimals" },
      { column: index.columnOf(names.created), as: "instants" },
      ...[names.currency, names.status, names.type].map((name) => dictionary(index.columnOf(name))),
    ]);
    return yield* spendOver(index, names, yield* this.rowsOf(filters), local);
  }

  private *rowsOf(columns?: readonly ColumnFilter[]): Steps<Uint32Array> {
    const { index, rows, filter: text, local } = this.model;
    if (!columns) return rows;
    const marks = yield* chosenRows(index, { text, columns, local });
    return yield* keepMarked(allRows(index.count), marks);
  }
}

function dictionary(column: number): { column: number; as: "dictionary" } {
  return { column, as: "dictionary" };
}
