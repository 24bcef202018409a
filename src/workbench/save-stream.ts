import { randomUUID } from "node:crypto";
import { mkdtemp, open, readFile, realpath, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import * as vscode from "vscode";
import { HumanError } from "./human-error";

type Pieces = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/**
 * Writes pieces one after the other as a file on any file system VS Code knows. On disks the file appears when it is whole:
 * a failure or an abort leaves what was there, and no half file. Other file systems take a file at once: it is collected
 * on disk and then handed over.
 * @throws HumanError when it cannot be written; whatever `pieces` throw; the signal's reason when aborted
 */
export async function saveStream(uri: vscode.Uri, pieces: Pieces, signal: AbortSignal): Promise<void> {
  if (uri.scheme === "file") await saveFile(uri.fsPath, pieces, signal);
  else await saveElsewhere(uri, pieces, signal);
}

async function saveElsewhere(uri: vscode.Uri, pieces: Pieces, signal: AbortSignal): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "joker-"));
  try {
    const path = join(folder, "whole");
    await saveFile(path, pieces, signal);
    const bytes = await readFile(path);
    signal.throwIfAborted();
    await orExplain(uri.path, vscode.workspace.fs.writeFile(uri, bytes));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where bytes go: `path` is that behind any links. */
interface Target {
  readonly path: string;
  readonly mode: number;
  /** A device or a pipe, which cannot be replaced. */
  readonly isSpecial: boolean;
}

async function saveFile(path: string, pieces: Pieces, signal: AbortSignal): Promise<void> {
  const target = await orExplain(path, targetOf(path));
  if (target.isSpecial) return write(await orExplain(path, open(target.path, "w")), target, pieces, signal);
  const part = join(dirname(target.path), `.${basename(target.path)}.${randomUUID().slice(0, 8)}.part`);
  const file = await orExplain(path, open(part, "wx", target.mode));
  try {
    await write(file, target, pieces, signal);
    await orExplain(path, rename(part, target.path));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function targetOf(path: string): Promise<Target> {
  const there = await stat(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return undefined;
  });
  if (!there) return { path, mode: 0o666, isSpecial: false };
  if (there.isDirectory()) throw Object.assign(new Error("it is a folder"), { code: "EISDIR" });
  return { path: await realpath(path), mode: there.mode & 0o777, isSpecial: !there.isFile() };
}

async function write(
  file: FileHandle,
  { path, isSpecial }: Target,
  pieces: Pieces,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const piece of pieces) {
      signal.throwIfAborted();
      await orExplain(path, file.writeFile(piece));
    }
    signal.throwIfAborted();
    // Some disks say only now that they are full.
    if (!isSpecial) await orExplain(path, file.datasync());
  } finally {
    await file.close();
  }
}

async function orExplain<T>(path: string, work: PromiseLike<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new HumanError(problemOf(path, error), [], error);
  }
}

type Problem = "full" | "gone" | "folder" | "forbidden" | "busy";

/** Node's codes and those of VS Code's file systems. */
const problems: Readonly<Record<string, Problem>> = {
  ENOSPC: "full",
  EDQUOT: "full",
  EFBIG: "full",
  ENOENT: "gone",
  ENOTDIR: "gone",
  FileNotFound: "gone",
  FileNotADirectory: "gone",
  EISDIR: "folder",
  FileIsADirectory: "folder",
  EACCES: "forbidden",
  EPERM: "forbidden",
  EROFS: "forbidden",
  NoPermissions: "forbidden",
  EBUSY: "busy",
  ETXTBSY: "busy",
};

/** What is wrong with a place for a file, and what helps. */
function problemOf(path: string, error: unknown): string {
  const { code = "", message = String(error) } = error as Partial<NodeJS.ErrnoException>;
  switch (problems[code]) {
    case "full":
      return vscode.l10n.t("{0} was not written: the disk is full. Make room, or choose another place.", path);
    case "gone":
      return vscode.l10n.t("{0} was not written: there is no such folder any more. Choose another place.", path);
    case "folder":
      return vscode.l10n.t("{0} was not written: a folder has that name. Choose another name.", path);
    case "forbidden":
      return vscode.l10n.t(
        "{0} was not written: this place is read-only, or the file is open in another program. Close it there, or choose another place.",
        path,
      );
    case "busy":
      return vscode.l10n.t(
        "{0} was not written: the file is open in another program. Close it there, or choose another name.",
        path,
      );
    default:
      return vscode.l10n.t("{0} was not written: {1}. Choose another place.", path, message.replace(/[.\s]+$/, ""));
  }
}
