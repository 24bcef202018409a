import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadSecret } from "../../../src/ipc/ipc-secret";

describe("The secret of the windows", () => {
  let folder = "";
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "joker-secret-"))));
  afterEach(() => rm(folder, { recursive: true }));

  const path = () => join(folder, "storage", "windows.key");

  it("is the same for all that start at once, in other processes too", async () => {
    const child = fork(join(import.meta.dirname, "secret-process.js"), [path()], { execArgv: [] });
    const received = once(child, "message") as Promise<[string]>;
    const own = await Promise.all(Array.from({ length: 8 }, () => loadSecret(path())));
    const [theirs] = await received;
    if (child.connected) child.disconnect();
    assert.equal(new Set([...own.map((secret) => secret.toString("hex")), theirs]).size, 1);
    assert.equal(own[0]?.length, 32);
    assert.deepEqual(await readdir(join(folder, "storage")), ["windows.key"]);
  });

  it("can be read by its user alone", async function () {
    if (process.platform === "win32") this.skip();
    await loadSecret(path());
    assert.equal((await stat(path())).mode & 0o777, 0o600);
  });

  it("is another one after others could read it, and when it is incomplete", async function () {
    if (process.platform === "win32") this.skip();
    const first = await loadSecret(path());
    assert.deepEqual(await loadSecret(path()), first);
    await chmod(path(), 0o640);
    const second = await loadSecret(path());
    assert.notDeepEqual(second, first);
    assert.equal((await stat(path())).mode & 0o777, 0o600);
    await writeFile(path(), "short");
    assert.equal((await loadSecret(path())).length, 32);
  });

  it("is not read through a link, nor written through one", async function () {
    if (process.platform === "win32") this.skip();
    await loadSecret(path());
    const target = join(folder, "target");
    await writeFile(target, "x".repeat(32), { mode: 0o600 });
    await rm(path());
    await symlink(target, path());
    assert.notEqual((await loadSecret(path())).toString(), "x".repeat(32));
    assert.equal(await readFile(target, "utf8"), "x".repeat(32));
  });

  it("is unavailable if no file can be created", async () => {
    await writeFile(join(folder, "storage"), "a file");
    await assert.rejects(loadSecret(path()));
  });
});
