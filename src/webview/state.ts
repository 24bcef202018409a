import * as z from "zod/mini";

const sort = z.object({ name: z.string(), descending: z.boolean() });
const place = z.number().check(z.int(), z.minimum(-1));

const schema = z.object({
  version: z.literal(1),
  filter: z.string(),
  sort: z.array(sort),
  /** The column that totals are made of. */
  amount: z.string(),
  /** The row at the top, counted in what the filter leaves. */
  top: place,
  focus: z.object({ row: place, column: place }),
});

/** What survives hiding the table: everything the user chose in it. Columns go by name. */
export type TableState = z.infer<typeof schema>;
export type NamedSort = z.infer<typeof sort>;

export const freshState: TableState = {
  version: 1,
  filter: "",
  sort: [],
  amount: "amount_brutto",
  top: 0,
  focus: { row: 0, column: 0 },
};

/** The state kept from before, or a fresh one if there is none that fits. */
export function readState(kept: unknown): TableState {
  const result = z.safeParse(schema, kept);
  return result.success ? result.data : freshState;
}
