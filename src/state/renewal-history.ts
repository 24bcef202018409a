import * as z from "zod/mini";
import { isOkStatus } from "../columns/charged-orders";
import type { DateSpan } from "../dmapi/days";
import { normalizeWord, type Order } from "../dmapi/model";
import { createYielder } from "../dmapi/time-slicing";
import { addAmounts, compareAmounts, CurrencySums, isDecimal, isZero } from "./amounts";

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
  private readonly charges = new AmountsByDomain();
  private readonly refunds = new AmountsByDomain();
  private readonly unreadableDays = new Set<string>();

  add({ createdAt, status, type, identifier, amountBrutto, currency }: RenewalOrder): void {
    if (!isOkStatus(status) || normalizeWord(type) !== "renew") return;
    const day = dayOf(createdAt);
    if (day === "" || !isDecimal(amountBrutto)) {
      this.unreadableDays.add(day);
      return;
    }
    if (isZero(amountBrutto)) return;
    const amounts = amountBrutto.startsWith("-") ? this.refunds : this.charges;
    amounts.add(currency, identifier.toLowerCase(), { createdAt, amount: amountBrutto });
  }

  /** Works in time slices: a large reseller has some hundred thousand renewals a year. */
  async toHistory(span: DateSpan): Promise<RenewalHistory> {
    const yieldIfDue = createYielder();
    const sumsByDay = new SumsByDay();
    for (const [currency, domain, charges] of this.charges.list()) {
      for (const { createdAt, amount } of deductRefunds(charges, this.refunds.get(currency, domain))) {
        const day = dayOf(createdAt);
        if (day >= span.after && day <= span.before) sumsByDay.add(day, currency, amount);
      }
      const pause = yieldIfDue();
      if (pause) await pause;
    }
    return { span, days: sumsByDay.list(), unreadableDays: [...this.unreadableDays].sort() };
  }
}

/** Amounts by currency and domain. */
class AmountsByDomain {
  private readonly currencies = new Map<string, Map<string, RenewalAmount[]>>();

  add(currency: string, domain: string, amount: RenewalAmount): void {
    const domains = this.currencies.get(currency) ?? new Map<string, RenewalAmount[]>();
    if (domains.size === 0) this.currencies.set(currency, domains);
    const amounts = domains.get(domain);
    if (amounts) amounts.push(amount);
    else domains.set(domain, [amount]);
  }

  get(currency: string, domain: string): readonly RenewalAmount[] {
    return this.currencies.get(currency)?.get(domain) ?? [];
  }

  *list(): Generator<readonly [currency: string, domain: string, amounts: readonly RenewalAmount[]]> {
    for (const [currency, domains] of this.currencies)
      for (const [domain, amounts] of domains) yield [currency, domain, amounts];
  }
}

/** Sums and numbers of renewals by day and currency. */
class SumsByDay {
  private readonly days = new Map<string, { readonly sums: CurrencySums; readonly counts: Map<string, number> }>();

  add(day: string, currency: string, amount: string): void {
    const { sums, counts } = this.days.get(day) ?? { sums: new CurrencySums(), counts: new Map<string, number>() };
    this.days.set(day, { sums, counts });
    sums.add(currency, amount);
    counts.set(currency, (counts.get(currency) ?? 0) + 1);
  }

  /** The oldest day first. */
  list(): RenewalDay[] {
    const days = [...this.days].flatMap(([day, { sums, counts }]) =>
      sums.toAmounts().map(({ currency, amount }) => ({ day, currency, amount, renewals: counts.get(currency) ?? 0 })),
    );
    return days.sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
  }
}

/** The renewals of one domain after refunds, without those of which nothing is left. */
function deductRefunds(charges: readonly RenewalAmount[], refunds: readonly RenewalAmount[]): readonly RenewalAmount[] {
  if (refunds.length === 0) return charges;
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
