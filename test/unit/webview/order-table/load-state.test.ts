import assert from "node:assert/strict";
import type { HostMessage } from "../../../../src/messages/host-messages";
import { LoadState } from "../../../../src/webview/order-table/load-state";

const query = { period: "last-month" } as const;
const gap = { id: 1, after: "2026-03-01", before: "2026-05-29", reason: "HTTP 500.", retrying: false };

function loading(generation: number): HostMessage {
  return { type: "loading", generation, query };
}

function rows(generation: number): HostMessage {
  return { type: "rows", generation, columns: [], separator: "\t", body: new Uint8Array() };
}

function done(generation: number, partial = false, earlier = false): HostMessage {
  return { type: "done", generation, isPartial: partial, isEarlierShown: earlier };
}

/** Which of some messages gave up the rows in sight. */
function clearing(state: LoadState, ...messages: HostMessage[]): boolean[] {
  return messages.map((message) => state.applyMessage(message));
}

describe("the load state of a query", () => {
  it("keeps earlier rows until the first rows of the next query, or its end", () => {
    const state = new LoadState({});
    assert.deepEqual(clearing(state, loading(1), rows(1), rows(1), done(1)), [false, true, false, false]);
    assert.deepEqual(clearing(state, loading(2), rows(2), done(2)), [false, true, false]);
    assert.deepEqual(clearing(state, loading(3), done(3)), [false, true]);
    assert.deepEqual(clearing(state, loading(4), { type: "failed", generation: 4, reason: "No." }), [false, false]);
    assert.deepEqual([state.phase, state.generation, state.query], [{ failed: "No." }, 3, query]);
  });

  it("counts the rows of the running query, not those in sight from an earlier one", () => {
    const state = new LoadState({});
    clearing(state, loading(1), rows(1));
    assert.deepEqual(state.getProgress(70), { rows: 70 });
    clearing(state, done(1), loading(2), { type: "progress", generation: 1, done: 9, total: 9, rows: 900 });
    assert.deepEqual(state.getProgress(70), { rows: 0 });
    state.applyMessage({ type: "progress", generation: 2, done: 3, total: 12, rows: 45_000 });
    const { done: windows, total, rows: came } = state.getProgress(70) ?? { rows: -1 };
    assert.deepEqual([windows, total, came], [3, 12, 45_000]);
    assert.equal((state.applyMessage(rows(2)), state.getProgress(46_000)?.rows), 46_000);
    assert.equal((state.applyMessage(done(2)), state.getProgress(46_000)), undefined);
  });

  it("is complete only at its end, without gaps and not canceled", () => {
    const state = new LoadState({});
    clearing(state, loading(1), rows(1), { type: "gaps", generation: 1, gaps: [gap] });
    assert(!state.isComplete);
    state.applyMessage(done(1));
    assert(!state.isComplete);
    state.applyMessage({ type: "gaps", generation: 1, gaps: [] });
    assert(state.isComplete);
    state.applyMessage({ type: "gaps", generation: 0, gaps: [gap] });
    assert(state.isComplete);
    clearing(state, loading(2), rows(2), done(2, true));
    assert(!state.isComplete);
  });

  it("distinguishes queries canceled with some rows, and before the first one", () => {
    const state = new LoadState({});
    clearing(state, loading(1), rows(1), done(1, true));
    assert.equal(state.phase, "partial");
    assert.deepEqual(clearing(state, loading(2), done(1, true, true)), [false, false]);
    assert.deepEqual([state.phase, state.isComplete], ["canceled", false]);
  });

  it("has a gap at the start of a query before its first rows", () => {
    const state = new LoadState({});
    const first: HostMessage = { type: "gaps", generation: 2, gaps: [gap] };
    const cleared = clearing(state, loading(1), rows(1), done(1), loading(2), first, rows(2), done(2));
    assert.deepEqual(cleared, [false, true, false, false, true, false, false]);
    assert.deepEqual(state.gaps, [gap]);
    assert(!state.isComplete);
  });

  it("drops the gaps of discarded rows", () => {
    const state = new LoadState({});
    clearing(state, loading(1), rows(1), { type: "gaps", generation: 1, gaps: [gap] }, done(1), loading(2), rows(2));
    assert.deepEqual(state.gaps, []);
  });

  it("knows the query of the rows shown until rows of the next one arrive", () => {
    const state = new LoadState({ period: "last-30-days" });
    const next = { period: "last-quarter" } as const;
    assert(!state.isOutdatedFor(next), "nothing is shown yet");
    clearing(state, loading(1), rows(1), done(1));
    assert.deepEqual([state.shownQuery, state.isOutdatedFor(query), state.isOutdatedFor(next)], [query, false, true]);
    state.applyMessage({ type: "loading", generation: 2, query: next });
    assert.deepEqual([state.shownQuery, state.isOutdatedFor(next)], [query, true]);
    state.applyMessage(done(1, true, true));
    assert(state.isOutdatedFor(next), "canceled before its first rows");
    clearing(state, { type: "loading", generation: 3, query: next }, rows(3));
    assert.deepEqual([state.shownQuery, state.isOutdatedFor(next)], [next, false]);
  });

  it("learns from the host which query the rows of a new page are of", () => {
    const state = new LoadState({ period: "last-quarter" }, query);
    clearing(state, rows(4), { type: "failed", generation: 5, reason: "No." });
    assert.deepEqual([state.isOutdatedFor({ period: "last-quarter" }), state.isOutdatedFor(query)], [true, false]);
  });
});
