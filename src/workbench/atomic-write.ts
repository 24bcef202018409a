import { randomUUID } from "node:crypto";
import { constants, rmSync } from "node:fs";
import {
  access,
  mkdtemp,
  open,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  type FileHandle,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import * as vscode from "vscode";
import { UserFacingError } from "./user-facing-error";
import { withWriteErrors, fileLabel, folderProblems, renameProblems } from "./write-errors";

type Chunks = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** VS Code writes a file to a remote file system in one call, with several copies in memory. */
const maxRemoteFileBytes = 1 << 30;

/** Temporary files of writes in progress. */
const temporaryPaths = new Set<string>();

/** Removes temporary files when the extension is deactivated, which does not wait for writes. */
export function removeTemporaryFiles(): void {
  for (const path of temporaryPaths) rmSync(path, { recursive: true, force: true });
}

/**
 * Writes pieces one after the other as a file on any file system VS Code knows. On disks the file appears when it is whole:
 * a failure or an abort leaves what was there, and no half file. Other file systems take a file at once: it is collected
 * on disk and then handed over, up to 1 GB.
 * @throws UserFacingError when it cannot be written; whatever `pieces` throw; the signal's reason when aborted
 */
export async function writeAtomically(uri: vscode.Uri, chunks: Chunks, signal: AbortSignal): Promise<void> {
  if (uri.scheme === "file") await writeLocalFile(uri.fsPath, chunks, signal);
  else await writeRemoteFile(uri, chunks, signal);
}

async function writeRemoteFile(uri: vscode.Uri, chunks: Chunks, signal: AbortSignal): Promise<void> {
  const label = vscode.l10n.t("{0} (temporary file in {1})", fileLabel(uri), tmpdir());
  const folder = await withWriteErrors(label, mkdtemp(join(tmpdir(), "joker-")));
  temporaryPaths.add(folder);
  try {
    const path = join(folder, "whole");
    await writeLocalFile(path, limitBytes(maxRemoteFileBytes, chunks, uri), signal, label);
    const bytes = await readFile(path);
    signal.throwIfAborted();
    await withWriteErrors(fileLabel(uri), vscode.workspace.fs.writeFile(uri, bytes));
  } finally {
    await rm(folder, { recursive: true, force: true });
    temporaryPaths.delete(folder);
  }
}

/** Passes chunks through; throws when they exceed `maxBytes`. */
async function* limitBytes(maxBytes: number, chunks: Chunks, uri: vscode.Uri): AsyncGenerator<string | Uint8Array> {
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > maxBytes) {
      throw new UserFacingError(
        vscode.l10n.t(
          "Could not save {0}: files over 1 GB are not supported at this location. Choose a folder on this computer, or export fewer rows.",
          fileLabel(uri),
        ),
      );
    }
    yield chunk;
  }
}

/** The file to write: `path` has symbolic links resolved. */
interface WriteTarget {
  readonly path: string;
  /** The file's name in messages. */
  readonly label: string;
  readonly mode: number;
  /** Of the file that is replaced; undefined for a new one. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** A device or a pipe, which cannot be replaced by renaming. */
  readonly isSpecial: boolean;
}

async function writeLocalFile(path: string, chunks: Chunks, signal: AbortSignal, label = path): Promise<void> {
  const target = await withWriteErrors(label, resolveTarget(path, label));
  if (target.isSpecial)
    return writeChunks(await withWriteErrors(label, open(target.path, "w")), target, chunks, signal);
  // Its name is not made of the other one, which may be as long as names can be.
  const temporaryPath = join(dirname(target.path), `.joker-${randomUUID().slice(0, 8)}.part`);
  const file = await withWriteErrors(label, open(temporaryPath, "wx", target.mode), folderProblems);
  temporaryPaths.add(temporaryPath);
  try {
    await keepOwnerAndMode(file, target);
    await writeChunks(file, target, chunks, signal);
    await withWriteErrors(label, rename(temporaryPath, target.path), renameProblems);
  } catch (error) {
    await rm(temporaryPath, { force: true });
    throw error;
  } finally {
    temporaryPaths.delete(temporaryPath);
  }
}

async function resolveTarget(path: string, label: string): Promise<WriteTarget> {
  const stats = await stat(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return undefined;
  });
  if (!stats) return { path: await followDanglingLink(path), label, mode: 0o666, isSpecial: false };
  if (stats.isDirectory()) throw Object.assign(new Error("it is a folder"), { code: "EISDIR" });
  // A file that must not be written is not to be replaced either.
  await access(path, constants.W_OK);
  const { uid, gid } = stats;
  return {
    path: await realpath(path),
    label,
    mode: stats.mode & 0o777,
    owner: { uid, gid },
    isSpecial: !stats.isFile(),
  };
}

const maxLinks = 40;

/** The file that a link to nothing is to become. */
async function followDanglingLink(path: string): Promise<string> {
  let target = path;
  for (let count = 0; count < maxLinks; count += 1) {
    const link = await readlink(target).catch(() => undefined);
    if (link === undefined) return target;
    target = resolve(await realpath(dirname(target)), link);
  }
  throw Object.assign(new Error("too many symbolic links"), { code: "ELOOP" });
}

/** Only the superuser may give files to others; a group of one's own may be kept. Without the group, its rights are dropped. */
async function keepOwnerAndMode(file: FileHandle, { owner, mode }: WriteTarget): Promise<void> {
  if (!owner || process.platform === "win32") return;
  const current = await file.stat();
  const isAllowed = (change: Promise<void>) =>
    change.then(
      () => true,
      () => false,
    );
  const keepsGroup =
    (current.uid === owner.uid && current.gid === owner.gid) ||
    (await isAllowed(file.chown(owner.uid, owner.gid))) ||
    (await isAllowed(file.chown(-1, owner.gid)));
  const othersMode = mode & 0o007;
  await isAllowed(file.chmod(keepsGroup ? mode : (mode & 0o707) | (othersMode << 3)));
}

async function writeChunks(
  file: FileHandle,
  { label, isSpecial }: WriteTarget,
  chunks: Chunks,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const chunk of chunks) {
      signal.throwIfAborted();
      await withWriteErrors(label, file.writeFile(chunk));
    }
    signal.throwIfAborted();
    // Some disks say only now that they are full.
    if (!isSpecial) await withWriteErrors(label, file.datasync());
  } finally {
    await file.close();
  }
}
