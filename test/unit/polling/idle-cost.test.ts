import assert from "node:assert/strict";
import { queryBalance } from "../../../src/dmapi/account";
import { ResultLister } from "../../../src/dmapi/result-lister";
import { Session } from "../../../src/dmapi/session";
import { listTransfers } from "../../../src/dmapi/transfers";
import { createHttpTransport } from "../../../src/dmapi/transport";
import { startSandbox, type Sandbox } from "../../../src/sandbox/server";
import { minuteMs } from "../../../src/workbench/clock";
import { maxStaleIntervals } from "../../../src/polling/staleness-policy";
import { Poller, type Pollable, type PollerDependencies } from "../../../src/polling/poller";
import { Emitter } from "../../../src/ipc/emitter";
import { FakeClock } from "./fake-clock";

const hour = 60 * minuteMs;

describe("Requests of the poller while the user is away", () => {
  let clock: FakeClock;
  let sandbox: Sandbox;
  let session: Session;
  let poller: Poller | undefined;
  let busy: Promise<unknown>;

  beforeEach(async () => {
    clock = new FakeClock();
    sandbox = await startSandbox({ orders: 10, clock: () => clock.now });
    session = newSession();
    busy = Promise.resolve();
  });

  afterEach(async () => {
    poller?.dispose();
    await session.end();
    await sandbox.close();
  });

  function newSession(): Session {
    const settings = () => ({
      proxySupport: false,
      proxy: "",
      noProxy: [],
      proxyAuthorization: "",
      proxyStrictSSL: true,
      systemCertificates: false,
    });
    const transport = createHttpTransport(sandbox.url, { settings, trace: () => undefined });
    return new Session(transport, { kind: "api-key", apiKey: "sandbox-full" }, { clock: () => clock.now });
  }

  /** As `Resource`, with requests to the sandbox. */
  function resource(load: () => Promise<unknown>): Pollable {
    const changed = new Emitter<unknown>((error) => {
      throw error;
    });
    const self = {
      state: { kind: "idle" } as Pollable["state"],
      onDidChange: changed.event,
      refresh: async () => {
        const loading = load();
        busy = loading;
        await loading;
        self.state = { kind: "ready", at: clock.now };
        changed.fire(undefined);
      },
    };
    return self;
  }

  /** Requests of any name, in each of so many hours. */
  async function requestsByHour(
    hours: number,
    circumstances: Partial<PollerDependencies>,
    seen: boolean,
  ): Promise<number[]> {
    const lister = new ResultLister(session.call);
    const all = {
      account: resource(() => queryBalance(session.call)),
      transfers: resource(() => listTransfers(session.call)),
      results: resource(() => lister.list({ period: 90 })),
      orders: resource(() => assert.fail("orders are for those who look")),
    };
    const isPending = () => true;
    const watched = Object.entries(all).map(([name, each]) => ({
      resource: each,
      maxStaleIntervals: (isAttended: boolean) =>
        maxStaleIntervals(name as keyof typeof all, { isVisible: () => seen, isPending, isUserPresent: isAttended }),
    }));
    poller = new Poller(watched, {
      now: () => clock.now,
      schedule: clock.after,
      intervalMinutes: () => 5,
      isFocused: () => false,
      isActive: () => false,
      isFastPolling: () => true,
      isPaused: () => false,
      isDelegated: () => false,
      ...circumstances,
    });
    poller.pollIfDue();
    const counts: number[] = [];
    for (let n = 0; n < hours; n += 1) {
      sandbox.control.clearLog();
      // Requests are answered in real time while the clock stands.
      for (let passed = 0; passed < hour; passed += minuteMs / 2) {
        await quiet();
        await clock.advance(minuteMs / 2);
      }
      await quiet();
      counts.push(sandbox.control.log.length);
    }
    return counts;
  }

  async function quiet(): Promise<void> {
    for (let last; last !== busy;) {
      last = busy;
      await last;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  for (const seen of [true, false]) {
    it(`are at most twelve an hour, logins included, ${seen ? "with" : "without"} visible views`, async () => {
      const counts = await requestsByHour(8, {}, seen);
      assert(
        counts.every((count) => count > 3 && count <= 12),
        counts.join(", "),
      );
    });
  }

  it("are as few for the shortest interval, and in a focused idle window", async () => {
    const [first = 0, ...later] = await requestsByHour(6, { intervalMinutes: () => 1, isFocused: () => true }, false);
    assert(first > 12);
    assert(
      later.every((count) => count > 3 && count <= 12),
      later.join(", "),
    );
  });

  it("need one login, however long it takes", async () => {
    const logins = () => sandbox.control.log.filter(({ request }) => request === "login").length;
    await requestsByHour(1, {}, true);
    assert.equal(logins(), 1);
    await clock.advance(0);
    sandbox.control.clearLog();
    for (let n = 0; n < 12 * 60; n += 1) {
      await quiet();
      await clock.advance(minuteMs);
    }
    await quiet();
    assert.equal(logins(), 0);
    assert(sandbox.control.log.length > 50);
  });
});
