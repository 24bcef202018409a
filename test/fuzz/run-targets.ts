import { RandomSource, seedOf } from "./random-source";
import type { FuzzTarget } from "./fuzz-target";
import { deepLinks } from "./targets/deep-links";
import { replies } from "./targets/replies";
import { secrets } from "./targets/secrets";
import { settingsTarget } from "./targets/settings";
import { socketLines } from "./targets/socket-lines";
import { storedStates } from "./targets/stored-state";
import { webviewMessages } from "./targets/webview-messages";
// The last one: it comes with another stub of the vscode API.
import { toolInputs } from "./targets/tool-inputs";

export const fuzzTargets: readonly FuzzTarget[] = [
  replies,
  settingsTarget,
  storedStates,
  secrets,
  webviewMessages,
  socketLines,
  deepLinks,
  toolInputs,
];

/** An input for which something does not hold. */
export interface FuzzFailure {
  readonly target: string;
  readonly index: number;
  readonly error: unknown;
}

export interface FuzzOptions {
  readonly seed: number;
  /** The number of the first input of each target. */
  readonly first: number;
  /** Inputs for each target. */
  readonly count: number;
  readonly targets: readonly FuzzTarget[];
}

const maxFailuresPerTarget = 3;
const objectProperties = Object.getOwnPropertyNames(Object.prototype).join();

/** Reads random inputs; the same options read the same ones. */
export async function runTargets({ seed, first, count, targets }: FuzzOptions): Promise<FuzzFailure[]> {
  const failures: FuzzFailure[] = [];
  for (const target of targets) {
    let failed = 0;
    for (let index = first; index < first + count && failed < maxFailuresPerTarget; index += 1) {
      const error = await runInput(target, seedOf(seed, target.name, index));
      if (error === undefined) continue;
      failed += 1;
      failures.push({ target: target.name, index, error });
    }
  }
  return failures;
}

/** The error; undefined if everything holds. */
async function runInput({ run }: FuzzTarget, seed: number): Promise<unknown> {
  try {
    const done = run(new RandomSource(seed));
    if (done) await done;
  } catch (error) {
    return error ?? new Error("an error without a value");
  }
  const isPolluted = Object.getOwnPropertyNames(Object.prototype).join() !== objectProperties;
  return isPolluted ? new Error("Object.prototype has another property") : undefined;
}
