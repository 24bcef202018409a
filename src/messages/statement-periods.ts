import { addDays, formatDay, type DateSpan } from "../dmapi/days";

/** A calendar month, quarter or year. Its days are those of DMAPI (UTC). */
export interface StatementPeriod extends DateSpan {
  readonly unit: keyof typeof counts;
  /** False while orders may still be added. */
  readonly isOver: boolean;
}

/** How many of each are offered: Joker.com lists the orders of three years. */
const counts = { month: 36, quarter: 12, year: 3 } as const;
const monthsPerUnit = { month: 1, quarter: 3, year: 12 } as const;

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

/** @param month months since the year 0 */
function getFirstDay(month: number): string {
  return formatDay(Date.UTC(Math.floor(month / 12), month % 12, 1));
}
