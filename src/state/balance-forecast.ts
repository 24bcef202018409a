import { isTopUpType } from "../columns/charged-orders";
import { addDays, addYear, subtractYear, type DateSpan } from "../dmapi/days";
import { normalizeWord, type Balance, type Order, type Transfer } from "../dmapi/model";
import { negateDecimal } from "../formatting/number-formatter";
import { addAmounts, compareAmounts, CurrencySums, isDecimal, type CurrencyAmount } from "./amounts";
import type { RenewalDay, RenewalHistory } from "./renewal-history";
import { findStateInfo } from "./transfer-states";

/** How many days the forecast covers, beginning tomorrow. */
const forecastDays = 30;

export type PendingOrder = Pick<Order, "type" | "identifier" | "amountBrutto" | "currency">;

/** What a forecast is computed from. */
export interface ForecastInput {
  readonly balance: Balance;
  /** Orders with status pending; undefined if they are not loaded. */
  readonly pendingOrders: readonly PendingOrder[] | undefined;
  /** Undefined if they are not loaded. */
  readonly transfers: readonly Transfer[] | undefined;
  /** Undefined if they are not loaded. */
  readonly renewals: RenewalHistory | undefined;
  /** UTC, YYYY-MM-DD. */
  readonly today: string;
  /** In the account's currency. */
  readonly lowThreshold: number;
}

/** The charges of pending orders, in exact decimals with VAT. */
export interface PendingCharges {
  readonly orders: number;
  /** In the account's currency. */
  readonly amount: string;
  /** In other currencies; part of no other amount. */
  readonly otherCurrencies: readonly CurrencyAmount[];
  /** Orders with an amount that cannot be read; the amounts lack them. */
  readonly unreadable: number;
  /** By how much they exceed the reserved amount; zero if they do not. More is not reserved where it is for transfers too. */
  readonly notReserved: string;
}

/** The running transfers by what is known about their payment. DMAPI lists no prices of transfers. Those that end are left out. */
export interface TransferPayments {
  /** Joker.com has reserved their price. */
  readonly reserved: number;
  /** Those of them without a pending order, whose price is a part of the reserved amount that DMAPI does not tell. */
  readonly reservedWithoutOrder: number;
  /** Nothing is reserved yet, and there is a pending order with the price. */
  readonly ordered: number;
  /** Nothing is reserved yet, and the price is unknown. */
  readonly unknownPrice: number;
  /** The state is unknown, and so is the payment. */
  readonly unknownState: number;
}

/** The sums of renewals. */
export interface RenewalSums {
  /** How many there were, in any currency. */
  readonly renewals: number;
  /** In the account's currency. */
  readonly amount: string;
  /** In other currencies; part of no other amount. */
  readonly otherCurrencies: readonly CurrencyAmount[];
}

/** What the renewals of last year suggest for the next days. */
export interface RenewalEstimate extends RenewalSums {
  readonly kind: "estimate";
  /** The same days one year before, whose renewals are expected again. */
  readonly basis: DateSpan;
}

/** Why there is no estimate: nothing is loaded, there were no renewals to estimate from, or an amount cannot be read. */
export interface MissingEstimate {
  readonly kind: "not-loaded" | "no-renewals" | "unreadable-amounts";
  readonly basis: DateSpan;
}

/** Whether the available amount is below the threshold, or will be within the days of the forecast. */
export function fallsBelowThreshold({ threshold: { kind } }: BalanceForecast): boolean {
  return kind === "now" || kind === "pending-orders" || kind === "day";
}

/** Whether a part of the reserved amount is for transfers, so that less of it is for pending orders than it seems. */
export function hasSharedReserve({ transfers, pendingCharges, reserved }: BalanceForecast): boolean {
  const [hasCharges, hasReserve] = [pendingCharges?.amount ?? "", reserved].map((amount) => /[1-9]/.test(amount));
  return hasCharges === true && hasReserve === true && (transfers?.reservedWithoutOrder ?? 0) > 0;
}

/**
 * When the available amount falls below the threshold: it is below, it is as soon as the pending orders are charged, on a
 * day, or not within the days of the forecast.
 */
