import { addDays, type DateSpan } from "../dmapi/days";
import { getFirstDay, monthsPerUnit } from "./named-periods";

/** A calendar month, quarter or year. Its days are those of DMAPI (UTC). */
export interface StatementPeriod extends DateSpan {
  readonly unit: keyof typeof counts;
  /** False while orders may still be added. */
  readonly isOver: boolean;
}

/** How many of each are offered: Joker.com lists the orders of three years. */
const counts = { month: 36, quarter: 12, year: 3 } as const;

/** The months, quarters and years that a statement can be for, newest first; the last one is not over (epoch ms, UTC). */
export function statementPeriods(now: number): StatementPeriod[] {
  const today = new Date(now);
  const currentMonth = today.getUTCFullYear() * 12 + today.getUTCMonth();
  return (["month", "quarter", "year"] as const).flatMap((unit) =>
    Array.from({ length: counts[unit] }, (_, age) => createPeriod(unit, currentMonth, age)),
  );
}

function createPeriod(unit: StatementPeriod["unit"], currentMonth: number, age: number): StatementPeriod {
  const length = monthsPerUnit[unit];
  const firstMonth = currentMonth - (currentMonth % length) - age * length;
  return {
    unit,
    after: getFirstDay(firstMonth),
    before: addDays(getFirstDay(firstMonth + length), -1),
    isOver: age > 0,
  };
}
