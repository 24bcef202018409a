import assert from "node:assert/strict";
import { TotalsFormulas, type FormulaKind, type FormulaSheet } from "../../../../src/export/workbook/totals-formulas";
import { totalsColumns } from "./totals-fixtures";

const sheet: FormulaSheet = { name: "Orders", columns: Object.values(totalsColumns), rowCount: 9 };
const usual = { statuses: ["ok"], types: ["domain-renew"], currencies: ["USD", "EUR"] };
const kinds = ["charged", "refunded", "topUps", "pending", "failed", "other"] as const;

function createFormulas(values: Partial<typeof usual> = {}, changes: Partial<FormulaSheet> = {}): TotalsFormulas {
  return new TotalsFormulas({ ...sheet, ...changes }, totalsColumns, { ...usual, ...values });
}

/** A formula with the names of the columns for their cells. */
function shorten(formula: string | undefined): string | undefined {
  return sheet.columns.reduce(
    (text, column, at) =>
      text?.replaceAll(`'Orders'!$${"ABCDEF"[at]}$2:$${"ABCDEF"[at]}$10`, column.split("_")[0] ?? ""),
    formula,
  );
}

function createSums(values?: Partial<typeof usual>): Record<FormulaKind, string | undefined> {
  const formulas = createFormulas(values);
  const sums = kinds.map((kind) => [kind, shorten(formulas.createSum(kind, "USD"))] as const);
  return Object.fromEntries(sums) as Record<FormulaKind, string | undefined>;
}

/** The sheet without a column. */
function without(column: keyof typeof totalsColumns): TotalsFormulas {
  return createFormulas({}, { columns: sheet.columns.filter((name) => name !== totalsColumns[column]) });
}

