import assert from "node:assert/strict";
import type { ColumnFilter } from "../../../../src/columns/column-filter";
import { getGroupNumber } from "../../../../src/columns/row-groups";
import { OrderModel, type ChangeCause } from "../../../../src/webview/order-table/order-model";
import { orderColumns, utf8 } from "../../columns/index-fixtures";

const line = (id: number, type: string, amount: string, created = "2024-03-17T07:58:14Z", status = "ok") =>
  [id, 9000 + id, created, status, type, amount, amount, "USD", `shop${id}.example`].join("\t");

/** A model, and a promise of the next time that it shows something for this cause. */
function model(): { model: OrderModel; shown: (cause: ChangeCause) => Promise<void>; subtotals: Promise<void> } {
  const waiting = new Map<ChangeCause, () => void>();
  let subtotalled: () => void = () => undefined;
  const subtotals = new Promise<void>((resolve) => (subtotalled = resolve));
  const made = new OrderModel({
    onRowsChanged: (cause) => waiting.get(cause)?.(),
    onTotalsChanged: () => undefined,
    onSubtotalsChanged: () => subtotalled(),
  });
  return {
    model: made,
    shown: (cause) => new Promise((resolve) => waiting.set(cause, resolve)),
    subtotals,
  };
}

const rows = (...lines: string[]) => ({
  columns: orderColumns,
  separator: "\t",
  body: utf8.encode(`${lines.join("\n")}\n`),
});

/** Order ids in the order shown; groups by their names. */
function list({ entries, groups, index }: OrderModel): string[] {
  return Array.from(entries, (entry) => {
    const group = getGroupNumber(entry);
    return group === undefined ? index.cell(entry, 0) : `[${groups?.names[group]}]`;
  });
}

