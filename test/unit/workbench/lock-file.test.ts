import assert from "node:assert/strict";
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "../../eventually";
import { acquireLockFile, withLockFile, type LockFileOptions } from "../../../src/workbench/lock-file";

/** Stale after half a second without one of some twenty heartbeats. */
const quick = { heartbeatMs: 25, pollIntervalMs: 10, stalePolls: 50 };

describe("A lock file", () => {
  let folder: string;
  const children: ChildProcess[] = [];
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "joker-dmapi-unit-"))));
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    await rm(folder, { recursive: true });
  });

  const path = () => join(folder, "a.login");

  /** A process that acquires the lock; its messages are those of `lock-process.ts`. */
  function acquireInProcess(options: LockFileOptions): ChildProcess {
    const args = [path(), JSON.stringify(options)];
    const child = fork(join(import.meta.dirname, "lock-process.js"), args, { execArgv: [] });
    children.push(child);
    return child;
  }

  const messageOf = async (child: ChildProcess) => ((await once(child, "message")) as [unknown])[0];

  /** Work that fails when two do it at the same time. */
  function createWork(): () => Promise<void> {
    let working = 0;
    return async () => {
      assert.equal(++working, 1);
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      working -= 1;
    };
  }

  it("runs one task at a time, and is released when the task fails", async () => {
    const deep = join(folder, "deep", "a.login");
    const work = createWork();
    await Promise.all([1, 2, 3].map(() => withLockFile(deep, work)));
    await assert.rejects(
      withLockFile(deep, () => Promise.reject(new Error("no"))),
      /no/,
    );
    assert.deepEqual(await readdir(join(folder, "deep")), []);
  });

  it("does not block when stale, or when it cannot be created", async () => {
    await writeFile(path(), "");
    await utimes(path(), 0, 0);
    assert.equal(await withLockFile(path(), () => Promise.resolve(1), quick), 1);
    await writeFile(join(folder, "file"), "");
    assert.equal(await withLockFile(join(folder, "file", "a.login"), () => Promise.resolve(2)), 2);
  });

  it("stays with a live holder for three times the stale timeout", async () => {
    const lock = await acquireLockFile(path(), quick);
    const other = acquireInProcess({ ...quick, timeoutMs: 1500 });
    assert.equal(await messageOf(other), "gave up");
    assert.deepEqual(await readdir(folder), ["a.login"]);
    await lock?.release();
    assert.deepEqual(await readdir(folder), []);
  });

  it("of a killed process passes to one waiting process at a time", async () => {
    const killed = acquireInProcess(quick);
    assert.equal(await messageOf(killed), "acquired");
    killed.kill("SIGKILL");
    const work = createWork();
    await Promise.all(Array.from({ length: 8 }, () => withLockFile(path(), work, quick)));
    assert.deepEqual(await readdir(folder), []);
  });

  it("is not removed by a suspended holder after another one acquired it", async function () {
    if (process.platform === "win32") this.skip();
    const suspended = acquireInProcess(quick);
    assert.equal(await messageOf(suspended), "acquired");
    suspended.kill("SIGSTOP");
    const lock = await acquireLockFile(path(), quick);
    suspended.kill("SIGCONT");
    suspended.send("release");
    assert.equal(await messageOf(suspended), "released");
    assert.deepEqual(await readdir(folder), ["a.login"]);
    await lock?.release();
    assert.deepEqual(await readdir(folder), []);
  });

  it("is acquired even if a process ended while it removed a stale one", async () => {
    await writeFile(path(), "left behind");
    await writeFile(`${path()}.guard`, "left behind too");
    await withLockFile(path(), createWork(), quick);
    await eventually(async () => assert.deepEqual(await readdir(folder), []));
  });
});
