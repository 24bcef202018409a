import { countMarkedByValue } from "../../../columns/column-filter";
import { readDistinctValues } from "../../../columns/distinct-values";
import type { OrderModel } from "../order-model";

/** A value of a checklist and how many orders have it. */
export interface CountedValue {
  readonly value: string;
  readonly count: number;
}

/**
 * The values of a column in all rows, most frequent first, and how many of the rows that
 * match the other filters have them; TLDs in lower case. Undefined if the rows were replaced meanwhile.
 */
export async function countValues(
  model: OrderModel,
  { name, column }: { readonly name: string; readonly column: number },
  kind: "values" | "tlds",
): Promise<CountedValue[] | undefined> {
  const { index } = model;
  const marks = await model.markRowsIgnoringColumn(name);
  if (!marks || index !== model.index) return undefined;
  const { typedColumns: typed } = index;
  const dictionary = kind === "tlds" ? typed.tlds(column) : readDistinctValues(index, name);
  const counts = new Map<string, number>();
  const counted = countMarkedByValue(dictionary, marks);
  dictionary.values.forEach((text, code) => {
    const value = kind === "tlds" ? text.toLowerCase() : text;
    counts.set(value, (counts.get(value) ?? 0) + (counted[code] ?? 0));
  });
  const values = Array.from(counts, ([value, count]) => ({ value, count }));
  return values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** Coalesces concurrent calls: `work` never runs twice at once; calls during a run cause one more run. */
export function coalesceRuns(work: () => Promise<void>): () => Promise<void> {
  let [isRequested, isRunning] = [false, false];
  return async () => {
    isRequested = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isRequested) {
        isRequested = false;
        await work();
      }
    } finally {
      isRunning = false;
    }
  };
}
