import assert from "node:assert/strict";
import { format } from "node:util";

/** Rejections that nobody handled so far, by promise: Mocha emits each of them again. */
const reasons = new Map<Promise<unknown>, unknown>();

/**
 * Collects the rejections that nobody handles. Those of VS Code and its own extensions are left out.
 * @param folder whose code is ours: it is in the stack of the error
 * @returns asserts that there are none
 */
export function collectUnhandledRejections(folder: string): () => void {
  process.on("unhandledRejection", (reason, promise) => reasons.set(promise, reason));
  process.on("rejectionHandled", (promise) => reasons.delete(promise));
  return () => {
    const ours = [...reasons.values()].filter((reason) => isFrom(folder, reason));
    assert.deepEqual(ours.map((reason) => format(reason)), [], "rejected promises that nobody handled"); // prettier-ignore
  };
}

/** A reason without a stack may be anybody's, so it counts as ours. */
function isFrom(folder: string, reason: unknown): boolean {
  return !(reason instanceof Error) || reason.stack === undefined || reason.stack.includes(folder);
}
