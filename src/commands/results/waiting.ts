import type { Explained } from "../../account/explain";

/** What is asked of a request that may be in progress. */
export interface Question {
  /** The status as DMAPI sends it: ack, nack, `?`. Rejects with what went wrong. */
  readonly ask: () => Promise<string>;
  readonly explain: (error: unknown) => Explained;
  /** Waits; rejects when the wait is given up. */
  readonly pause: (ms: number) => Promise<void>;
}

const second = 1000;
/** Most requests take seconds, some minutes, transfers days. */
const pauses = [2, 4, 8, 15, 30, 60, 120, 300].map((seconds) => seconds * second);
/** About a day. */
export const mostQuestions = 300;

/** Failures that are likely to pass. */
const passing = new Set<Explained["reason"]>(["network", "timeout", "http", "proxy"]);

/**
 * Asks until the request is done; gives its last status, or undefined when it was asked often enough.
 * @throws what `ask` rejects with where asking again does not help, and what `pause` rejects with
 */
export async function waitForStatus({ ask, explain, pause }: Question): Promise<string | undefined> {
  for (let asked = 0; asked < mostQuestions; asked += 1) {
    try {
      const status = (await ask()).toLowerCase();
      if (status === "ack" || status === "nack") return status;
    } catch (error) {
      if (!passing.has(explain(error).reason)) throw error;
    }
    await pause(pauses[Math.min(asked, pauses.length - 1)] ?? 0);
  }
  return undefined;
}
