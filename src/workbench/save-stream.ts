import { randomUUID } from "node:crypto";
import { constants, rmSync } from "node:fs";
import { access, mkdtemp, open, readFile, realpath, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { HumanError } from "./human-error";
import { orExplain, placeName } from "./save-problems";

type Pieces = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** VS Code takes a file for another file system at once, and so much of it lies in memory several times. */
const largestElsewhere = 1 << 30;

/** What is being written and is no file yet, or lies there only to be handed over. */
const unfinished = new Set<string>();

/** Takes away what is unfinished: for the end of the extension, which does not wait for writing. */
export function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { recursive: true, force: true });
}

/**
 * Writes pieces one after the other as a file on any file system VS Code knows. On disks the file appears when it is whole:
 * a failure or an abort leaves what was there, and no half file. Other file systems take a file at once: it is collected
 * on disk and then handed over, up to 1 GB.
 * @throws HumanError when it cannot be written; whatever `pieces` throw; the signal's reason when aborted
 */
export async function saveStream(uri: vscode.Uri, pieces: Pieces, signal: AbortSignal): Promise<void> {
  if (uri.scheme === "file") await saveFile(uri.fsPath, pieces, signal);
  else await saveElsewhere(uri, pieces, signal);
}

async function saveElsewhere(uri: vscode.Uri, pieces: Pieces, signal: AbortSignal): Promise<void> {
  const place = vscode.l10n.t("{0} (temporary file in {1})", placeName(uri), tmpdir());
  const folder = await orExplain(place, mkdtemp(join(tmpdir(), "joker-")));
  unfinished.add(folder);
  try {
    const path = join(folder, "whole");
    await saveFile(path, upTo(largestElsewhere, pieces, uri), signal, place);
    const bytes = await readFile(path);
    signal.throwIfAborted();
    await orExplain(placeName(uri), vscode.workspace.fs.writeFile(uri, bytes));
  } finally {
    await rm(folder, { recursive: true, force: true });
    unfinished.delete(folder);
  }
}

/** The pieces, unless they are more bytes than can be handed over. */
async function* upTo(most: number, pieces: Pieces, uri: vscode.Uri): AsyncGenerator<string | Uint8Array> {
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > most) {
      throw new HumanError(
        vscode.l10n.t(
          "Could not save {0}: files over 1 GB are not supported at this location. Choose a folder on this computer, or export fewer rows.",
          placeName(uri),
        ),
      );
    }
    yield piece;
  }
}

/** Where bytes go: `path` is that behind any links. */
interface Target {
  readonly path: string;
  /** What the file is called in texts. */
  readonly place: string;
  readonly mode: number;
  /** A device or a pipe, which cannot be replaced. */
  readonly isSpecial: boolean;
}

async function saveFile(path: string, pieces: Pieces, signal: AbortSignal, place = path): Promise<void> {
  const target = await orExplain(place, targetOf(path, place));
  if (target.isSpecial) return write(await orExplain(place, open(target.path, "w")), target, pieces, signal);
  // Its name is not made of the other one, which may be as long as names can be.
  const part = join(dirname(target.path), `.joker-${randomUUID().slice(0, 8)}.part`);
  const file = await orExplain(place, open(part, "wx", target.mode));
  unfinished.add(part);
  try {
    await write(file, target, pieces, signal);
    await orExplain(place, rename(part, target.path));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    unfinished.delete(part);
  }
}

async function targetOf(path: string, place: string): Promise<Target> {
  const there = await stat(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return undefined;
  });
  if (!there) return { path, place, mode: 0o666, isSpecial: false };
  if (there.isDirectory()) throw Object.assign(new Error("it is a folder"), { code: "EISDIR" });
  // A file that must not be written is not to be replaced either.
  await access(path, constants.W_OK);
  return { path: await realpath(path), place, mode: there.mode & 0o777, isSpecial: !there.isFile() };
}

async function write(
  file: FileHandle,
  { place, isSpecial }: Target,
  pieces: Pieces,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const piece of pieces) {
      signal.throwIfAborted();
      await orExplain(place, file.writeFile(piece));
    }
    signal.throwIfAborted();
    // Some disks say only now that they are full.
    if (!isSpecial) await orExplain(place, file.datasync());
  } finally {
    await file.close();
  }
}
