import * as z from "zod/mini";
import { isOkStatus } from "../columns/charged-orders";
import type { DateSpan } from "../dmapi/days";
import { normalizeWord, type Order } from "../dmapi/model";
import { addAmounts, compareAmounts, CurrencySums, isDecimal } from "./amounts";

/** The renewals of one day in one currency. */
export interface RenewalDay {
  /** UTC, YYYY-MM-DD. */
  readonly day: string;
  readonly currency: string;
  /** The exact sum with VAT, refunds deducted. */
  readonly amount: string;
  /** Without those that were refunded completely. */
  readonly renewals: number;
}

/** The renewals of an account by day. */
export interface RenewalHistory {
  /** The days that were loaded, without gaps. */
  readonly span: DateSpan;
  /** Days with renewals, the oldest first. */
  readonly days: readonly RenewalDay[];
  /** Days with a renewal whose amount cannot be read, which the sums lack; an empty text for an order without a date. */
  readonly unreadableDays: readonly string[];
}

type RenewalOrder = Pick<Order, "createdAt" | "status" | "type" | "identifier" | "amountBrutto" | "currency">;

/** A renewal, or a refund of one. */
interface RenewalAmount {
  readonly createdAt: string;
  readonly amount: string;
}

/**
 * Adds up renewals by day. A refund is deducted from the renewal of the same domain that it follows, on the day of that
 * renewal. Only orders with status `ok` are charged (DMAPI docs, query-order-list).
 */
export class RenewalCollector {
  private readonly charges = new Map<string, RenewalAmount[]>();
  private readonly refunds = new Map<string, RenewalAmount[]>();
  private readonly unreadableDays = new Set<string>();

  add({ createdAt, status, type, identifier, amountBrutto, currency }: RenewalOrder): void {
    if (!isOkStatus(status) || normalizeWord(type) !== "renew") return;
    const day = dayOf(createdAt);
    if (day === "" || !isDecimal(amountBrutto)) {
      this.unreadableDays.add(day);
      return;
    }
    const sign = compareAmounts(amountBrutto, 0);
    if (sign === 0) return;
    const amountsByDomain = sign > 0 ? this.charges : this.refunds;
    const key = JSON.stringify([currency, identifier.toLowerCase()]);
    const amounts = amountsByDomain.get(key) ?? [];
    if (amounts.length === 0) amountsByDomain.set(key, amounts);
    amounts.push({ createdAt, amount: amountBrutto });
  }

  toHistory(span: DateSpan): RenewalHistory {
    const sumsByDay = new Map<string, { readonly sums: CurrencySums; readonly counts: Map<string, number> }>();
    for (const [key, charges] of this.charges) {
      const [currency = ""] = JSON.parse(key) as string[];
      for (const { createdAt, amount } of deductRefunds(charges, this.refunds.get(key) ?? [])) {
        const day = dayOf(createdAt);
        if (day < span.after || day > span.before) continue;
        const { sums, counts } = sumsByDay.get(day) ?? { sums: new CurrencySums(), counts: new Map<string, number>() };
        sumsByDay.set(day, { sums, counts });
        sums.add(currency, amount);
        counts.set(currency, (counts.get(currency) ?? 0) + 1);
      }
    }
    const days = [...sumsByDay].flatMap(([day, { sums, counts }]) =>
      sums.toAmounts().map(({ currency, amount }) => ({ day, currency, amount, renewals: counts.get(currency) ?? 0 })),
    );
    return {
      span,
      days: days.sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day))),
      unreadableDays: [...this.unreadableDays].sort(),
    };
  }
}

/** The renewals of one domain after refunds, without those of which nothing is left. */
function deductRefunds(charges: readonly RenewalAmount[], refunds: readonly RenewalAmount[]): RenewalAmount[] {
  const remaining = [...charges];
  for (const { createdAt, amount } of refunds) {
    const isRefundable = (charge: RenewalAmount) =>
      charge.createdAt <= createdAt && compareAmounts(charge.amount, 0) > 0;
    const latest = remaining.filter(isRefundable).sort(compareTimes).at(-1);
    if (!latest) continue;
    remaining[remaining.indexOf(latest)] = { ...latest, amount: addAmounts(latest.amount, amount) };
  }
  return remaining.filter(({ amount }) => compareAmounts(amount, 0) > 0);
}

function compareTimes(a: RenewalAmount, b: RenewalAmount): number {
  return a.createdAt < b.createdAt ? -1 : Number(a.createdAt > b.createdAt);
}

function dayOf(createdAt: string): string {
  return /^\d{4}-\d{2}-\d{2}/.exec(createdAt)?.[0] ?? "";
}

const daySchema = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const storedSchema = z.object({
  version: z.literal(1),
  after: daySchema,
  before: daySchema,
  days: z.array(z.tuple([daySchema, z.string(), z.string().check(z.regex(/^-?\d+(\.\d+)?$/)), z.number()])),
  unreadableDays: z.array(z.string()),
});

/** Parses a stored history; undefined for anything else. */
export function parseRenewalHistory(stored: unknown): RenewalHistory | undefined {
  const { data } = storedSchema.safeParse(stored);
  if (!data) return undefined;
  const days = data.days.map(([day, currency, amount, renewals]) => ({ day, currency, amount, renewals }));
  return { span: { after: data.after, before: data.before }, days, unreadableDays: data.unreadableDays };
}

/** The stored form: sums by day, no domains and no orders. */
export function serializeRenewalHistory({ span, days, unreadableDays }: RenewalHistory): z.infer<typeof storedSchema> {
  return {
    version: 1,
    ...span,
    days: days.map(({ day, currency, amount, renewals }) => [day, currency, amount, renewals]),
    unreadableDays: [...unreadableDays],
  };
}
