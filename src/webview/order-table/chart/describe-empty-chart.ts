import type { Strings } from "../../../messages/strings";
import type { TotalsStatus } from "../totals/total-columns";

/** What stands in place of the chart. Where orders are missing, it does not claim that there was no spending. */
export function describeEmptyChart(
  strings: Pick<Strings, "calculating" | "noSpending" | "noSpendingLoaded" | "spendingNotLoaded">,
  status: TotalsStatus,
  orderCount: number,
): string {
  if (status === "calculating") return strings.calculating;
  if (status === "complete") return strings.noSpending;
  return orderCount === 0 ? strings.spendingNotLoaded : strings.noSpendingLoaded;
}
