import assert from "node:assert/strict";
import { mock } from "node:test";
import { orderColumnNames } from "../../../src/dmapi/order-columns";
import { loadRenewals } from "../../../src/state/forecast-orders";
import { countEventLoopTurns } from "../event-loop-turns";
import { createFakeCall } from "../dmapi/fake-call";

const now = Date.UTC(2026, 10, 29, 12);
const memento = { keys: () => [], get: () => undefined, update: () => Promise.resolve() };
const itemsPerTurn = 256;

function createReply(count: number): string {
  const cells: Record<string, string> = { created_at: "2026-03-02 10:00:00", status: "ok", type: "renew", amount_brutto: "11.90", currency: "EUR" }; // prettier-ignore
  const rows = Array.from({ length: count }, (_, row) =>
    orderColumnNames.map((name) => cells[name] ?? (name === "identifier" ? `domain-${row}.com` : "1")).join("\t"),
  );
  return `Status-Code: 0\nColumns: ${orderColumnNames.join(",")}\n\n${rows.join("\n")}\n`;
}

describe("loading a year's renewals", () => {
  afterEach(() => mock.restoreAll());

  it("lets the event loop run while they are read and added up", async () => {
    const empty = createReply(0);
    const full = createReply(9000);
    const { call } = createFakeCall(({ params }) => (String(params["after"]) <= "2026-03-02" && String(params["before"]) >= "2026-03-02" ? full : empty)); // prettier-ignore
    let clockMs = 0;
    mock.method(performance, "now", () => (clockMs += 1000));
    const load = () => loadRenewals({ id: "1", call }, memento, now, new AbortController().signal);
    const { turns, result } = await countEventLoopTurns(load);
    const { days } = result;
    assert.deepEqual(days, [{ day: "2026-03-02", currency: "EUR", amount: "107100.00", renewals: 9000 }]);
    assert(turns >= Math.floor((2 * 9000) / itemsPerTurn), `${turns} turns`);
  });
});
