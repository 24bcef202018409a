import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { fork, type ChildProcess } from "node:child_process";
import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { eventually } from "../../eventually";
import { createIpcEndpoint } from "../../../src/ipc/ipc-endpoint";
import { createWindowCoordinator, type WindowCoordinator } from "../../../src/ipc/window-coordinator";

const quiet = { debug: () => undefined, warn: () => undefined };

describe("Windows of one user", () => {
  let folder = "";
  const open: { dispose(): void }[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "joker-windows-"));
  });

  afterEach(async () => {
    for (const window of open.splice(0).reverse()) window.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const address = () => join(folder, "w.sock");
  const secretPath = () => join(folder, "windows.key");

  function window(at = address()): WindowCoordinator & { readonly received: unknown[] } {
    const received: unknown[] = [];
    const windows = createWindowCoordinator({ addresses: [at], secretPath: secretPath() }, quiet);
    windows.on("news", (message) => {
      received.push(message);
    });
    open.push(windows);
    return Object.assign(windows, { received });
  }

  const until = (what: string, holds: () => boolean) => eventually(() => assert(holds(), "not so yet"), { what });

  const leaders = (windows: readonly WindowCoordinator[]) => windows.filter(({ isLeader }) => isLeader);
  const led = (windows: readonly WindowCoordinator[]) => until("one leader", () => leaders(windows).length === 1);

  /** Sends until every other one has heard: what is sent while windows still look for their leader gets lost. */
  async function allHear(
    from: WindowCoordinator,
    others: readonly (WindowCoordinator & { received: unknown[] })[],
  ): Promise<void> {
    const mark = randomUUID();
    await until("everyone to hear", () => {
      from.send("news", mark);
      return others.every(({ received }) => received.includes(mark));
    });
  }

  it("have one leader, and receive what any other of them sends", async () => {
    const windows = [window(), window(), window(), window()];
    await led(windows);
    for (const from of windows) {
      const others = windows.filter((other) => other !== from);
      await allHear(from, others);
    }
    const [first, ...others] = windows;
    first?.send("news", "own");
    await until("the others to hear", () => others.every(({ received }) => received.includes("own")));
    assert(!first?.received.includes("own"));
  });

  it("elect another leader when the leader ends", async () => {
    const windows = [window(), window(), window()];
    await led(windows);
    while (windows.length > 1) {
      const [leader] = leaders(windows);
      leader?.dispose();
      windows.splice(windows.indexOf(leader as (typeof windows)[number]), 1);
      await led(windows);
      const [from, ...others] = windows;
      if (from) await allHear(from, others);
    }
  });

  it("notify when they become the leader, and the leader when a window joins", async () => {
    const first = window();
    let joined = 0;
    first.onDidJoin(() => {
      joined += 1;
    });
    await led([first]);
    const second = window();
    const changes: boolean[] = [];
    second.onDidChangeLeader((isLeader) => changes.push(isLeader));
    await allHear(second, [first]);
    assert.equal(joined, 1);
    assert.deepEqual(changes, []);
    first.dispose();
    await until("the second to lead", () => second.isLeader);
    assert.deepEqual(changes, [true]);
  });

  it("elect another leader when the leader's process is killed and its socket remains", async () => {
    const children = [child(), child(), child()];
    await until("one leader", () => children.filter((each) => each.isLeader).length === 1);
    const mine = [window(), window()];
    await allHear(mine[0]!, [mine[1]!]);
    for (const killed of [1, 2, 3]) {
      const leader = children.find((each) => each.isLeader);
      if (!leader) break;
      leader.process.kill("SIGKILL");
      await until("the process to end", () => leader.process.signalCode === "SIGKILL");
      children.splice(children.indexOf(leader), 1);
      const left = () => [...children, ...mine].filter((each) => each.isLeader).length;
      await until(`one leader after ${killed} were killed`, () => left() === 1);
      await allHear(mine[0]!, [mine[1]!]);
      assert.equal(left(), 1);
    }
  });

  function child(): { readonly process: ChildProcess; isLeader: boolean; received: unknown[] } {
    const forked = fork(join(import.meta.dirname, "window-process.js"), [address(), secretPath()], { execArgv: [] });
    const state = { process: forked, isLeader: false, received: [] as unknown[] };
    forked.on("message", (message: { isLeader?: boolean; received?: unknown }) => {
      if (message.isLeader !== undefined) state.isLeader = message.isLeader;
      if (message.received !== undefined) state.received.push(message.received);
    });
    open.push({ dispose: () => forked.kill("SIGKILL") });
    return state;
  }

  it("pass on messages of several megabytes, and drop larger ones", async () => {
    const windows = [window(), window(), window()];
    await led(windows);
    const follower = windows.find(({ isLeader }) => !isLeader)!;
    const others = windows.filter((other) => other !== follower);
    await allHear(follower, others);
    const rows = Array.from({ length: 50_000 }, (_, index) => `row ${index} ${"é".repeat(50)}`);
    follower.send("news", rows);
    follower.send("news", "x".repeat(20 * 1024 * 1024));
    follower.send("news", "last");
    await until("the rows", () => others.every(({ received }) => received.at(-1) === "last"));
    for (const { received } of others) assert.deepEqual(received.at(-2), rows);
  });

  it("disconnect a peer that sends invalid data, no handshake, or too much, and continue", async () => {
    const windows = [window(), window()];
    await led(windows);
    await allHear(windows[0]!, [windows[1]!]);
    const nonsense = [
      "GET / HTTP/1.1\n",
      "{}\n",
      "[]\n",
      "null\n",
      '{"topic":"","message":1}\n',
      '{"topic":"news","message":"forged"}\n',
      '{"hello":"joker-dmapi"}\n{"topic":"news","message":"forged"}\n',
      `{"hello":"joker-dmapi","nonce":"${"0".repeat(64)}","topic":"news"}\n`,
      `{"hello":"joker-dmapi","nonce":"${"0".repeat(64)}"}\n{"topic":"news","message":"forged"}\n`,
      "x".repeat(17 * 1024 * 1024),
    ];
    for (const text of nonsense) {
      const socket = connect(address());
      socket.on("error", () => undefined);
      socket.resume();
      const closed = new Promise((resolve) => socket.once("close", resolve));
      socket.write(text);
      await closed;
    }
    await allHear(windows[0]!, [windows[1]!]);
    await allHear(windows[1]!, [windows[0]!]);
    assert(windows.every(({ received }) => !received.includes("forged")));
  });

  it("survive a failing listener", async () => {
    const windows = [window(), window()];
    await led(windows);
    windows[1]!.on("news", () => {
      throw new Error("broken");
    });
    await allHear(windows[0]!, [windows[1]!]);
    await allHear(windows[0]!, [windows[1]!]);
  });

  it("run standalone if no socket can be created", async () => {
    const blocked = join(folder, "file");
    await writeFile(blocked, "");
    const windows = [window(join(blocked, "w.sock")), window(join(blocked, "w.sock"))];
    await until("each to lead", () => leaders(windows).length === 2);
    windows[0]!.send("news", "nobody hears");
  });

  it("do not use a folder that others can enter", async function () {
    if (process.platform === "win32") this.skip();
    const shared = join(folder, "shared");
    await mkdir(shared, { mode: 0o755 });
    const windows = [window(join(shared, "w.sock")), window(join(shared, "w.sock"))];
    await until("each to lead", () => leaders(windows).length === 2);
  });

  it("use a private, short path that differs for every profile", async function () {
    const profileOf = (name: string) => createIpcEndpoint(`/home/someone/.config/Code/User/${name}`);
    const [one, other] = [profileOf("globalStorage/joker-dmapi.joker-dmapi"), profileOf("profiles/1/globalStorage")];
    assert.deepEqual(
      one.addresses.filter((each) => other.addresses.includes(each)),
      [],
    );
    if (process.platform === "win32") this.skip();
    assert(Buffer.byteLength(one.addresses[0]!) <= 104, one.addresses[0]);
    await led([window()]);
    assert.equal((await stat(address())).mode & 0o777, 0o600);
    const made = join(folder, "made", "w.sock");
    await led([window(made)]);
    assert.equal((await stat(dirname(made))).mode & 0o777, 0o700);
  });
});
