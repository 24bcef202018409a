import type { RandomSource } from "./random-source";

/** Code that reads what others wrote, and what must hold for it. */
export interface FuzzTarget {
  readonly name: string;
  /** Reads one random input. Throws, or rejects, if the code does what it must not do. */
  readonly run: (random: RandomSource) => void | Promise<void>;
}
