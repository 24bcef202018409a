import type { Disposable } from "vscode";
import { second } from "./cadence";

/** When, after an action, is looked whether it had an effect. */
const moments = [2, 5, 10, 20, 35, 60].map((seconds) => seconds * second);

/** What a burst works with. */
export interface BurstSurroundings {
  /** Calls back once after so many milliseconds, unless disposed of before. */
  readonly after: (ms: number, call: () => void) => Disposable;
  /** Loads again what may have changed. */
  readonly refresh: () => Promise<void>;
}

/**
 * A short series of refreshes after an action, until what was waited for has happened or a minute has passed. An action
 * during a burst begins the minute anew, for what both wait for.
 */
export class Burst implements Disposable {
  #timer: Disposable | undefined;
  #waiting: (() => boolean)[] = [];
  #step = 0;
  #running = false;

  constructor(private readonly around: BurstSurroundings) {}

  /** @param isOver whether what the action does has been seen */
  begin(isOver: () => boolean): void {
    this.#waiting.push(isOver);
    this.#step = 0;
    if (!this.#running) this.#sleep();
  }

  /** Ends at once, as when the account changes. */
  end(): void {
    this.#waiting = [];
    this.#timer?.dispose();
  }

  dispose(): void {
    this.end();
  }

  #sleep(): void {
    this.#timer?.dispose();
    const [at, before = 0] = [moments[this.#step], moments[this.#step - 1]];
    if (at === undefined) this.end();
    else this.#timer = this.around.after(at - before, () => void this.#refresh());
  }

  async #refresh(): Promise<void> {
    this.#step += 1;
    this.#running = true;
    await this.around.refresh();
    this.#running = false;
    this.#waiting = this.#waiting.filter((isOver) => !isOver());
    if (this.#waiting.length > 0) this.#sleep();
  }
}
