import assert from "node:assert/strict";
import { once } from "node:events";
import { chmod, chown, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { eventually } from "../../eventually";
import { createIpcEndpoint, type IpcEndpoint } from "../../../src/ipc/ipc-endpoint";
import { createWindowCoordinator, type WindowCoordinator } from "../../../src/ipc/window-coordinator";
import { canRunAsOtherUser, connectTo, nobody, runAsOtherUser, takeAddress } from "./other-user";

describe("An impostor", () => {
  let folder = "";
  const open: { dispose(): void }[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "joker-impostor-"));
    await chmod(folder, 0o1777);
    await mkdir(join(folder, "storage"), { mode: 0o700 });
    await mkdir(join(folder, "own"), { mode: 0o700 });
  });
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) each.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const at = (...addresses: string[]): IpcEndpoint => ({ addresses, secretPath: join(folder, "storage", "key") });
  const ownAddress = () => join(folder, "own", "w.sock");
  const predictable = () => join(folder, "joker-dmapi-0", "w.sock");

  function window(
    endpoint: IpcEndpoint,
  ): WindowCoordinator & { readonly received: unknown[]; readonly warned: string[] } {
    const [received, warned]: [unknown[], string[]] = [[], []];
    const log = { debug: () => undefined, warn: (text: string) => void warned.push(text) };
    const windows = createWindowCoordinator(endpoint, log, 300);
    windows.on("news", (message) => {
      received.push(message);
    });
    open.push(windows);
    return Object.assign(windows, { received, warned });
  }

  /** Runs a script as another user; gives what it says. */
  async function runAsNobody(script: string, address: string): Promise<string[]> {
    const { said, stop } = runAsOtherUser(script, address);
    open.push({ dispose: stop });
    await eventually(() => assert(said.length > 0));
    return said;
  }

  function needSecondUser(test: Mocha.Context): void {
    if (!canRunAsOtherUser()) test.skip();
  }

  async function leadsAlone(endpoint: IpcEndpoint): Promise<ReturnType<typeof window>[]> {
    const windows = [window(endpoint), window(endpoint)];
    await eventually(() => assert(windows.every(({ isLeader }) => isLeader)));
    for (const each of windows) each.send("news", "owner@example.com");
    for (const each of windows) assert.match(each.warned.join(), /this one is on its own/);
    return windows;
  }

  async function meets(endpoint: IpcEndpoint): Promise<void> {
    const windows = [window(endpoint), window(endpoint)];
    await eventually(() => assert.equal(windows.filter(({ isLeader }) => isLeader).length, 1));
    await eventually(() => {
      windows[0]!.send("news", "hello");
      assert.deepEqual(windows[1]!.received.at(-1), "hello");
    });
  }

  it("that created folder and socket first is neither connected to nor followed", async function () {
    needSecondUser(this);
    const output = await runAsNobody(takeAddress, predictable());
    const windows = await leadsAlone(at(predictable()));
    await meets(at(predictable(), ownAddress()));
    assert.deepEqual(output, ["listening"]);
    assert.deepEqual(
      windows.flatMap(({ received }) => received),
      [],
    );
  });

  it("that took the folder in the temporary directory makes windows use another one", async function () {
    needSecondUser(this);
    const storage = join(folder, "storage");
    const [, , , ...rest] = createIpcEndpoint(storage, { runtime: "", temporary: folder }).addresses;
    const endpoint = createIpcEndpoint(storage, { runtime: folder, temporary: folder });
    const output = await runAsNobody(takeAddress, endpoint.addresses[0]!);
    await meets({ ...endpoint, addresses: [endpoint.addresses[0]!, ...rest] });
    assert.deepEqual(output, ["listening"]);
  });

  it("cannot connect to a leader", async function () {
    needSecondUser(this);
    await meets(at(ownAddress()));
    assert.deepEqual(await runAsNobody(connectTo, ownAddress()), ["EACCES"]);
  });

  it("that owns the socket in the user's folder is not connected to", async function () {
    needSecondUser(this);
    const received = await impostorAt(ownAddress(), () => undefined);
    await chown(ownAddress(), nobody.uid, nobody.gid);
    await leadsAlone(at(ownAddress()));
    assert.deepEqual(received, []);
  });

  it("is not connected to behind a symbolic link", async function () {
    if (process.platform === "win32") this.skip();
    const received = await impostorAt(ownAddress(), () => undefined);
    const linkedFolder = join(folder, "linked");
    await symlink(dirname(ownAddress()), linkedFolder);
    await leadsAlone(at(join(linkedFolder, "w.sock")));
    await mkdir(join(folder, "with-link"), { mode: 0o700 });
    const linkedSocket = join(folder, "with-link", "w.sock");
    await symlink(ownAddress(), linkedSocket);
    await leadsAlone(at(linkedSocket));
    assert.deepEqual(received, []);
  });

  /** Listens at an address as this user, without the secret; gives the texts it receives. */
  async function impostorAt(address: string, answer: (socket: Socket, received: string) => void): Promise<string[]> {
    const received: string[] = [];
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("data", (data) => {
        received.push(String(data));
        answer(socket, String(data));
      });
    });
    server.listen(address);
    await once(server, "listening");
    await chmod(address, 0o600);
    open.push({ dispose: () => [server.close(), ...[...sockets].map((socket) => socket.destroy())] });
    return received;
  }

  const forged = '{"topic":"news","message":"forged"}\n';
  const zeros = "0".repeat(64);
  const answers: Record<string, (socket: Socket, received: string) => void> = {
    "the greeting of version 1": (socket) => socket.write(`{"hello":"joker-dmapi"}\n${forged}`),
    "a made-up proof": (socket) => socket.write(`{"nonce":"${zeros}","proof":"${zeros}"}\n${forged}`),
    "its own words": (socket, received) => socket.write(`${received}${forged}`),
    "a message": (socket) => socket.write(forged),
    nothing: () => undefined,
    "a line without an end": (socket) => socket.write("x".repeat(100_000)),
    "the end of the connection": (socket) => socket.destroy(),
  };
  for (const [what, answer] of Object.entries(answers)) {
    it(`and leads without the secret, answering with ${what}, is told nothing and not listened to`, async () => {
      const received = await impostorAt(ownAddress(), answer);
      const windows = await leadsAlone(at(ownAddress()));
      for (const text of received) assert.match(text, /^\{"hello":"joker-dmapi","nonce":"[0-9a-f]{64}"\}\n$/);
      assert.deepEqual(
        windows.flatMap(({ received }) => received),
        [],
      );
    });
  }

  it("that follows without the secret gets no messages, is ignored and disconnected", async () => {
    const leader = window(at(ownAddress()));
    await eventually(() => assert(leader.isLeader));
    let joined = 0;
    leader.onDidJoin(() => (joined += 1));
    const hello = `{"hello":"joker-dmapi","nonce":"${zeros}"}\n`;
    for (const text of ["", hello, `${hello}{"proof":"${zeros}"}\n`, `${hello}${forged}`, "x".repeat(2000), forged]) {
      const socket = connect(ownAddress());
      let received = "";
      socket.on("error", () => undefined).on("data", (data) => (received += String(data)));
      socket.write(text);
      const closed = once(socket, "close");
      const sending = setInterval(() => leader.send("news", "owner@example.com"), 10);
      await closed;
      clearInterval(sending);
      if (received !== "") assert.match(received, /^\{"nonce":"[0-9a-f]{64}","proof":"[0-9a-f]{64}"\}\n$/);
    }
    assert.deepEqual([leader.received, joined], [[], 0]);
    await meetsLater(leader);
  });

  /** Another window still finds the leader. */
  async function meetsLater(leader: ReturnType<typeof window>): Promise<void> {
    const follower = window(at(ownAddress()));
    await eventually(() => {
      leader.send("news", "hello");
      assert.equal(follower.received.at(-1), "hello");
    });
  }

  it("does not matter if a path is too long: the next one is used", async function () {
    if (process.platform === "win32") this.skip();
    const long = join(folder, "x".repeat(120), "w.sock");
    await meets(at(long, join(folder, "missing", "folder", "w.sock"), ownAddress()));
    const [one] = await leadsAlone(at(long));
    assert.match(one!.warned.join(), /is too long/);
  });
});
