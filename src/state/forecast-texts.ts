import { l10n } from "vscode";
import { formatCount, formatDay, formatMoney, formatNearDay } from "../workbench/formats";
import type { CurrencyAmount } from "./amounts";
import {
  hasSharedReserve,
  type BalanceForecast,
  type PendingCharges,
  type RenewalEstimate,
  type RenewalSums,
  type MissingEstimate,
  type TransferPayments,
} from "./balance-forecast";

/** A part of the forecast in words. */
export interface ForecastField {
  readonly id: "reserved" | "transfers" | "pending-orders" | "estimate" | "last-day" | "left-out" | "last-year";
  readonly name: string;
  readonly value: string;
}

/** When the available amount falls below the threshold, or else what is left; why neither is known. */
export function describeForecast(forecast: BalanceForecast, lowThreshold: number): string {
  const { currency, threshold, lastDayAmount, estimate } = forecast;
  const limit = formatMoney(`${lowThreshold}`, currency);
  switch (threshold.kind) {
    case "now":
      return l10n.t("below {0}", limit);
    case "pending-orders":
      return l10n.t("below {0} when the pending orders are charged", limit);
    case "day":
      return joinTexts([
        hasSharedReserve(forecast)
          ? l10n.t("below {0} on {1} or earlier (estimate)", limit, formatNearDay(threshold.day))
          : l10n.t("below {0} on {1} (estimate)", limit, formatNearDay(threshold.day)),
        leftOutCountText(forecast),
      ]);
    case "later":
    case "unknown":
      return lastDayAmount === undefined ? missingEstimateText(estimate) : amountOnDay(lastDayAmount, forecast);
  }
}

/** What the forecast consists of, without what is not loaded. */
export function forecastFields(forecast: BalanceForecast): readonly ForecastField[] {
  const { currency, reserved, pendingCharges, transfers, estimate, lastYear, lastDayAmount } = forecast;
  const lastDay = lastDayAmount === undefined ? "" : amountOnDay(lastDayAmount, forecast);
  const fields: ForecastField[] = [
    { id: "reserved", name: l10n.t("Reserved"), value: formatMoney(reserved, currency) },
    { id: "transfers", name: l10n.t("Pending transfers"), value: transfers ? transfersText(transfers) : "" },
    {
      id: "pending-orders",
      name: l10n.t("Pending orders"),
      value: pendingCharges ? pendingOrdersText(pendingCharges, forecast) : "",
    },
    { id: "estimate", name: l10n.t("Renewals in the next 30 days"), value: estimateText(estimate, currency) },
    { id: "last-day", name: l10n.t("Available in 30 days"), value: lastDay },
    { id: "left-out", name: l10n.t("Not included"), value: leftOutText(forecast) },
    {
      id: "last-year",
      name: l10n.t("Renewals in the last 12 months"),
      value: lastYear ? renewalsText(lastYear, currency) : "",
    },
  ];
  return fields.filter(({ value }) => value !== "");
}

/** The lines that a hover adds to the amounts of the balance. */
export function forecastLines(forecast: BalanceForecast, lowThreshold: number): readonly string[] {
  const { kind } = forecast.threshold;
  const isExpected = kind === "day" || kind === "pending-orders";
  return [
    ...forecastFields(forecast)
      .filter(({ id }) => id !== "reserved" && id !== "last-year")
      .map(({ name, value }) => l10n.t("{0}: {1}", name, value)),
    ...(isExpected ? [l10n.t("{0}: {1}", l10n.t("Forecast"), describeForecast(forecast, lowThreshold))] : []),
  ];
}

function amountOnDay(amount: string, forecast: BalanceForecast): string {
  const { currency, span } = forecast;
  const exact = formatMoney(amount, currency);
  const money = hasSharedReserve(forecast) ? l10n.t("at most {0}", exact) : exact;
  const [day, leftOut] = [formatNearDay(span.before), leftOutCountText(forecast)];
  return leftOut === ""
    ? l10n.t("{0} on {1} (estimate)", money, day)
    : l10n.t("{0} ({1}) on {2} (estimate)", money, leftOut, day);
}

/** How many amounts a figure lacks: right beside it, because a narrow side bar cuts off the end. Empty if it lacks none. */
function leftOutCountText({ leftOut: { transfers, otherCurrencies, unreadable } }: BalanceForecast): string {
  const count = transfers + otherCurrencies + unreadable;
  return count === 0 ? "" : l10n.t("{0} not included", formatCount(count));
}

