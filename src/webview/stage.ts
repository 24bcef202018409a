import type { Steps } from "../rows/steps";
import { inSlices } from "./slices";

/** A result that is worked out again only when one of those things has changed that it is made of. */
export class Stage<T> {
  private parts: readonly unknown[] = [];
  private result: { value: T } | undefined;

  /** The result of these parts; undefined if `current` became false before it was there. For `turn` see `inSlices`. */
  async get(
    parts: readonly unknown[],
    make: () => Steps<T>,
    current: () => boolean,
    turn?: () => Promise<void>,
  ): Promise<{ value: T } | undefined> {
    const known =
      this.result && parts.length === this.parts.length && parts.every((part, at) => part === this.parts[at]);
    if (known) return this.result;
    const result = await inSlices(make(), current, turn);
    if (result) [this.parts, this.result] = [parts, result];
    return result;
  }
}