export type ThresholdForecast =
  | { readonly kind: "now" }
  | { readonly kind: "pending-orders" }
  | { readonly kind: "day"; readonly day: string }
  | { readonly kind: "later" }
  | { readonly kind: "unknown" };

/** What the forecast cannot deduct, so that less may be left than it says. */
export interface LeftOut {
  /** Pending transfers whose price is unknown, and for which nothing is reserved. */
  readonly transfers: number;
  /** Pending orders and expected renewals in other currencies. */
  readonly otherCurrencies: number;
  /** Pending orders with an amount that cannot be read. */
  readonly unreadable: number;
}

/** A forecast of the balance. Amounts are exact decimals in the account's currency. */
export interface BalanceForecast {
  readonly currency: string;
  /** The available amount, from which the reserved amount is already deducted (DMAPI docs, query-account-balance). */
  readonly available: string;
  /** The amount reserved for pending transfers and orders. */
  readonly reserved: string;
  /** Undefined if the pending orders are not loaded. */
  readonly pendingCharges: PendingCharges | undefined;
  /** Undefined if the transfers are not loaded. */
  readonly transfers: TransferPayments | undefined;
  readonly estimate: RenewalEstimate | MissingEstimate;
  /** The renewals of all loaded days, about a year; undefined if they are not loaded. */
  readonly lastYear: RenewalSums | undefined;
  /** The days of the forecast. */
  readonly span: DateSpan;
  /** The available amount after pending orders and estimated renewals; undefined without both. */
  readonly lastDayAmount: string | undefined;
  readonly threshold: ThresholdForecast;
  readonly leftOut: LeftOut;
}

/** Computes the forecast. It covers neither top-ups nor domains that were not renewed a year ago. */
export function computeForecast(input: ForecastInput): BalanceForecast {
  const { balance, pendingOrders, transfers, renewals, today } = input;
  const { available, pending: reserved, currency } = balance;
  const charges = pendingOrders?.filter(isCharge);
  const pendingCharges = charges && sumPendingCharges(charges, balance);
  const payments = transfers && countTransfers(transfers, pendingOrders ?? []);
  const basis = basisOf(today);
  const basisDays = renewals && renewalsIn(renewals, basis);
  const estimate = estimateRenewals(basisDays, basis, currency);
  const start = pendingCharges && addAmounts(available, negateDecimal(pendingCharges.notReserved));
  return {
    currency,
    available,
    reserved,
    pendingCharges,
    transfers: payments,
    estimate,
    lastYear: renewals && sumRenewals(renewals.days, currency),
    span: { after: addDays(today, 1), before: addDays(today, forecastDays) },
    lastDayAmount:
      start !== undefined && estimate.kind === "estimate"
        ? addAmounts(start, negateDecimal(estimate.amount))
        : undefined,
    threshold: forecastThreshold(input, start, estimate.kind === "estimate" ? basisDays?.days : undefined),
    leftOut: {
      transfers: payments === undefined ? 0 : payments.unknownPrice + payments.unknownState,
      ...countUndeducted(charges, basisDays?.days, currency),
    },
  };
}

/** The days one year before the next days. Each day of the basis recurs on exactly one day, see `addYear`. */
function basisOf(today: string): DateSpan {
  const nextDay = addDays(today, forecastDays + 1);
  return { after: subtractYear(addDays(today, 1)), before: addDays(subtractYear(nextDay), -1) };
}

/** Refunds and top-ups are not counted on before they are paid. */
function isCharge({ type, amountBrutto }: PendingOrder): boolean {
  return !isTopUpType(type) && !isNegative(amountBrutto);
}

function countUndeducted(
  charges: readonly PendingOrder[] = [],
  days: readonly RenewalDay[] = [],
  currency: string,
): Pick<LeftOut, "otherCurrencies" | "unreadable"> {
  const orders = charges.filter((order) => order.currency !== currency && compareAmounts(order.amountBrutto, 0) > 0);
  const renewals = days.filter((day) => day.currency !== currency);
  return {
    otherCurrencies: renewals.reduce((sum, day) => sum + day.renewals, orders.length),
    unreadable: charges.filter(({ amountBrutto }) => !isDecimal(amountBrutto)).length,
  };
}

