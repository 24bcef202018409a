import * as vscode from "vscode";
import { explain, type Explained } from "../account/explain";
import type { Clock } from "../workbench/clock";

/** What is true now of one thing DMAPI tells. `at` (epoch ms) says when `value` was. */
export type ResourceState<T> =
  | { readonly kind: "idle" }
  | { readonly kind: "loading"; readonly value?: T; readonly at?: number }
  | { readonly kind: "ready"; readonly value: T; readonly at: number }
  | { readonly kind: "failed"; readonly failure: Explained; readonly value?: T; readonly at?: number };

type Load<T> = (signal: AbortSignal) => Promise<T>;

/** A value that is loaded, observed and loaded again. A failure keeps the value there was. */
export class Resource<T> implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<ResourceState<T>>();
  readonly onDidChange = this.#changed.event;
  #state: ResourceState<T> = { kind: "idle" };
  #running: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;

  constructor(
    private readonly load: Load<T>,
    private readonly clock: Clock,
  ) {}

  get state(): ResourceState<T> {
    return this.#state;
  }

  /** The value as last known; undefined before the first success. */
  get value(): T | undefined {
    return this.#state.kind === "idle" ? undefined : this.#state.value;
  }

  /** Resolves when the load that is under way has ended; at once when there is none. */
  loaded(): Promise<void> {
    return this.#running?.done ?? Promise.resolve();
  }

  /** Loads; joins a load that is under way. Never rejects: a failure is a state. */
  refresh(): Promise<void> {
    return this.#running?.done ?? this.reload();
  }

  /** Loads anew, dropping a load that is under way: it may have been asked before something changed. */
  reload(): Promise<void> {
    return this.#start(this.load);
  }

  /** Loads what belongs behind the value there is, such as the next page, when nothing else is under way any more. */
  async extend(load: (value: T, signal: AbortSignal) => Promise<T>): Promise<void> {
    await this.loaded();
    const { value } = this;
    await (value === undefined ? this.refresh() : this.#start((signal) => load(value, signal)));
  }

  #start(load: Load<T>): Promise<void> {
    this.#running?.abort.abort();
    const abort = new AbortController();
    const before = this.#kept();
    const done = this.#finish(load, abort.signal, before);
    this.#running = { abort, done };
    this.#become({ kind: "loading", ...before });
    return done;
  }

  /** Takes over what another window loaded, unless this one is loading or knows it as new. `at` is epoch ms. */
  adopt(value: T, at: number): void {
    if (this.#running || (this.#kept().at ?? -Infinity) >= at) return;
    this.#become({ kind: "ready", value, at });
  }

  /** Forgets everything, as when the account changes. */
  reset(): void {
    this.#running?.abort.abort();
    this.#running = undefined;
    if (this.#state.kind !== "idle") this.#become({ kind: "idle" });
  }

  dispose(): void {
    this.#running?.abort.abort();
    this.#changed.dispose();
  }

  async #finish(load: Load<T>, signal: AbortSignal, before: { value?: T; at?: number }): Promise<void> {
    const next = await this.#outcome(load, signal, before);
    if (signal.aborted) return;
    this.#running = undefined;
    this.#become(next);
  }

  async #outcome(load: Load<T>, signal: AbortSignal, before: { value?: T; at?: number }): Promise<ResourceState<T>> {
    try {
      return { kind: "ready", value: await load(signal), at: this.clock() };
    } catch (error) {
      return { kind: "failed", failure: explain(error), ...before };
    }
  }

  #kept(): { value?: T; at?: number } {
    const { state } = this;
    if (state.kind === "idle" || state.value === undefined || state.at === undefined) return {};
    return { value: state.value, at: state.at };
  }

  #become(state: ResourceState<T>): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}
