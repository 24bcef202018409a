import assert from "node:assert/strict";
import { eventually } from "../eventually";

describe("eventually", () => {
  it("returns what the check returns once it no longer throws", async () => {
    let calls = 0;
    const value = await eventually(() => {
      calls += 1;
      assert.equal(calls, 3);
      return "ready";
    });
    assert.equal(value, "ready");
    assert.equal(calls, 3);
    assert.equal(await eventually(() => Promise.resolve(7)), 7);
  });

  it("fails with the last error and the time waited", async () => {
    let calls = 0;
    const check = () => {
      calls += 1;
      throw new TypeError(`call ${calls}`);
    };
    const error = await failureOf(eventually(check, { timeoutMs: 30, what: "a row" }));
    assert.equal(error.message, `waited ${secondsIn(error)} s for a row; last seen: call ${calls}`);
    assert(error.cause instanceof TypeError && error.cause.message === `call ${calls}`);
  });

  it("tries once even without any time", async () => {
    assert.equal(await eventually(() => "there", { timeoutMs: 0 }), "there");
    const error = await failureOf(eventually(() => Promise.reject(new Error("no")), { timeoutMs: 0 }));
    assert.match(error.message, /^waited \d+\.\d s; last seen: no$/);
  });

  it("does not wait for a check that does not settle", async () => {
    let calls = 0;
    const check = () => {
      calls += 1;
      return calls === 1 ? Promise.reject(new Error("not yet")) : new Promise(() => undefined);
    };
    const error = await failureOf(eventually(check, { timeoutMs: 500 }));
    assert.match(error.message, /^waited \d+\.\d s; last seen: not yet; the check did not settle$/);
    const never = await failureOf(eventually(() => new Promise(() => undefined), { timeoutMs: 10 }));
    assert.match(never.message, /last seen: nothing; the check did not settle$/);
  });

  it("uses real timers if a test has replaced them", async () => {
    const { setTimeout } = globalThis;
    let calls = 0;
    Object.assign(globalThis, { setTimeout: () => assert.fail("used a replaced timer") });
    try {
      await eventually(() => assert.equal(++calls, 2));
    } finally {
      Object.assign(globalThis, { setTimeout });
    }
  });
});

async function failureOf(promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert(error instanceof Error);
  return error;
}

function secondsIn(error: Error): string {
  return /^waited (\d+\.\d) s/.exec(error.message)?.[1] ?? "";
}
