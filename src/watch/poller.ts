import type { Disposable, Event } from "vscode";
import { intervalOf, isGeneral, lingering, mayHaveHealed, minute, pauseAfter, second, type Setback } from "./cadence";

/** What can be kept fresh: `Resource`, as far as the poller needs it. */
export interface Pollable {
  readonly state: {
    readonly kind: "idle" | "loading" | "ready" | "failed";
    /** Epoch ms of the data. */
    readonly at?: number;
    readonly failure?: Setback;
  };
  readonly onDidChange: Event<unknown>;
  refresh(): Promise<void>;
}

/** Something to keep fresh. */
export interface Watched {
  readonly resource: Pollable;
  /** How many intervals its data may be old at the moment; Infinity when it need not be fresh. */
  readonly patience: (isAttended: boolean) => number;
}

/** The world around the poller; times are epoch ms. */
export interface Surroundings {
  readonly now: () => number;
  /** Calls back once after so many milliseconds, unless disposed of before. */
  readonly after: (ms: number, call: () => void) => Disposable;
  /** The setting `joker.refreshInterval`. */
  readonly minutes: () => number;
  readonly isFocused: () => boolean;
  /** The window was touched within the last moments. */
  readonly isActive: () => boolean;
  /** Something that will change soon is in sight. */
  readonly isHurried: () => boolean;
  /** Nobody to ask for: signed out, or the key is lost. */
  readonly isQuiet: () => boolean;
  /** True when another window was asked to load it, and may still answer. */
  readonly isDelegated: (resource: Pollable) => boolean;
}

/** The longest sleep: timers stand still while a laptop sleeps, the clock does not. */
const longestSleep = minute;
/** Somebody who comes and goes does not repeat at each time what fails. */
const leastPause = 10 * second;

/** Failures in a row, and until when (epoch ms) they are reason enough not to ask again. */
interface Block {
  readonly reason: string;
  readonly failures: number;
  readonly since: number;
  readonly until: number;
}

/**
 * Asks for what has become too old, one after the other. The only poller. Looks whenever something changed that decides
 * about it (`look`), and once a minute at least.
 */
export class Poller implements Disposable {
  #timer: Disposable | undefined;
  #running = false;
  #lastAttended: number;
  /** Of everything, and of single resources. */
  #block: Block | undefined;
  readonly #blocks = new Map<Pollable, Block>();
  readonly #listeners: Disposable[];
  #disposed = false;

  constructor(
    private readonly watched: readonly Watched[],
    private readonly around: Surroundings,
  ) {
    this.#lastAttended = around.now();
    this.#listeners = watched.map(({ resource }) => resource.onDidChange(() => this.#changed(resource)));
  }

  dispose(): void {
    this.#disposed = true;
    this.#timer?.dispose();
    for (const listener of this.#listeners) listener.dispose();
  }

  /** Begins anew, as with another account: what failed before says nothing any more. */
  restart(): void {
    this.#block = undefined;
    this.#blocks.clear();
    this.look();
  }

  /** Somebody came back: what failed for want of a network may work again. */
  attend(): void {
    const block = this.#block;
    if (block && mayHaveHealed(block.reason) && this.#since(block.since) >= leastPause) this.#block = undefined;
    this.look();
  }

  /** Does what is due, and sleeps until something else is. */
  look(): void {
    if (this.#disposed) return;
    const { isFocused, isActive, isQuiet, now } = this.around;
    if (isFocused() && isActive()) this.#lastAttended = now();
    this.#sleep();
    if (!this.#running && !isQuiet()) void this.#round();
  }

  /** What is older than it may be, unless failures are a reason to wait. */
  due(): Pollable[] {
    if (isInForce(this.#block, this.around.now())) return [];
    return this.watched.filter((item) => this.#isDue(item)).map(({ resource }) => resource);
  }

  async #round(): Promise<void> {
    const due = this.due().filter((resource) => !this.around.isDelegated(resource));
    if (due.length === 0) return;
    this.#running = true;
    for (const resource of due) {
      if (this.#isOver() || isInForce(this.#block, this.around.now())) break;
      await resource.refresh();
      this.#note(resource);
    }
    this.#running = false;
    this.#sleep();
  }

  #isOver(): boolean {
    return this.#disposed || this.around.isQuiet();
  }

  #note(resource: Pollable): void {
    const { kind, failure } = resource.state;
    if (kind !== "failed" || !failure) return;
    const before = isGeneral(failure.reason) ? this.#block : this.#blocks.get(resource);
    const failures = (before?.failures ?? 0) + 1;
    const now = this.around.now();
    const until = now + pauseAfter(failure, failures, this.#interval());
    const block = { reason: failure.reason, failures, since: now, until };
    if (isGeneral(failure.reason)) this.#block = block;
    else this.#blocks.set(resource, block);
  }

  /** Whoever loaded it: what works once works again. */
  #changed(resource: Pollable): void {
    if (resource.state.kind !== "ready") return;
    const wasBlocked = this.#block !== undefined;
    this.#block = undefined;
    this.#blocks.delete(resource);
    if (wasBlocked) this.look();
  }

  #isDue({ resource, patience }: Watched): boolean {
    const { kind, at = -Infinity } = resource.state;
    const allowed = patience(this.#isAttended()) * this.#interval();
    if (kind === "loading" || !Number.isFinite(allowed)) return false;
    if (kind === "failed") return !isInForce(this.#blocks.get(resource), this.around.now());
    return kind === "idle" || this.#since(at) >= allowed;
  }

  /** Milliseconds since then; a moment to come is long ago: the clock was set back, and would not reach it for long. */
  #since(then: number): number {
    const age = this.around.now() - then;
    return age < 0 ? Infinity : age;
  }

  /** Wakes up when the next one is due, and once a minute at least. */
  #sleep(): void {
    if (this.#disposed) return;
    const interval = this.#interval();
    const isAttended = this.#isAttended();
    const now = this.around.now();
    const moments = this.watched.map(
      ({ resource: { state }, patience }) => (state.at ?? now) + interval * patience(isAttended),
    );
    const ahead = [...moments, this.#block?.until ?? Infinity].map((moment) => moment - now).filter((ms) => ms > 0);
    this.#timer?.dispose();
    this.#timer = this.around.after(Math.min(longestSleep, ...ahead), () => this.look());
  }

  #interval(): number {
    const { minutes, isHurried } = this.around;
    return intervalOf({ minutes: minutes(), isAttended: this.#isAttended(), isHurried: isHurried() });
  }

  #isAttended(): boolean {
    return this.around.isFocused() && this.#since(this.#lastAttended) < lingering;
  }
}

function isInForce(block: Block | undefined, now: number): boolean {
  return block !== undefined && now < block.until && now >= block.since;
}
