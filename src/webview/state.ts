import * as z from "zod/mini";
import { pickSchema } from "./picture/pick";
import { freshPicture, pictureSchema } from "./picture/state";
import { typedSchema } from "./query/typed";
import { freshView, viewSchema } from "./view";

const usualAmount = "amount_brutto";

/** A part that cannot be read begins anew; the others stay. */
const schema = z.object({
  version: z.literal(2),
  filter: z.catch(z.string(), ""),
  /** The column that totals are made of. */
  amount: z.catch(z.string(), usualAmount),
  view: z.catch(viewSchema, freshView),
  picture: z.catch(pictureSchema, freshPicture),
  /** The bar of the picture that the rows are limited to. */
  pick: z.catch(z.nullable(pickSchema), null),
  /** Whether all fields of the query form are shown. */
  more: z.catch(z.boolean(), false),
  /** What is typed into the query form and not asked yet. */
  draft: z.catch(z.nullable(typedSchema), null),
});

/** What survives hiding the table, a reload and a restart: everything the user chose in it, beside the query. */
export type TableState = z.infer<typeof schema>;

export const freshState: TableState = {
  version: 2,
  filter: "",
  amount: usualAmount,
  view: freshView,
  picture: freshPicture,
  pick: null,
  more: false,
  draft: null,
};

/** As it was before columns could be filtered and arranged. */
const first = z.object({
  version: z.literal(1),
  filter: z.string(),
  sort: z.array(z.object({ name: z.string(), descending: z.boolean() })),
  amount: z.string(),
  top: z.number().check(z.int(), z.minimum(0)),
});

/** The state kept from before, brought to this version, or a fresh one if there is none that can be read. */
export function readState(kept: unknown): TableState {
  const before = z.safeParse(first, kept);
  if (before.success) {
    const { filter, amount, sort, top } = before.data;
    return { ...freshState, filter, amount, view: { ...freshView, sort, top } };
  }
  const result = z.safeParse(schema, kept);
  return result.success ? result.data : freshState;
}