function sumPendingCharges(charges: readonly PendingOrder[], { currency, pending }: Balance): PendingCharges {
  const sums = new CurrencySums();
  const readable = charges.filter((order) => sums.add(order.currency, order.amountBrutto));
  const { amount, otherCurrencies } = splitByCurrency(sums, currency);
  const excess = addAmounts(amount, negateDecimal(pending));
  return {
    orders: readable.length,
    amount,
    otherCurrencies,
    unreadable: charges.length - readable.length,
    notReserved: isNegative(excess) ? "0" : excess,
  };
}

function countTransfers(transfers: readonly Transfer[], orders: readonly PendingOrder[]): TransferPayments {
  const orderedDomains = new Set(
    orders.filter(({ type }) => normalizeWord(type) === "transfer").map(({ identifier }) => identifier.toLowerCase()),
  );
  const counts = { reserved: 0, reservedWithoutOrder: 0, ordered: 0, unknownPrice: 0, unknownState: 0 };
  for (const { state, domain, isUnreadable } of transfers) {
    const info = isUnreadable ? undefined : findStateInfo(state);
    const isOrdered = orderedDomains.has(domain.toLowerCase());
    if (!info) counts.unknownState += 1;
    else if (info.isUnpaid) counts[isOrdered ? "ordered" : "unknownPrice"] += 1;
    else if (!info.isCharged && !info.detour?.isFinal) {
      counts.reserved += 1;
      if (!isOrdered) counts.reservedWithoutOrder += 1;
    }
  }
  return counts;
}

/** The renewals of some days; undefined if not all of these days are loaded. */
function renewalsIn({ span, days, unreadableDays }: RenewalHistory, basis: DateSpan): RenewalHistory | undefined {
  if (basis.after < span.after || basis.before > span.before) return undefined;
  const isInBasis = (day: string) => day >= basis.after && day <= basis.before;
  return {
    span: basis,
    days: days.filter(({ day }) => isInBasis(day)),
    unreadableDays: unreadableDays.filter((day) => day === "" || isInBasis(day)),
  };
}

/** Zero renewals are no estimate: the account may have had no domains yet. */
function estimateRenewals(
  renewals: RenewalHistory | undefined,
  basis: DateSpan,
  currency: string,
): RenewalEstimate | MissingEstimate {
  if (!renewals) return { kind: "not-loaded", basis };
  if (renewals.unreadableDays.length > 0) return { kind: "unreadable-amounts", basis };
  if (renewals.days.length === 0) return { kind: "no-renewals", basis };
  return { kind: "estimate", basis, ...sumRenewals(renewals.days, currency) };
}

function sumRenewals(days: readonly RenewalDay[], currency: string): RenewalSums {
  const sums = new CurrencySums();
  for (const day of days) sums.add(day.currency, day.amount);
  const count = days.reduce((sum, { renewals }) => sum + renewals, 0);
  return { renewals: count, ...splitByCurrency(sums, currency) };
}

function splitByCurrency(sums: CurrencySums, currency: string): Pick<RenewalSums, "amount" | "otherCurrencies"> {
  const amounts = sums.toAmounts();
  return {
    amount: amounts.find((each) => each.currency === currency)?.amount ?? "0",
    otherCurrencies: amounts.filter((each) => each.currency !== currency),
  };
}

/** @param days the renewals of the basis, oldest first; undefined without an estimate */
function forecastThreshold(
  { balance: { available, currency }, lowThreshold }: ForecastInput,
  start: string | undefined,
  days: readonly RenewalDay[] | undefined,
): ThresholdForecast {
  const isBelow = (amount: string) => compareAmounts(amount, lowThreshold) < 0;
  if (isBelow(available)) return { kind: "now" };
  if (start !== undefined && isBelow(start)) return { kind: "pending-orders" };
  if (start === undefined || !days) return { kind: "unknown" };
  let amount = start;
  for (const day of days) {
    if (day.currency !== currency) continue;
    amount = addAmounts(amount, negateDecimal(day.amount));
    if (isBelow(amount)) return { kind: "day", day: addYear(day.day) };
  }
  return { kind: "later" };
}

function isNegative(amount: string): boolean {
  return isDecimal(amount) && compareAmounts(amount, 0) < 0;
}
