import * as z from "zod/mini";

export const chartStateSchema = z.object({
  open: z.boolean(),
  /** A table instead of bars. */
  table: z.boolean(),
  /** The currency shown; the one with the most orders if null or absent. */
  currency: z.nullable(z.string()),
});

/** The user's settings of the chart. */
export type ChartState = z.infer<typeof chartStateSchema>;

export const defaultChartState: ChartState = { open: true, table: false, currency: null };
