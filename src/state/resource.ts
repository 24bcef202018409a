import * as vscode from "vscode";
import { describeError, type ErrorDescription } from "../accounts/error-messages";
import type { Clock } from "../workbench/clock";

/** The state of a value loaded from DMAPI. `at` is when `value` was loaded (epoch ms). */
export type ResourceState<T> =
  | { readonly kind: "idle" }
  | { readonly kind: "loading"; readonly value?: T; readonly at?: number }
  | { readonly kind: "ready"; readonly value: T; readonly at: number }
  | { readonly kind: "failed"; readonly failure: ErrorDescription; readonly value?: T; readonly at?: number };

type Load<T> = (signal: AbortSignal) => Promise<T>;

/** An observable value that can be reloaded. A failure keeps the last value. */
export class Resource<T> implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ResourceState<T>>();
  readonly onDidChange = this.changed.event;
  private currentState: ResourceState<T> = { kind: "idle" };
  private currentLoad:
    { readonly abort: AbortController; readonly done: Promise<void>; readonly startedAt: number } | undefined;

  constructor(
    private readonly load: Load<T>,
    private readonly clock: Clock,
  ) {}

  get state(): ResourceState<T> {
    return this.currentState;
  }

  /** The last value; undefined before the first successful load. */
  get value(): T | undefined {
    return this.currentState.kind === "idle" ? undefined : this.currentState.value;
  }

  /** How long the current load has taken so far, ms; 0 when there is none. */
  get loadingMs(): number {
    return this.currentLoad ? Math.max(0, this.clock() - this.currentLoad.startedAt) : 0;
  }

  /** Resolves when the current load has ended; at once when there is none. */
  whenLoaded(): Promise<void> {
    return this.currentLoad?.done ?? Promise.resolve();
  }

  /** Loads, or joins the current load. Never rejects: a failure is a state. */
  refresh(): Promise<void> {
    return this.currentLoad?.done ?? this.reload();
  }

  /** Reloads, aborting the current load, which may have been sent before something changed. */
  reload(): Promise<void> {
    return this.startLoad(this.load);
  }

  /** Loads an addition to the value, such as the next page, after the current load. */
  async extend(load: (value: T, signal: AbortSignal) => Promise<T>): Promise<void> {
    await this.whenLoaded();
    const { value } = this;
    await (value === undefined ? this.refresh() : this.startLoad((signal) => load(value, signal)));
  }

  private startLoad(load: Load<T>): Promise<void> {
    this.currentLoad?.abort.abort();
    const abort = new AbortController();
    const previous = this.lastValue();
    const done = this.completeLoad(load, abort.signal, previous);
    this.currentLoad = { abort, done, startedAt: this.clock() };
    this.setState({ kind: "loading", ...previous });
    return done;
  }

  /** Takes over a value another window loaded, unless this one is loading or has a newer value. `at` is epoch ms. */
  adopt(value: T, at: number): void {
    if (this.currentLoad || (this.lastValue().at ?? -Infinity) >= at) return;
    this.setState({ kind: "ready", value, at });
  }

  /** Takes over a failure that another request showed to be one of this value too. Until then it looked current. */
  fail(failure: ErrorDescription): void {
    if (this.currentState.kind === "ready") this.setState({ kind: "failed", failure, ...this.lastValue() });
  }

  /** Clears the value, for example when the account changes. */
  reset(): void {
    this.currentLoad?.abort.abort();
    this.currentLoad = undefined;
    if (this.currentState.kind !== "idle") this.setState({ kind: "idle" });
  }

  dispose(): void {
    this.currentLoad?.abort.abort();
    this.changed.dispose();
  }

  private async completeLoad(load: Load<T>, signal: AbortSignal, previous: { value?: T; at?: number }): Promise<void> {
    const next = await this.runLoad(load, signal, previous);
    if (signal.aborted) return;
    this.currentLoad = undefined;
    this.setState(next);
  }

  private async runLoad(
    load: Load<T>,
    signal: AbortSignal,
    previous: { value?: T; at?: number },
  ): Promise<ResourceState<T>> {
    try {
      return { kind: "ready", value: await load(signal), at: this.clock() };
    } catch (error) {
      return { kind: "failed", failure: describeError(error), ...previous };
    }
  }

  private lastValue(): { value?: T; at?: number } {
    const { state } = this;
    if (state.kind === "idle" || state.value === undefined || state.at === undefined) return {};
    return { value: state.value, at: state.at };
  }

  private setState(state: ResourceState<T>): void {
    this.currentState = state;
    this.changed.fire(state);
  }
}
