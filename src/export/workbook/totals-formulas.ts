import { classifyStatus, isTopUpType, type StatusClass } from "../../columns/charged-orders";
import { toComparableValue } from "../../columns/distinct-values";
import type { GroupColumns, TotalGrouping } from "../../columns/grouped-totals";
import { toDaySerial } from "./cell-xml";
import { cleanSheetName, columnLetters } from "./workbook";

/** The sums of a currency that can be calculated from the rows; the total is the sum of two of them. */
export type FormulaKind = "charged" | "refunded" | "topUps" | "pending" | "failed" | "other";

/** The orders a sum is limited to; all of them if absent. */
export interface FormulaGroup {
  readonly by: TotalGrouping;
  readonly name: string;
}

/** Excel takes up to 8,192 characters, and texts of up to 255 in a formula. */
const maxFormulaLength = 8000;
const maxCriterionLength = 200;

/** The cells of one column, such as `'Orders'!$F$2:$F$168`, by use. */
type ColumnRanges = Readonly<Record<keyof GroupColumns, string | undefined>>;

/** A condition on a column: the cells and what they must be. */
type Criterion = readonly [range: string | undefined, criterion: string];

/** The sheet that the formulas refer to. */
export interface FormulaSheet {
  readonly name: string;
  /** The names of its columns in their order. */
  readonly columns: readonly string[];
  readonly rowCount: number;
}

/** The distinct values of the columns as sent. */
export interface ColumnValues {
  readonly statuses: readonly string[];
  readonly types: readonly string[];
  readonly currencies: readonly string[];
}

/** Writes sums over a sheet of orders as formulas (SUMIFS), which count the same orders as `calculateTotals`. */
export class TotalsFormulas {
  private readonly ranges: ColumnRanges;
  private readonly statuses: readonly string[];
  private readonly types: readonly string[];
  private readonly topUpTypes: readonly string[];

  constructor(
    sheet: FormulaSheet,
    private readonly names: GroupColumns,
    private readonly values: ColumnValues,
  ) {
    this.ranges = findRanges(sheet, names);
    this.statuses = removeCaseVariants(values.statuses);
    this.types = removeCaseVariants(values.types);
    this.topUpTypes = this.types.filter(isTopUpType);
  }

  /** The formula of a sum, without the equals sign; undefined where no formula can tell these orders. */
  createSum(kind: FormulaKind, currency: string, group?: FormulaGroup): string | undefined {
    const { ranges } = this;
    if (ranges.amount === undefined || currency === "" || this.hasCaseVariants(currency)) return undefined;
    const groups = group ? this.createGroupCriteria(group) : [[]];
    const terms = groups.flatMap((criteria) =>
      this.createKindCriteria(kind).map((others) => [equals(ranges.currency, currency), ...others, ...criteria]),
    );
    if (terms.flat().some(([range, criterion]) => range === undefined || !isPossible(criterion))) return undefined;
    const sums = terms.map((criteria) => `SUMIFS(${[ranges.amount, ...criteria.flatMap(quote)].join(",")})`);
    const sum = sums.length > 0 ? sums.join("+") : "0";
    const formula = kind === "topUps" && sums.length > 0 ? `-(${sum})` : sum;
    return groups.length > 0 && formula.length <= maxFormulaLength ? formula : undefined;
  }

  /** Whether criteria cannot tell a currency from another one. */
  private hasCaseVariants(currency: string): boolean {
    return this.values.currencies.filter((each) => each.toLowerCase() === currency.toLowerCase()).length > 1;
  }

  /** The orders of a kind, as alternatives. */
  private createKindCriteria(kind: FormulaKind): Criterion[][] {
    const { ranges, topUpTypes } = this;
    switch (kind) {
      case "charged":
      case "refunded": {
        const sign: Criterion = [ranges.amount, kind === "charged" ? ">0" : "<0"];
        const noTopUps = topUpTypes.map((type): Criterion => [ranges.type, `<>${escapeWildcards(type)}`]);
        return this.createStatusCriteria("ok").map((status) => [status, sign, ...noTopUps]);
      }
      case "topUps":
        return this.createStatusCriteria("ok").flatMap((status) =>
          topUpTypes.map((type) => [status, equals(ranges.type, type)]),
        );
      default:
        return this.createStatusCriteria(kind).map((status) => [status]);
    }
  }

  private createStatusCriteria(wanted: StatusClass): Criterion[] {
    return this.statuses
      .filter((status) => classifyStatus(status) === wanted)
      .map((status) => equals(this.ranges.status, status));
  }

  /** The orders of a group, as alternatives; none if criteria cannot tell them. */
  private createGroupCriteria({ by, name }: FormulaGroup): Criterion[][] {
    if (name === "") return [];
    const { ranges, names } = this;
    switch (by) {
      case "type": {
        const comparable = toComparableValue(names.type, name);
        const spellings = this.types.filter((type) => toComparableValue(names.type, type) === comparable);
        return spellings.map((type) => [equals(ranges.type, type)]);
      }
      case "month": {
        const [year = NaN, month = NaN] = name.split("-").map(Number);
        const [first, end] = [month - 1, month].map((each) => toDaySerial(Date.UTC(year, each, 1)));
        return [
          [
            [ranges.created, `>=${first}`],
            [ranges.created, `<${end}`],
          ],
        ];
      }
      case "tld":
        return [[[ranges.identifier, `=*.${escapeWildcards(name)}`]]];
    }
  }
}

/** Criteria do not distinguish upper and lower case. */
function removeCaseVariants(values: readonly string[]): string[] {
  return [...new Map(values.map((value) => [value.toLowerCase(), value])).values()];
}

function findRanges({ name, columns, rowCount }: FormulaSheet, names: GroupColumns): ColumnRanges {
  const findRange = (column: string) => {
    const letters = columnLetters(columns.indexOf(column));
    const range = `'${cleanSheetName(name)}'!$${letters}$2:$${letters}$${rowCount + 1}`;
    return columns.includes(column) ? range : undefined;
  };
  return {
    amount: findRange(names.amount),
    currency: findRange(names.currency),
    status: findRange(names.status),
    type: findRange(names.type),
    created: findRange(names.created),
    identifier: findRange(names.identifier),
  };
}

function equals(range: string | undefined, text: string): Criterion {
  return [range, text === "" ? "" : `=${escapeWildcards(text)}`];
}

function escapeWildcards(text: string): string {
  return text.replace(/[~*?]/g, "~$&");
}

function isPossible(criterion: string): boolean {
  return criterion !== "" && criterion.length <= maxCriterionLength && !/\p{Cc}/u.test(criterion);
}

function quote([range, criterion]: Criterion): string[] {
  return [range ?? "", `"${criterion.replaceAll('"', '""')}"`];
}
