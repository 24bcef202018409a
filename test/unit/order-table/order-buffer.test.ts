import assert from "node:assert/strict";
import { mock } from "node:test";
import { OrderBuffer } from "../../../src/order-table/order-buffer";
import { countEventLoopTurns } from "../event-loop-turns";

function createBuffer(bodies: readonly string[], columns = ["created_at", "order_id"]): OrderBuffer {
  const buffer = new OrderBuffer();
  for (const body of bodies) buffer.add({ columns, separator: "\t", body: new TextEncoder().encode(body) }, undefined);
  return buffer;
}

describe("The rows of an order table", () => {
  afterEach(() => mock.restoreAll());

  it("have an order, in whichever block it is", async () => {
    const buffer = createBuffer(["2026-01-02\t12\n2026-01-01\t11\n", "2025-12-31\t10\n"]);
    for (const orderId of ["10", "11", "12"]) assert.equal(await buffer.hasOrder(orderId), true, orderId);
    for (const orderId of ["1", "100", "", "2026-01-01"]) assert.equal(await buffer.hasOrder(orderId), false, orderId);
  });

  it("have no order where there are no rows, or no IDs", async () => {
    assert.equal(await createBuffer([]).hasOrder("10"), false);
    assert.equal(await createBuffer(["10\n"], ["identifier"]).hasOrder("10"), false);
  });

  it("let the event loop run while an order is searched for", async () => {
    const row = "2026-01-01 10:00:00\t1234567\n";
    const buffer = createBuffer(Array.from({ length: 200 }, () => row.repeat(1000)));
    let clockMs = 0;
    mock.method(performance, "now", () => (clockMs += 1000));
    const { turns, result } = await countEventLoopTurns(() => buffer.hasOrder("7"));
    assert.equal(result, false);
    assert(turns > 100, `${turns} turns`);
  });
});
