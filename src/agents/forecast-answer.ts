import type { CurrencyAmount } from "../state/amounts";
import {
  hasSharedReserve,
  type BalanceForecast,
  type MissingEstimate,
  type PendingCharges,
  type RenewalEstimate,
  type RenewalSums,
  type TransferPayments,
} from "../state/balance-forecast";
import { countOf, joinLines, line, ownWords, type Line } from "./answer";

/** Describes a forecast, which of its parts are estimates, and what it leaves out. */
export function describeForecast(forecast: BalanceForecast, lowThreshold: number): Line[] {
  const { currency, pendingCharges, transfers, estimate, lastYear, span, lastDayAmount } = forecast;
  const bound = hasSharedReserve(forecast) ? line`at most ` : line``;
  return [
    lastDayAmount === undefined
      ? line`Forecast: what will be available on ${span.before} (UTC) is unknown.`
      : line`Forecast, an estimate: ${bound}${lastDayAmount} ${currency} available on ${span.before} (UTC), if nothing is topped up or newly ordered.`,
    describeThreshold(forecast, lowThreshold),
    ...(pendingCharges ? [describePendingOrders(pendingCharges, forecast)] : []),
    ...(transfers ? describeTransfers(transfers) : []),
    describeEstimate(estimate, currency),
    ...(lastYear ? [line`Renewals of the last 12 months: ${describeSums(lastYear, currency)}.`] : []),
    line`The forecast leaves out top-ups, other new orders, amounts in other currencies, and domains that were not renewed on those days. Say that it is an estimate.`,
  ];
}

function describeThreshold(forecast: BalanceForecast, lowThreshold: number): Line {
  const { threshold, currency } = forecast;
  const orEarlier = hasSharedReserve(forecast) ? line` or earlier` : line``;
  const limit = line`the user's threshold of ${lowThreshold} ${currency}`;
  switch (threshold.kind) {
    case "now":
      return line`The available amount is below ${limit} now.`;
    case "pending-orders":
      return line`The available amount falls below ${limit} when the pending orders are charged.`;
    case "day":
      return line`The available amount falls below ${limit} on ${threshold.day}${orEarlier} (estimate).`;
    case "later":
      return line`The available amount does not fall below ${limit} within these days (estimate).`;
    case "unknown":
      return line`Whether the available amount falls below ${limit} is unknown.`;
  }
}

function describePendingOrders(charges: PendingCharges, forecast: BalanceForecast): Line {
  const { currency } = forecast;
  const { orders, amount, otherCurrencies, unreadable, notReserved } = charges;
  const unread = line`; ${countOf(unreadable, "amount")} could not be read`;
  const excess = /[1-9]/.test(notReserved)
    ? line`${notReserved} ${currency} of it exceed the reserved amount and are deducted in the forecast`
    : line`not more than the reserved amount`;
  const shared = line` Some of the reserved amount is for transfers, DMAPI does not tell how much: less may be available by that.`;
  return line`Pending orders of the last 90 days: ${countOf(orders, "order")}, ${describeAmounts(amount, currency, otherCurrencies)}${unreadable > 0 ? unread : line``}; ${excess}.${hasSharedReserve(forecast) ? shared : line``}`;
}

function describeTransfers({ reserved, ordered, unknownPrice, unknownState }: TransferPayments): Line[] {
  const counts = [
    [reserved, "with their price reserved"],
    [ordered, "with a pending order"],
    [unknownPrice, "not reserved yet, price unknown, not in the forecast"],
    [unknownState, "in an unknown state"],
  ] as const;
  const parts = counts.filter(([count]) => count > 0).map(([count, words]) => line`${count} ${ownWords(words)}`);
  return parts.length === 0 ? [] : [line`Pending transfers: ${joinLines(parts, "; ")}.`];
}

function describeEstimate(estimate: RenewalEstimate | MissingEstimate, currency: string): Line {
  const days = line`from ${estimate.basis.after} to ${estimate.basis.before}`;
  switch (estimate.kind) {
    case "estimate":
      return line`Renewals of the next 30 days, an estimate: ${describeSums(estimate, currency)}, as much as was renewed ${days}.`;
    case "no-renewals":
      return line`There is no estimate of renewals: there were none ${days}.`;
    case "unreadable-amounts":
      return line`There is no estimate of renewals: an amount could not be read.`;
    case "not-loaded":
      return line`There is no estimate of renewals: those ${days} are not loaded.`;
  }
}

function describeSums({ renewals, amount, otherCurrencies }: RenewalSums, currency: string): Line {
  return line`${countOf(renewals, "renewal")}, ${describeAmounts(amount, currency, otherCurrencies)}`;
}

function describeAmounts(amount: string, currency: string, others: readonly CurrencyAmount[]): Line {
  return joinLines(
    [{ amount, currency }, ...others].map((each) => line`${each.amount} ${each.currency}`),
    " and ",
  );
}