/** What these amounts are. */
function leftOutText({ leftOut: { transfers, otherCurrencies, unreadable } }: BalanceForecast): string {
  const count = (number: number, one: string, many: string) => (number === 0 ? "" : number === 1 ? one : many);
  const parts = [
    count(
      transfers,
      l10n.t("1 transfer without a price"),
      l10n.t("{0} transfers without a price", formatCount(transfers)),
    ),
    count(
      otherCurrencies,
      l10n.t("1 amount in another currency"),
      l10n.t("{0} amounts in other currencies", formatCount(otherCurrencies)),
    ),
    count(unreadable, l10n.t("1 unreadable amount"), l10n.t("{0} unreadable amounts", formatCount(unreadable))),
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** How the forecast is computed, and what it lacks. */
export function forecastNote(forecast: BalanceForecast): string {
  const { estimate, pendingCharges } = forecast;
  const { after, before } = estimate.basis;
  const others = [estimate, pendingCharges].some(
    (part) => part && "otherCurrencies" in part && part.otherCurrencies.length > 0,
  );
  return [
    l10n.t(
      "Estimate: the renewals from {0} to {1} are expected again one year later, at the same prices.",
      formatDay(after),
      formatDay(before),
    ),
    l10n.t("Top-ups, other new orders, and domains that were not renewed in those days are not included."),
    l10n.t("The reserved amount is already deducted. Pending orders are deducted only as far as they exceed it."),
    hasSharedReserve(forecast)
      ? l10n.t("Part of it is reserved for transfers. DMAPI does not report how much, so less may be available.")
      : "",
    others ? l10n.t("Amounts in other currencies are not deducted.") : "",
  ]
    .filter((sentence) => sentence !== "")
    .join("\n");
}

function transfersText({ reserved, ordered, unknownPrice, unknownState }: TransferPayments): string {
  return joinTexts([
    reserved > 0 ? l10n.t("{0} reserved", formatCount(reserved)) : "",
    ordered > 0 ? l10n.t("{0} with a pending order", formatCount(ordered)) : "",
    unknownPrice > 0 ? l10n.t("{0} not reserved yet, price unknown", formatCount(unknownPrice)) : "",
    unknownState > 0 ? l10n.t("{0} in an unknown state", formatCount(unknownState)) : "",
  ]);
}

function pendingOrdersText(charges: PendingCharges, forecast: BalanceForecast): string {
  const { currency } = forecast;
  const { orders, amount, otherCurrencies, unreadable, notReserved } = charges;
  if (orders + unreadable === 0) return l10n.t("none");
  const notReservedText = formatMoney(notReserved, currency);
  return joinTexts([
    orders === 1 ? l10n.t("1 order") : l10n.t("{0} orders", formatCount(orders)),
    amountsText(amount, currency, otherCurrencies),
    !isUsed(notReserved)
      ? ""
      : hasSharedReserve(forecast)
        ? l10n.t("at least {0} not reserved", notReservedText)
        : l10n.t("{0} not reserved", notReservedText),
    unreadableText(unreadable),
  ]);
}

function isUsed(amount: string): boolean {
  return /[1-9]/.test(amount);
}

function unreadableText(count: number): string {
  if (count === 0) return "";
  return count === 1
    ? l10n.t("1 amount could not be read")
    : l10n.t("{0} amounts could not be read", formatCount(count));
}

function estimateText(estimate: RenewalEstimate | MissingEstimate, currency: string): string {
  return estimate.kind === "estimate"
    ? l10n.t("{0} (estimate)", renewalsText(estimate, currency))
    : missingEstimateText(estimate);
}

/** Empty if nothing is loaded. */
function missingEstimateText({ kind, basis }: RenewalEstimate | MissingEstimate): string {
  switch (kind) {
    case "no-renewals":
      return l10n.t(
        "no estimate: there were no renewals from {0} to {1}",
        formatDay(basis.after),
        formatDay(basis.before),
      );
    case "unreadable-amounts":
      return l10n.t("no estimate: an amount could not be read");
    case "not-loaded":
    case "estimate":
      return "";
  }
}

function renewalsText({ renewals, amount, otherCurrencies }: RenewalSums, currency: string): string {
  return joinTexts([
    amountsText(amount, currency, otherCurrencies),
    renewals === 1 ? l10n.t("1 renewal") : l10n.t("{0} renewals", formatCount(renewals)),
  ]);
}

function amountsText(amount: string, currency: string, others: readonly CurrencyAmount[]): string {
  const own = { amount, currency };
  const amounts = others.length > 0 && !isUsed(amount) ? others : [own, ...others];
  return amounts.map((each) => formatMoney(each.amount, each.currency)).join(" + ");
}

function joinTexts(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" · ");
}
