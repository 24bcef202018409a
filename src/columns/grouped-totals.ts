import { encodePeriods } from "./period-codes";
import { readDistinctValues } from "./distinct-values";
import { createGroupingByName, groupRows, type Grouping } from "./row-groups";
import type { RowIndex } from "./row-index";
import { calculateTotalsCooperatively, type CurrencyTotals, type TotalColumns } from "./totals";
import type { CooperativeTask } from "./cooperative-task";

/** What totals can be grouped by. Months are those of UTC. */
export type TotalGrouping = "type" | "month" | "tld";

/** Names of the columns that totals are grouped by. */
export interface GroupColumns extends TotalColumns {
  readonly created: string;
  readonly identifier: string;
}

/** The totals of one group by currency. */
export interface GroupTotals {
  /** A type as sent, `2026-07`, or a TLD in lower case; empty for rows without one. */
  readonly name: string;
  /** All orders of the group, with the free ones and those with an unreadable amount. */
  readonly orders: number;
  readonly currencies: readonly CurrencyTotals[];
}

/** Adds up amounts by group and currency over some rows, exactly; groups in the order of their names. */
export function* calculateGroupedTotals(
  index: RowIndex,
  by: TotalGrouping,
  names: GroupColumns,
  rows: Uint32Array,
): CooperativeTask<GroupTotals[]> {
  const grouping = yield* createGrouping(index, by, names);
  const groups = yield* groupRows(rows, grouping);
  const totals: GroupTotals[] = [];
  for (const [group, name] of groups.names.entries()) {
    const groupedRows = groups.rows.subarray(groups.starts[group], groups.starts[group + 1]);
    const { currencies } = yield* calculateTotalsCooperatively(index, names, groupedRows);
    totals.push({ name, orders: groupedRows.length, currencies });
  }
  return totals;
}

function* createGrouping(index: RowIndex, by: TotalGrouping, names: GroupColumns): CooperativeTask<Grouping> {
  switch (by) {
    case "type": {
      const { codes, values } = readDistinctValues(index, names.type);
      return createGroupingByName(codes, values, false);
    }
    case "month": {
      const { times } = index.typedColumns.dates(index.findColumn(names.created));
      const { codes, names: months } = yield* encodePeriods(times, "month", false);
      return createGroupingByName(codes, months, false);
    }
    case "tld": {
      const { codes, values } = index.typedColumns.tlds(index.findColumn(names.identifier));
      return createGroupingByName(codes, values.map((value) => value.toLowerCase()), false); // prettier-ignore
    }
  }
}
