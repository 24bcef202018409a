import { countMarked } from "../../rows/column-filter";
import type { OrderModel } from "../model";

/** A value of a check list and how many orders have it. */
export interface CountedValue {
  readonly value: string;
  readonly count: number;
}

/**
 * The values of a column (its name and its place as sent) in all rows, most frequent first, and how many of the rows that
 * other filters leave have them; TLDs in small letters. Undefined when the rows are others by now.
 */
export async function countValues(
  model: OrderModel,
  { name, column }: { readonly name: string; readonly column: number },
  kind: "values" | "tlds",
): Promise<CountedValue[] | undefined> {
  const { index } = model;
  const marks = await model.marksWithout(name);
  if (!marks || index !== model.index) return undefined;
  const { typed } = index;
  const dictionary = kind === "tlds" ? typed.tlds(column) : typed.dictionary(column);
  const counts = new Map<string, number>();
  const counted = countMarked(dictionary, marks);
  dictionary.values.forEach((text, code) => {
    const value = kind === "tlds" ? text.toLowerCase() : text;
    counts.set(value, (counts.get(value) ?? 0) + (counted[code] ?? 0));
  });
  const values = Array.from(counts, ([value, count]) => ({ value, count }));
  return values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** Does `work` whenever it is asked for, never twice at once: asked for in between, it is done once more behind. */
export function inTurn(work: () => Promise<void>): () => Promise<void> {
  let [asked, running] = [false, false];
  return async () => {
    asked = true;
    if (running) return;
    running = true;
    try {
      while (asked) {
        asked = false;
        await work();
      }
    } finally {
      running = false;
    }
  };
}