describe("the order model", () => {
  it("combines sorting, filtering, grouping and collapsing", async () => {
    const { model: table, shown } = model();
    const there = shown("rows");
    table.add(rows(line(1, "renew", "3"), line(2, "create", "1"), line(3, "renew", "2"), line(4, "renew", "9")));
    await there;
    table.sort = [{ name: "amount_brutto", descending: true }];
    table.filters = [{ column: "amount_brutto", kind: "amounts", from: "", to: "3" }];
    table.group = { column: "type", by: "value" };
    const changed = shown("group");
    void table.update("group");
    await changed;
    assert.deepEqual(list(table), ["[create]", "2", "[renew]", "1", "3"]);
    assert.equal(table.isInOriginalOrder, false);
    table.setFolded(new Set(["renew"]));
    assert.deepEqual(list(table), ["[create]", "2", "[renew]"]);
    assert.equal(table.rows.length, 3);
  });

  it("has totals for each group", async () => {
    const { model: table, subtotals } = model();
    table.amount = "amount_brutto";
    table.group = { column: "type", by: "value" };
    table.add(rows(line(1, "renew", "3.10"), line(2, "create", "1"), line(3, "renew", "5", "", "pending")));
    await subtotals;
    assert.deepEqual(
      table.subtotals.map(({ currencies }) => [currencies[0]?.total, currencies[0]?.pending]),
      [
        ["1.00", "0.00"],
        ["3.10", "5.00"],
      ],
    );
  });

  it("recalculates totals when the shown rows change, and not when only their order does", async () => {
    const sums: (string | undefined)[] = [];
    const table = new OrderModel({
      onRowsChanged: () => undefined,
      onTotalsChanged: ({ currencies }) => sums.push(currencies[0]?.total),
    });
    const totalled = async (cause: ChangeCause) => {
      await table.update(cause);
      await table.updateTotals();
    };
    table.amount = "amount_brutto";
    table.add(rows(line(1, "renew", "3"), line(2, "create", "1")));
    await totalled("rows");
    table.sort = [{ name: "amount_brutto", descending: true }];
    await totalled("sort");
    assert.deepEqual(list(table), ["1", "2"]);
    assert.deepEqual(sums, ["4"]);
    table.filters = [{ column: "type", kind: "is", text: "renew" }];
    await totalled("filter");
    table.filters = [];
    await totalled("filter");
    table.amount = "amount_netto";
    await totalled("filter");
    assert.deepEqual(sums.slice(0, 3), ["4", "3", "4"]);
    assert.equal(sums.length, 4);
  });

  it("has totals of the rows that other filters would leave, and says when the rows shown change", async () => {
    const sums: (string | undefined)[] = [];
    const table = new OrderModel({
      onRowsChanged: () => undefined,
      onTotalsChanged: ({ currencies }) => sums.push(currencies[0]?.total),
    });
    table.amount = "amount_brutto";
    table.selectTotalsFilters = (filters) =>
      filters.some(({ column }) => column === "type") ? filters.filter(({ column }) => column !== "type") : filters;
    table.add(rows(line(1, "renew", "3"), line(2, "create", "1")));
    const filterBy = async (...filters: readonly ColumnFilter[]) => {
      table.filters = filters;
      await table.update("filter");
      await table.updateTotals();
    };
    await filterBy();
    await filterBy({ column: "type", kind: "is", text: "renew" });
    assert.deepEqual(list(table), ["1"]);
    await filterBy({ column: "type", kind: "is", text: "renew" }, { column: "order_id", kind: "is", text: "2" });
    assert.deepEqual(list(table), []);
    assert.deepEqual(sums, ["4", "4", "1"]);
  });

  it("recalculates totals after painting, with lower priority", async () => {
    const log: string[] = [];
    const table = new OrderModel({
      onRowsChanged: (cause) => log.push(cause),
      onTotalsChanged: ({ currencies }) => log.push(`sum ${currencies[0]?.total}`),
    });
    table.amount = "amount_brutto";
    table.add(rows(line(1, "renew", "3"), line(2, "create", "1")));
    const paint = (callback: (now: undefined) => void) => queueMicrotask(() => callback(void log.push("painted")));
    Object.assign(globalThis, { requestAnimationFrame: paint });
    try {
      await table.update("sort");
      await table.updateTotals();
      assert.deepEqual(log.splice(0), ["sort", "painted", "painted", "sum 4"]);
      table.amount = "amount_netto";
      const overtaken = table.updateTotals();
      table.filter = "renew";
      await table.update("filter");
      await overtaken;
      await table.updateTotals();
      assert.deepEqual(
        log.filter((each) => each !== "painted"),
        ["filter", "sum 3"],
      );
    } finally {
      Reflect.deleteProperty(globalThis, "requestAnimationFrame");
    }
  });

  it("shows nothing before the first rows are indexed, however long that takes", async () => {
    const counts: number[] = [];
    const realNow = performance.now.bind(performance);
    let time = 0;
    performance.now = () => (time += 10_000);
    try {
      await new Promise<void>((resolve) => {
        const onRowsChanged = () => {
          counts.push(table.index.count);
          if (table.index.count === 2 || counts.length > 3) resolve();
        };
        const table = new OrderModel({ onRowsChanged, onTotalsChanged: () => undefined });
        table.add(rows(line(1, "renew", "3"), line(2, "create", "1")));
      });
    } finally {
      performance.now = realNow;
    }
    assert.deepEqual(counts, [2]);
  });

  it("inserts rows of a gap in place, also when sorted", async () => {
    const { model: table, shown } = model();
    let there = shown("rows");
    table.add(rows(line(9, "renew", "1"), line(5, "renew", "1")));
    await there;
    there = shown("rows");
    table.add({ ...rows(line(8, "renew", "2"), line(7, "renew", "1")), at: 1 });
    await there;
    assert.deepEqual(list(table), ["9", "8", "7", "5"]);
    table.sort = [{ name: "amount_brutto", descending: false }];
    const sorted = shown("sort");
    void table.update("sort");
    await sorted;
    assert.deepEqual(list(table), ["9", "7", "5", "8"]);
  });

  it("finds names by their letters, and rows by an exact text", async () => {
    const { model: table, shown } = model();
    const there = shown("rows");
    table.add(rows(line(1, "renew", "3"), line(2, "create", "1").replace("shop2.example", "xn--bcher-kva.de")));
    await there;
    table.filter = "BÜCHER";
    const filtered = shown("filter");
    void table.update("filter");
    await filtered;
    assert.deepEqual(list(table), ["2"]);
    assert.equal(await table.findRow("order_id", "2"), 1);
    assert.equal(await table.findRow("order_id", "22"), undefined);
    assert.equal(await table.findRow("gone", "2"), undefined);
  });

  it("notifies with the cause, even if rows arrived in between", async () => {
    const causes: ChangeCause[] = [];
    const table = new OrderModel({ onRowsChanged: (cause) => causes.push(cause), onTotalsChanged: () => undefined });
    table.add(rows(line(1, "renew", "3"), line(2, "create", "1")));
    await table.update("rows");
    causes.length = 0;
    table.filter = "renew";
    await Promise.all([table.update("filter"), table.update("rows")]);
    await table.update("rows");
    assert.deepEqual([causes, list(table)], [["rows", "filter", "rows"], ["1"]]);
  });

  it("shows the latest request", async () => {
    const { model: table, shown } = model();
    const there = shown("rows");
    table.add(rows(line(1, "renew", "3"), line(2, "create", "1")));
    await there;
    const filtered = shown("filter");
    table.sort = [{ name: "amount_brutto", descending: false }];
    const first = table.update("sort");
    table.filter = "shop";
    void table.update("filter");
    await Promise.all([first, filtered]);
    assert.deepEqual(list(table), ["2", "1"]);
    assert(!table.isBusy);
  });
});
