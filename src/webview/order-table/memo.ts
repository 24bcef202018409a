import type { CooperativeTask } from "../../columns/cooperative-task";
import { runInTimeSlices } from "./time-slicing";

/** A memoized result of a cooperative task, recomputed when one of its dependencies changes. */
export class Memo<T> {
  private dependencies: readonly unknown[] = [];
  private result: { value: T } | undefined;

  /** The result for these dependencies; undefined if `isCurrent` became false meanwhile. `yieldControl`: see `runInTimeSlices`. */
  async get(
    dependencies: readonly unknown[],
    compute: () => CooperativeTask<T>,
    isCurrent: () => boolean,
    yieldControl?: () => Promise<void>,
  ): Promise<{ value: T } | undefined> {
    const isUnchanged =
      this.result &&
      dependencies.length === this.dependencies.length &&
      dependencies.every((dependency, at) => dependency === this.dependencies[at]);
    if (isUnchanged) return this.result;
    const result = await runInTimeSlices(compute(), isCurrent, yieldControl);
    if (result) [this.dependencies, this.result] = [dependencies, result];
    return result;
  }
}
