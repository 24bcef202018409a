import assert from "node:assert/strict";
import { chmod, chown, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { UserFacingError } from "../../src/workbench/user-facing-error";
import { removeTemporaryFiles, writeAtomically } from "../../src/workbench/atomic-write";
import { folderProblems, renameProblems, withWriteErrors } from "../../src/workbench/write-errors";
import { useMemoryFileSystem } from "./memory-file-system";

const never = new AbortController().signal;

describe("A file that is written as a stream", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "joker-test-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const at = (name: string) => vscode.Uri.file(join(folder, name));
  const text = (name: string) => readFile(join(folder, name), "utf8");

  /** Rejects with an error for the user. */
  function refused(
    uri: vscode.Uri,
    says: RegExp,
    pieces: Iterable<string> | AsyncIterable<string> = ["new"],
  ): Promise<void> {
    return assert.rejects(writeAtomically(uri, pieces, never), (error) => {
      assert(error instanceof UserFacingError, String(error));
      assert.match(error.message, says);
      return true;
    });
  }

  it("has all pieces in their order, text and bytes, and leaves nothing beside it", async () => {
    await writeAtomically(at("a.csv"), ["ä;", Uint8Array.of(98), "\n"], never);
    assert.equal(await text("a.csv"), "ä;b\n");
    assert.deepEqual(await readdir(folder), ["a.csv"]);
  });

  it("replaces an existing file only when complete", async () => {
    await writeFile(join(folder, "a.csv"), "old");
    async function* pieces() {
      yield "new ";
      assert.equal(await text("a.csv"), "old");
      yield "text";
    }
    await writeAtomically(at("a.csv"), pieces(), never);
    assert.equal(await text("a.csv"), "new text");
  });

  it("is written through a link, which stays", async () => {
    await writeFile(join(folder, "a.csv"), "old");
    await symlink(join(folder, "a.csv"), join(folder, "link.csv"));
    await writeAtomically(at("link.csv"), ["new"], never);
    assert.equal(await text("a.csv"), "new");
    assert.equal(await text("link.csv"), "new");
  });

  it("is written through a dangling link, which stays", async () => {
    await mkdir(join(folder, "sub"));
    await symlink("sub/second.csv", join(folder, "first.csv"));
    await symlink("a.csv", join(folder, "sub", "second.csv"));
    await writeAtomically(at("first.csv"), ["new"], never);
    for (const link of ["first.csv", "sub/second.csv"])
      assert((await lstat(join(folder, link))).isSymbolicLink(), link);
    assert.equal(await text("sub/a.csv"), "new");
    assert.deepEqual((await readdir(folder, { recursive: true })).sort(), [
      "first.csv",
      "sub",
      "sub/a.csv",
      "sub/second.csv",
    ]);
  });

  it("reports a link loop", async () => {
    await symlink("b.csv", join(folder, "a.csv"));
    await symlink("a.csv", join(folder, "b.csv"));
    await refused(at("a.csv"), /too many symbolic links/);
  });

  it("keeps owner, group and permissions of the existing file if permitted", async function () {
    if (process.platform === "win32") this.skip();
    const path = join(folder, "a.csv");
    await writeFile(path, "old");
    if (process.getuid?.() === 0) await chown(path, 12_345, 23_456);
    await chmod(path, 0o664);
    const before = await stat(path);
    await writeAtomically(at("a.csv"), ["new"], never);
    const after = await stat(path);
    assert.deepEqual([after.uid, after.gid, after.mode], [before.uid, before.gid, before.mode]);
  });

  it("reports a read-only folder, and a file that is a mount point", async () => {
    const fail = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));
    await assert.rejects(
      withWriteErrors("a.csv", fail("EROFS"), folderProblems),
      /the folder is read-only, or you do not have permission to create files in it/,
    );
    await assert.rejects(withWriteErrors("a.csv", fail("EACCES"), folderProblems), /the folder is read-only/);
    const mounted = process.platform === "win32" ? /open in another program/ : /the file is a mount point/;
    await assert.rejects(withWriteErrors("a.csv", fail("EBUSY"), renameProblems), mounted);
    await assert.rejects(withWriteErrors("a.csv", fail("EBUSY")), /open in another program/);
  });

  it("keeps the existing file and leaves no partial one when its rows fail", async () => {
    await writeFile(join(folder, "a.csv"), "old");
    function* pieces() {
      yield "half";
      throw new Error("connection lost");
    }
    await assert.rejects(writeAtomically(at("a.csv"), pieces(), never), /connection lost/);
    assert.equal(await text("a.csv"), "old");
    assert.deepEqual(await readdir(folder), ["a.csv"]);
  });

  it("keeps the existing file and leaves no partial one when canceled", async () => {
    await writeFile(join(folder, "a.csv"), "old");
    const abort = new AbortController();
    function* pieces() {
      yield "half";
      abort.abort();
      yield "more";
    }
    await assert.rejects(writeAtomically(at("a.csv"), pieces(), abort.signal), { name: "AbortError" });
    assert.equal(await text("a.csv"), "old");
    assert.deepEqual(await readdir(folder), ["a.csv"]);
  });

  it("leaves no partial file when the extension ends meanwhile", async () => {
    await writeFile(join(folder, "a.csv"), "old");
    async function* pieces() {
      yield "half";
      removeTemporaryFiles();
      assert.deepEqual(await readdir(folder), ["a.csv"]);
    }
    await refused(at("a.csv"), /the folder no longer exists/, pieces());
    assert.equal(await text("a.csv"), "old");
    assert.deepEqual(await readdir(folder), ["a.csv"]);
  });

  it("is one of the two, complete, when two are written at once", async () => {
    const rows = (text: string) => Array.from({ length: 50 }, () => text);
    await Promise.all(["one\n", "two\n"].map((row) => writeAtomically(at("a.csv"), rows(row), never)));
    assert.match(await text("a.csv"), /^((one\n){50}|(two\n){50})$/);
    assert.deepEqual(await readdir(folder), ["a.csv"]);
  });

  it("may have a name of the maximum length, and reports a longer one", async () => {
    const name = `${"a".repeat(251)}.csv`;
    await writeAtomically(at(name), ["new"], never);
    assert.equal(await text(name), "new");
    await refused(at(`a${name}`), /the name is too long\. Choose a shorter name/);
  });

  it("does not replace a read-only file", async function () {
    // Everybody but root is refused.
    if (process.getuid?.() === 0) this.skip();
    await writeFile(join(folder, "a.csv"), "old");
    await chmod(join(folder, "a.csv"), 0o444);
    await refused(at("a.csv"), /read-only/);
    assert.equal(await text("a.csv"), "old");
  });

  it("reports a folder of the same name", async () => {
    await mkdir(join(folder, "a.csv"));
    await refused(at("a.csv"), /Could not save .*a\.csv: a folder with this name exists/);
    assert.deepEqual(await readdir(folder), ["a.csv"]);
  });

  it("reports a missing folder, before and during the write", async () => {
    await refused(at("gone/a.csv"), /the folder no longer exists/);
    await mkdir(join(folder, "going"));
    function* pieces() {
      yield "half";
    }
    const going = (async function* () {
      yield* pieces();
      await rm(join(folder, "going"), { recursive: true });
      yield "more";
    })();
    await assert.rejects(writeAtomically(at("going/a.csv"), going, never), /the folder no longer exists/);
  });

  it("reports a full disk", async function () {
    if (process.platform !== "linux") this.skip();
    await refused(vscode.Uri.file("/dev/full"), /the disk is full/);
    assert((await readdir("/dev")).includes("full"));
  });

  it("reports a read-only location", async function () {
    if (process.platform !== "linux") this.skip();
    await refused(vscode.Uri.file("/proc/joker.csv"), /the folder no longer exists|read-only/);
    await refused(vscode.Uri.file("/sys/joker.csv"), /read-only/);
  });
});

