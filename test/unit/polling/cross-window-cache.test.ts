import assert from "node:assert/strict";
import type { Accounts } from "../../../src/accounts/accounts";
import type { AppState } from "../../../src/state/app-state";
import { CrossWindowCache } from "../../../src/polling/cross-window-cache";
import { flushPromises } from "./fake-clock";
import { Emitter } from "../../../src/ipc/emitter";
import type { WindowCoordinator } from "../../../src/ipc/window-coordinator";

const values = {
  transfers: [{ domain: "example.com", state: "IN_DB", ownerEmail: "", adminEmail: "", fields: new Map() }],
  results: [],
  account: { balance: { available: "1", pending: "0", total: "1", currency: "EUR" }, access: "full", accessAsSent: "" },
};

function emitter<T>(): Emitter<T> {
  return new Emitter<T>((error) => {
    throw error;
  });
}

type State = { kind: "idle" } | { kind: "ready"; value: unknown; at: number } | { kind: "failed" };

/** A resource as far as sharing needs it. */
class Loaded {
  state: State = { kind: "idle" };
  requests = 0;
  private running: Promise<void> | undefined;
  private readonly changed = emitter<State>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly next: () => State) {}

  become(state: State): void {
    this.state = state;
    this.changed.fire(state);
  }

  adopt(value: unknown, at: number): void {
    if (this.state.kind === "ready" && this.state.at >= at) return;
    this.become({ kind: "ready", value, at });
  }

  /** Joins a load that is under way. */
  refresh(): Promise<void> {
    this.running ??= this.load();
    return this.running;
  }

  private async load(): Promise<void> {
    this.requests += 1;
    await Promise.resolve();
    this.running = undefined;
    this.become(this.next());
  }
}

/** Windows that hear each other at once; the first one leads. */
class Room {
  private readonly members: {
    readonly messages: Emitter<readonly [topic: string, message: unknown]>;
    isLeader: boolean;
  }[] = [];
  readonly sent: string[] = [];

  join() {
    const me = { messages: emitter<readonly [string, unknown]>(), isLeader: this.members.length === 0 };
    this.members.push(me);
    const send = (topic: string, message: unknown) => {
      this.sent.push(topic);
      const copy: unknown = JSON.parse(JSON.stringify(message));
      for (const other of this.members) if (other !== me) other.messages.fire([topic, copy]);
    };
    const on = (topic: string, listener: (message: unknown) => void) =>
      me.messages.event(([about, message]) => about === topic && listener(message));
    return Object.assign(me, { send, on }) as unknown as WindowCoordinator & { isLeader: boolean };
  }
}

describe("Windows that share what they load", () => {
  const open: CrossWindowCache[] = [];
  afterEach(() => open.splice(0).forEach((share) => share.dispose()));

  /** A window signed in as `account`; `fails` is what Joker.com does. */
  function window(room: Room, { account = "a", scope = "", fails = false } = {}) {
    const windows = room.join();
    const at = () => Date.now();
    const one = (name: keyof typeof values) =>
      new Loaded(() => (fails ? { kind: "failed" } : { kind: "ready", value: values[name], at: at() }));
    const resources = { transfers: one("transfers"), results: one("results"), account: one("account") };
    const resultPages = { scope, adopt: (rows: unknown, time: number) => resources.results.adopt(rows, time) };
    const stateHistory = { recordStates: () => Promise.resolve() };
    const data = { ...resources, pagedResults: resultPages, stateHistory } as unknown as AppState;
    const accounts = { current: { id: account, endpoint: "https://dmapi.joker.com" } };
    const polls: string[] = [];
    const share = new CrossWindowCache(accounts as unknown as Accounts, data, windows, {
      clock: Date.now,
      pollIfDue: () => polls.push("poll"),
    });
    open.push(share);
    return { ...resources, share, windows, polls, accounts };
  }

  it("leave requests to the leader, which sends each once", async () => {
    const room = new Room();
    const [leader, second, third] = [window(room), window(room), window(room)];
    assert.equal(leader.share.isDelegated(leader.transfers), false, "it asks itself");
    assert.equal(second.share.isDelegated(second.transfers), true);
    assert.equal(third.share.isDelegated(third.transfers), true);
    await flushPromises();
    assert.equal(leader.transfers.requests, 1);
    for (const each of [second, third]) {
      assert.equal(each.transfers.requests, 0);
      assert.equal(each.transfers.state.kind, "ready");
    }
  });

  it("adopt rows silently, and do not forward adopted ones", async () => {
    const room = new Room();
    const [leader, second] = [window(room), window(room)];
    const silent: boolean[] = [];
    second.transfers.onDidChange(() => silent.push(second.share.isAdopting));
    await leader.transfers.refresh();
    assert.deepEqual(silent, [true]);
    assert.equal(second.share.isAdopting, false);
    assert.deepEqual(room.sent, ["watch.rows"]);
  });

  it("send their own requests if the leader has another account, and do not get its rows", async () => {
    const room = new Room();
    const [leader, second] = [window(room, { account: "b" }), window(room)];
    second.share.isDelegated(second.transfers);
    await flushPromises();
    assert.equal(leader.transfers.requests, 0);
    assert.equal(second.share.isDelegated(second.transfers), false, "it said that it cannot answer");
    assert.deepEqual(second.polls, ["poll"]);
    await leader.transfers.refresh();
    assert.equal(second.transfers.state.kind, "idle");
    second.share.resetRequests();
    assert.equal(second.share.isDelegated(second.transfers), true, "another leader may answer");
  });

  it("send their own requests if the leader failed", async () => {
    const room = new Room();
    const [leader, second] = [window(room, { fails: true }), window(room)];
    second.share.isDelegated(second.transfers);
    await flushPromises();
    assert.equal(leader.transfers.requests, 1);
    assert.equal(second.share.isDelegated(second.transfers), false);
  });

  it("do not adopt rows of another query or endpoint, or from the future", async () => {
    const room = new Room();
    const [leader, second] = [window(room, { scope: "one" }), window(room, { scope: "other" })];
    await leader.results.refresh();
    assert.equal(second.results.state.kind, "idle");
    leader.transfers.become({ kind: "ready", value: values.transfers, at: Date.now() + 3_600_000 });
    assert.equal(second.transfers.state.kind, "idle");
    second.accounts.current.endpoint = "https://dmapi.ote.joker.com";
    await leader.transfers.refresh();
    assert.equal(second.transfers.state.kind, "idle");
  });

  it("ignore invalid messages", () => {
    const room = new Room();
    const second = window(room);
    const stranger = room.join();
    for (const message of [undefined, null, 17, "rows", {}, { name: "transfers", value: "x" }]) {
      stranger.send("watch.rows", message ?? null);
      stranger.send("watch.wish", message ?? null);
      stranger.send("watch.decline", message ?? null);
    }
    assert.equal(second.transfers.state.kind, "idle");
    assert.equal(second.transfers.requests, 0);
  });
});
