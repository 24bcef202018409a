import { mock } from "node:test";
import type { Accounts } from "../../../src/accounts/accounts";
import type { AppState } from "../../../src/state/app-state";
import type { Result, Transfer } from "../../../src/dmapi/model";
import { CrossWindowCache } from "../../../src/polling/cross-window-cache";
import { Emitter } from "../../../src/ipc/emitter";
import type { WindowCoordinator } from "../../../src/ipc/window-coordinator";

/** What Joker.com replies. */
export const loadedValues = {
  transfers: [
    { domain: "example.com", state: "IN_DB", ownerEmail: "", adminEmail: "", fields: new Map() },
  ] as Transfer[],
  results: [] as Result[],
  account: { balance: { available: "1", pending: "0", total: "1", currency: "EUR" }, access: "full", accessAsSent: "" },
};

function createEmitter<T>(): Emitter<T> {
  return new Emitter<T>((error) => {
    throw error;
  });
}

type State =
  | { readonly kind: "idle" }
  | { readonly kind: "ready"; readonly value: unknown; readonly at: number }
  | { readonly kind: "failed"; readonly value?: unknown; readonly at?: number };

/** A resource as far as the cache needs it. */
class FakeSharedResource {
  state: State = { kind: "idle" };
  requests = 0;
  private currentLoad: Promise<void> | undefined;
  private readonly changed = createEmitter<State>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly load: () => State) {}

  setState(state: State): void {
    this.state = state;
    this.changed.fire(state);
  }

  adopt(value: unknown, at: number): void {
    if (this.state.kind === "ready" && this.state.at >= at) return;
    this.setState({ kind: "ready", value, at });
  }

  /** Joins the current load. */
  refresh(): Promise<void> {
    this.currentLoad ??= this.startLoad();
    return this.currentLoad;
  }

  private async startLoad(): Promise<void> {
    this.requests += 1;
    await Promise.resolve();
    this.currentLoad = undefined;
    this.setState(this.load());
  }
}

type Peer = WindowCoordinator & { isLeader: boolean };

/** Windows that receive each other's messages at once; the first one leads. Time is that of `Date.now`. */
export class FakeWindows {
  private readonly members: { readonly messages: Emitter<readonly [topic: string, message: unknown]> }[] = [];
  private readonly caches: CrossWindowCache[] = [];
  /** The topics of all messages. */
  readonly sent: string[] = [];

  /** A window without a cache. */
  join(): Peer {
    const messages = createEmitter<readonly [string, unknown]>();
    const self = { messages, isLeader: this.members.length === 0 };
    this.members.push(self);
    const send = (topic: string, message: unknown) => {
      this.sent.push(topic);
      const copy: unknown = JSON.parse(JSON.stringify(message));
      for (const other of this.members) if (other !== self) other.messages.fire([topic, copy]);
    };
    const on = (topic: string, listener: (message: unknown) => void) =>
      messages.event(([about, message]) => about === topic && listener(message));
    return Object.assign(self, { send, on }) as unknown as Peer;
  }

  /** A window signed in as `account`; where `isOffline`, its requests to Joker.com fail. */
  open({ account = "a", scope = "", isOffline = false } = {}) {
    const windows = this.join();
    const create = (name: keyof typeof loadedValues) =>
      new FakeSharedResource(() =>
        isOffline ? { kind: "failed" } : { kind: "ready", value: loadedValues[name], at: Date.now() },
      );
    const resources = { transfers: create("transfers"), results: create("results"), account: create("account") };
    const pagedResults = { scope, adopt: (rows: unknown, at: number) => resources.results.adopt(rows, at) };
    const stateHistory = { recordStates: () => Promise.resolve() };
    const appState = { ...resources, pagedResults, stateHistory } as unknown as AppState;
    const current: { id: string; endpoint: string } | undefined = { id: account, endpoint: "https://dmapi.joker.com" };
    const accounts = { current } as { current: typeof current | undefined };
    const polls: number[] = [];
    const cache = new CrossWindowCache(accounts as unknown as Accounts, appState, windows, {
      clock: Date.now,
      pollIfDue: () => polls.push(Date.now()),
    });
    this.caches.push(cache);
    return { ...resources, cache, windows, polls, accounts };
  }

  dispose(): void {
    for (const cache of this.caches.splice(0)) cache.dispose();
  }
}

/** Windows for each test of a suite, with a clock that stands still until a test moves it by `mock.timers`. */
export function useFakeWindows(): () => FakeWindows {
  let windows: FakeWindows | undefined;
  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.UTC(2026, 0, 5, 9) });
    windows = new FakeWindows();
  });
  afterEach(() => {
    windows?.dispose();
    mock.timers.reset();
  });
  return () => {
    if (!windows) throw new Error("windows are available while tests run");
    return windows;
  };
}