describe("A file on another file system", () => {
  const files = useMemoryFileSystem("joker-test");
  useMemoryFileSystem("joker-read-only", { isReadonly: true });

  const uri = vscode.Uri.parse("joker-test:/a.csv");

  it("is written at once", async () => {
    await writeAtomically(uri, ["one\n", "two\n"], never);
    assert.equal(Buffer.from(files.get("/a.csv") ?? []).toString(), "one\ntwo\n");
  });

  it("is not written at all when it is canceled", async () => {
    const abort = new AbortController();
    function* pieces() {
      yield "half";
      abort.abort();
    }
    await assert.rejects(writeAtomically(uri, pieces(), abort.signal), { name: "AbortError" });
    assert.equal(files.size, 0);
  });

  it("says that it is read-only", async () => {
    const readOnly = vscode.Uri.parse("joker-read-only:/a.csv");
    await assert.rejects(
      writeAtomically(readOnly, ["a"], never),
      /Could not save joker-read-only:\/a\.csv: .*read-only/,
    );
  });

  it("is not buffered beyond the size limit", async () => {
    const large = new Uint8Array((1 << 30) + 1);
    await assert.rejects(writeAtomically(uri, ["a", large], never), /over 1 GB.*Choose a folder on this computer/);
    assert.equal(files.size, 0);
  });

  it("reports where buffering failed", async function () {
    if (process.platform === "win32") this.skip();
    const { TMPDIR } = process.env;
    process.env["TMPDIR"] = "/nowhere/joker";
    try {
      await assert.rejects(
        writeAtomically(uri, ["a"], never),
        /Could not save joker-test:\/a\.csv \(temporary file in \/nowhere\/joker\): the folder no longer exists/,
      );
    } finally {
      if (TMPDIR === undefined) delete process.env["TMPDIR"];
      else process.env["TMPDIR"] = TMPDIR;
    }
  });
});
