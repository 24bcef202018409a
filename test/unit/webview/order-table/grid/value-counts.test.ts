import assert from "node:assert/strict";
import { countValues, coalesceRuns } from "../../../../../src/webview/order-table/grid/value-counts";
import { OrderModel } from "../../../../../src/webview/order-table/order-model";
import { orderColumns, utf8 } from "../../../columns/index-fixtures";

const type = { name: "type", column: orderColumns.indexOf("type") };
const identifier = { name: "identifier", column: orderColumns.indexOf("identifier") };

const order = (id: number, of: string, name: string) =>
  [id, 9000 + id, "2024-03-17T07:58:14Z", "ok", of, "1", "1", "USD", name].join("\t");
const rows = (...lines: string[]) => ({
  columns: orderColumns,
  separator: "\t",
  body: utf8.encode(`${lines.join("\n")}\n`),
});

/** A model of these rows, and what adds more; both are there when they are shown. */
async function modelOf(...lines: string[]) {
  let shown: () => void = () => undefined;
  const model = new OrderModel({
    onRowsChanged: () => shown(),
    onTotalsChanged: () => undefined,
    onSubtotalsChanged: () => undefined,
  });
  const add = (...more: string[]) =>
    new Promise<void>((resolve) => {
      shown = resolve;
      model.add(rows(...more));
    });
  await add(...lines);
  return { model, add };
}

async function counts(...of: Parameters<typeof countValues>): Promise<[value: string, count: number][] | undefined> {
  return (await countValues(...of))?.map(({ value, count }) => [value, count]);
}

describe("the checklist of a column", () => {
  it("has the values of rows that came since, the most frequent first", async () => {
    const { model, add } = await modelOf(
      order(1, "renew", "a.com"),
      order(2, "create", "b.com"),
      order(3, "renew", "c.com"),
    );
    assert.deepEqual(await counts(model, type, "values"), [["renew", 2], ["create", 1]]); // prettier-ignore
    await add(order(4, "create", "d.com"), order(5, "create", "e.com"), order(6, "cor", "f.com"));
    assert.deepEqual(await counts(model, type, "values"), [["create", 3], ["renew", 2], ["cor", 1]]); // prettier-ignore
  });

  it("counts the rows that the other filters leave, not those its own leaves, and keeps values without any", async () => {
    const { model } = await modelOf(
      order(1, "renew", "a.com"),
      order(2, "create", "b.com"),
      order(3, "renew", "a.org"),
    );
    model.filters = [{ column: "type", kind: "values", values: ["create"] }];
    model.filter = "a.";
    assert.deepEqual(await counts(model, type, "values"), [["renew", 2], ["create", 0]]); // prettier-ignore
  });

  it("has each TLD once, in any letter case", async () => {
    const { model } = await modelOf(order(1, "renew", "a.com"), order(2, "renew", "b.COM"), order(3, "renew", "c.org"));
    assert.deepEqual(await counts(model, identifier, "tlds"), [["com", 2], ["org", 1]]); // prettier-ignore
  });

  it("is empty if the rows have changed by the time it is counted", async () => {
    const { model } = await modelOf(order(1, "renew", "a.com"));
    const counted = counts(model, type, "values");
    model.clear();
    assert.equal(await counted, undefined);
  });
});

describe("work done in turn", () => {
  it("never runs twice at once, and once more if requested in between", async () => {
    const ends: (() => void)[] = [];
    const ask = coalesceRuns(() => new Promise((resolve) => ends.push(resolve)));
    const first = ask();
    void ask();
    void ask();
    assert.equal(ends.length, 1);
    ends[0]?.();
    await Promise.resolve();
    assert.equal(ends.length, 2);
    ends[1]?.();
    await first;
    void ask();
    assert.equal(ends.length, 3);
  });
});
