import assert from "node:assert/strict";
import type ExcelJS from "exceljs";

const dayMs = 86_400_000;
/** Day 0 of a spreadsheet. */
const firstDay = Date.UTC(1899, 11, 30);
const argumentPattern = /'([^']*)'!\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+)|"((?:[^"]|"")*)"/g;

/**
 * Calculates the formulas of totals as a spreadsheet does: sums of SUMIFS, of cells and of numbers, and a sum in
 * parentheses with a minus. ECMA-376, part 1, 18.17.7.317 (SUMIFS).
 */
export function calculateFormula(workbook: ExcelJS.Workbook, sheet: ExcelJS.Worksheet, formula: string): number {
  const negated = /^-\((.*)\)$/.exec(formula);
  if (negated) return -calculateFormula(workbook, sheet, negated[1] ?? "");
  return splitSum(formula).reduce((sum, term) => sum + calculateTerm(workbook, sheet, term), 0);
}

/** The terms of a sum; a plus in quotes is part of a text. */
function splitSum(formula: string): string[] {
  return formula.match(/(?:"[^"]*"|[^+"])+/g) ?? [];
}

function calculateTerm(workbook: ExcelJS.Workbook, sheet: ExcelJS.Worksheet, term: string): number {
  const sumIfs = /^SUMIFS\((.*)\)$/.exec(term);
  if (sumIfs) return calculateSumIfs(workbook, sumIfs[1] ?? "");
  if (/^\d+$/.test(term)) return Number(term);
  assert.match(term, /^[A-Z]+\d+$/);
  const { value } = sheet.getCell(term);
  if (typeof value === "object" && value && "formula" in value) return calculateFormula(workbook, sheet, value.formula);
  return typeof value === "number" ? value : 0;
}

function calculateSumIfs(workbook: ExcelJS.Workbook, text: string): number {
  const parts = [...text.matchAll(argumentPattern)];
  assert.equal(parts.map(([part]) => part).join(","), text);
  const [amounts = [], ...criteria] = parts.map(([, sheet, column, first, last, criterion]) =>
    criterion === undefined
      ? readCells(workbook.getWorksheet(sheet), column ?? "", Number(first), Number(last))
      : criterion.replaceAll('""', '"'),
  );
  assert(Array.isArray(amounts) && criteria.length % 2 === 0);
  return amounts.reduce<number>((sum, amount, row) => {
    const isCounted = criteria.every((cells, at) => {
      if (at % 2 === 1) return true;
      const criterion = criteria[at + 1];
      assert(Array.isArray(cells) && typeof criterion === "string");
      assert.equal(cells.length, amounts.length);
      return meetsCriterion(cells[row], criterion);
    });
    return isCounted && typeof amount === "number" ? sum + amount : sum;
  }, 0);
}

type Value = string | number | undefined;

function readCells(sheet: ExcelJS.Worksheet | undefined, column: string, first: number, last: number): Value[] {
  assert(sheet);
  return Array.from({ length: last - first + 1 }, (_, at): Value => {
    const { value } = sheet.getCell(`${column}${first + at}`);
    if (value instanceof Date) return (value.getTime() - firstDay) / dayMs;
    return typeof value === "string" || typeof value === "number" ? value : undefined;
  });
}

function meetsCriterion(value: Value, criterion: string): boolean {
  const [, operator, operand = ""] = /^(=|<>|>=|<=|>|<)(.*)$/s.exec(criterion) ?? [];
  assert(operator !== undefined, criterion);
  const isEqual = toPattern(operand).test(String(value ?? ""));
  if (operator === "=") return isEqual;
  if (operator === "<>") return !isEqual;
  if (typeof value !== "number") return false;
  const limit = Number(operand);
  return { ">=": value >= limit, "<=": value <= limit, ">": value > limit, "<": value < limit }[operator] ?? false;
}

/** Text with the wildcards * and ?; a tilde takes the next character literally. Case does not matter. */
function toPattern(operand: string): RegExp {
  const source = operand.replace(/~[~*?]|[*?]|[.+^${}()|[\]\\]/g, (part) => {
    if (part === "*") return ".*";
    if (part === "?") return ".";
    return part === "~~" ? "~" : `\\${part.at(-1)}`;
  });
  return new RegExp(`^${source}$`, "isu");
}
