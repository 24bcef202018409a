import * as z from "zod/mini";
import { freshView, viewSchema } from "./view";

const schema = z.object({
  version: z.literal(2),
  filter: z.string(),
  /** The column that totals are made of. */
  amount: z.string(),
  view: viewSchema,
});

/** What survives hiding the table: everything the user chose in it. */
export type TableState = z.infer<typeof schema>;

export const freshState: TableState = { version: 2, filter: "", amount: "amount_brutto", view: freshView };

/** The state kept from before, or a fresh one if there is none that fits. */
export function readState(kept: unknown): TableState {
  const result = z.safeParse(schema, kept);
  return result.success ? result.data : freshState;
}
