import assert from "node:assert/strict";
import type { ErrorDescription } from "../../../src/accounts/error-messages";
import { runBatch, type BatchOptions } from "../../../src/commands/run-batch";
import { resultDay, isBeforeDay } from "../../../src/commands/results/result-date";
import { DmapiError, type DmapiErrorReason } from "../../../src/dmapi/errors";

function explain(error: unknown): ErrorDescription {
  const { reason, message } = error as DmapiError;
  return { reason, message, shortMessage: "" };
}

function failing(reason: DmapiErrorReason): DmapiError {
  return new DmapiError(reason, "it failed", { request: "result-delete" });
}

function batch<T>(run: (item: T) => Promise<unknown>, rest: Partial<BatchOptions<T>> = {}): BatchOptions<T> {
  return { run, explain, concurrency: 3, stopReason: () => undefined, ...rest };
}

describe("A batch", () => {
  it("runs every item once within the concurrency limit, with outcomes in item order", async () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const [begun, ended] = [new Array<number>(), new Array<number>()];
    let [running, most] = [0, 0];
    const run = async (item: number) => {
      begun.push(item);
      most = Math.max(most, (running += 1));
      for (let turns = item % 4; turns >= 0; turns -= 1) await Promise.resolve();
      running -= 1;
    };
    const outcomes = await runBatch(items, batch(run, { onItemEnd: (item) => ended.push(item) }));
    assert.deepEqual(begun, items);
    assert.equal(most, 3);
    assert.deepEqual(
      outcomes.map(({ item }) => item),
      items,
    );
    assert(outcomes.every(({ outcome }) => outcome.kind === "done"));
    assert.deepEqual(
      [...ended].sort((a, b) => a - b),
      items,
    );
  });

  it("distinguishes refused, unknown and unsent, and continues after each", async () => {
    const reasons: (DmapiErrorReason | undefined)[] = [
      "refused",
      "unknown-outcome",
      "timeout",
      "permission",
      "not-found",
      undefined,
    ];
    const run = (reason: DmapiErrorReason | undefined) =>
      reason ? Promise.reject(failing(reason)) : Promise.resolve();
    const outcomes = await runBatch(reasons, batch(run));
    assert.deepEqual(
      outcomes.map(({ outcome }) => outcome.kind),
      ["refused", "unknown", "not-started", "refused", "refused", "done"],
    );
  });

  for (const reason of ["authentication", "network", "tls", "proxy"] as const) {
    it(`begins nothing more once every request would fail: ${reason}`, async () => {
      let sent = 0;
      const run = () => ((sent += 1), Promise.reject(failing(reason)));
      const outcomes = await runBatch(
        Array.from({ length: 20 }, (_, index) => index),
        batch(run),
      );
      assert.equal(sent, 3);
      assert(outcomes.every(({ outcome }) => outcome.kind === "not-started" && outcome.why.includes("it failed")));
    });
  }

  it("starts nothing more once canceled, and waits for running items", async () => {
    let stopped: string | undefined;
    const done: number[] = [];
    const run = async (item: number) => {
      if (item === 4) stopped = "You stopped it.";
      await Promise.resolve();
      done.push(item);
    };
    const outcomes = await runBatch(
      [1, 2, 3, 4, 5, 6, 7, 8],
      batch(run, { concurrency: 2, stopReason: () => stopped }),
    );
    const kinds = outcomes.map(({ outcome }) => outcome.kind);
    const begun = kinds.filter((kind) => kind === "done").length;
    assert.equal(begun, done.length);
    assert(begun >= 4 && begun <= 5, `${begun} were begun`);
    assert.deepEqual(outcomes.at(-1)?.outcome, { kind: "not-started", why: "You stopped it." });
  });
});

describe("The day of a result", () => {
  it("is read from both forms of a TimeStamp", () => {
    assert.equal(resultDay({ timeStamp: "20240317075814" }), "2024-03-17");
    assert.equal(resultDay({ timeStamp: "2024-03-17 07:58:14" }), "2024-03-17");
    assert.equal(resultDay({ timeStamp: "yesterday" }), undefined);
  });

  it("decides what is older, and nothing of unknown age is", () => {
    assert.equal(isBeforeDay({ timeStamp: "20240316235959" }, "2024-03-17"), true);
    assert.equal(isBeforeDay({ timeStamp: "20240317000000" }, "2024-03-17"), false);
    assert.equal(isBeforeDay({ timeStamp: "" }, "2024-03-17"), false);
  });
});