describe("The formula of a total", () => {
  it("refers to the cells below the header of the sheet of orders", () => {
    assert.equal(
      createFormulas().createSum("charged", "USD"),
      `SUMIFS('Orders'!$A$2:$A$10,'Orders'!$B$2:$B$10,"=USD",'Orders'!$C$2:$C$10,"=ok",'Orders'!$A$2:$A$10,">0")`,
    );
    const columns = [...Array.from({ length: 26 }, (_, at) => `other_${at}`), ...sheet.columns];
    assert.equal(
      createFormulas({ statuses: ["pending"] }, { name: "Orders/October", columns, rowCount: 1 }).createSum(
        "pending",
        "EUR",
      ),
      `SUMIFS('Orders October'!$AA$2:$AA$2,'Orders October'!$AB$2:$AB$2,"=EUR",'Orders October'!$AC$2:$AC$2,"=pending")`,
    );
  });

  it("counts orders that are ok by the sign of their amount, and all others by their status", () => {
    assert.deepEqual(createSums({ statuses: ["ok", "pending", "error", "lost"] }), {
      charged: 'SUMIFS(amount,currency,"=USD",status,"=ok",amount,">0")',
      refunded: 'SUMIFS(amount,currency,"=USD",status,"=ok",amount,"<0")',
      topUps: "0",
      pending: 'SUMIFS(amount,currency,"=USD",status,"=pending")',
      failed: 'SUMIFS(amount,currency,"=USD",status,"=error")',
      other: 'SUMIFS(amount,currency,"=USD",status,"=lost")',
    });
  });

  it("excludes top-ups from charges and refunds, and turns their sign", () => {
    const { charged, refunded, topUps } = createSums({ types: ["domain-renew", "credit-increase", "Credit_Increase"] });
    const noTopUps = 'type,"<>credit-increase",type,"<>Credit_Increase"';
    assert.equal(charged, `SUMIFS(amount,currency,"=USD",status,"=ok",amount,">0",${noTopUps})`);
    assert.equal(refunded, `SUMIFS(amount,currency,"=USD",status,"=ok",amount,"<0",${noTopUps})`);
    const sums = ["credit-increase", "Credit_Increase"].map(
      (type) => `SUMIFS(amount,currency,"=USD",status,"=ok",type,"=${type}")`,
    );
    assert.equal(topUps, `-(${sums.join("+")})`);
  });

  it("is zero where no order has such a status", () => {
    assert.deepEqual(createSums({ statuses: [] }), Object.fromEntries(kinds.map((kind) => [kind, "0"])));
    assert.equal(createSums({ statuses: ["pending"], types: ["credit-increase"] }).topUps, "0");
  });

  it("adds up the statuses of a kind, once for spellings that differ in case only", () => {
    const { charged, other } = createSums({ statuses: ["lost", "ok", "OK", "gone"] });
    assert.equal(charged, 'SUMIFS(amount,currency,"=USD",status,"=OK",amount,">0")');
    assert.equal(other, 'SUMIFS(amount,currency,"=USD",status,"=lost")+SUMIFS(amount,currency,"=USD",status,"=gone")');
  });

  it("is limited to a type in all of its spellings", () => {
    const formulas = createFormulas({ statuses: ["pending"], types: ["domain-renew", "domain_renew", "transfer"] });
    const sumOf = (name: string) => shorten(formulas.createSum("pending", "USD", { by: "type", name }));
    const start = 'SUMIFS(amount,currency,"=USD",status,"=pending",type,';
    assert.equal(sumOf("domain-renew"), `${start}"=domain-renew")+${start}"=domain_renew")`);
    assert.equal(sumOf("transfer"), `${start}"=transfer")`);
    assert.equal(sumOf("unknown"), undefined);
  });

  it("is limited to a month from its first day to that of the next month", () => {
    const formulas = createFormulas({ statuses: ["pending"] });
    const sumOf = (name: string) => shorten(formulas.createSum("pending", "USD", { by: "month", name }));
    const start = 'SUMIFS(amount,currency,"=USD",status,"=pending",';
    // 2026-01-01 is day 46023 of a spreadsheet.
    assert.equal(sumOf("2026-01"), `${start}created,">=46023",created,"<46054")`);
    assert.equal(sumOf("2026-10"), `${start}created,">=46296",created,"<46327")`);
    assert.equal(sumOf("2025-12"), `${start}created,">=45992",created,"<46023")`);
  });

  it("is limited to a TLD by the end of the identifier", () => {
    const formulas = createFormulas({ statuses: ["pending"] });
    const start = 'SUMIFS(amount,currency,"=USD",status,"=pending",';
    assert.equal(
      shorten(formulas.createSum("pending", "USD", { by: "tld", name: "de" })),
      `${start}identifier,"=*.de")`,
    );
  });

  it("takes wildcards and quotes of the data literally", () => {
    const formulas = createFormulas({ statuses: ["lost?"], types: ['a*~"b"', "credit-increase"] });
    const sum = formulas.createSum("other", "USD", { by: "type", name: 'a*~"b"' });
    assert.equal(shorten(sum), 'SUMIFS(amount,currency,"=USD",status,"=lost~?",type,"=a~*~~""b""")');
    const tld = formulas.createSum("other", "USD", { by: "tld", name: "b*" });
    assert.equal(shorten(tld), 'SUMIFS(amount,currency,"=USD",status,"=lost~?",identifier,"=*.b~*")');
  });

  it("does not exist for orders without a type, a month, a TLD or a currency", () => {
    const formulas = createFormulas();
    for (const by of ["type", "month", "tld"] as const)
      assert.equal(formulas.createSum("charged", "USD", { by, name: "" }), undefined, by);
    for (const kind of kinds) assert.equal(formulas.createSum(kind, ""), undefined, kind);
  });

  it("does not exist for currencies that differ in case only", () => {
    const formulas = createFormulas({ currencies: ["EUR", "USD", "eur"] });
    assert.deepEqual(
      ["EUR", "eur", "USD"].map((currency) => formulas.createSum("charged", currency) !== undefined),
      [false, false, true],
    );
  });

  it("does not exist where the sheet lacks a column that it needs", () => {
    const charged = (column: keyof typeof totalsColumns) => without(column).createSum("charged", "USD");
    for (const column of ["amount", "currency", "status"] as const) assert.equal(charged(column), undefined, column);
    for (const column of ["type", "created", "identifier"] as const) assert(charged(column) !== undefined, column);
    assert.equal(without("amount").createSum("pending", "USD"), undefined);
    const groups = [["type", "type", "domain-renew"], ["created", "month", "2026-10"], ["identifier", "tld", "de"]] as const; // prettier-ignore
    for (const [column, by, name] of groups) {
      assert.equal(without(column).createSum("charged", "USD", { by, name }), undefined, by);
      assert(createFormulas().createSum("charged", "USD", { by, name }) !== undefined, by);
    }
  });

  it("does not exist where a spreadsheet cannot compare with a value", () => {
    const isPossible = (status: string) => createSums({ statuses: ["lost", status] }).other !== undefined;
    assert(isPossible("gone"));
    assert(!isPossible(""));
    assert(!isPossible("a\u0007b"));
    // With the equals sign, 200 characters.
    assert(isPossible("x".repeat(199)));
    assert(!isPossible("x".repeat(200)));
  });

  it("has at most 8,000 characters", () => {
    const statuses = Array.from({ length: 65 }, (_, at) => `lost-${at}`);
    const lengths = Array.from({ length: 100 }, (_, at) => 95 + at).map(
      (length) =>
        createFormulas({ statuses: [...statuses, "x".repeat(length)] }, { name: "Orders of October" }).createSum(
          "other",
          "USD",
        )?.length,
    );
    const possible = lengths.filter((length) => length !== undefined);
    assert.equal(possible.at(-1), 8000);
    assert(lengths.includes(undefined));
  });
});
