import { createHash } from "node:crypto";
import { lstat, mkdir } from "node:fs/promises";
import { hostname, tmpdir, userInfo } from "node:os";
import { dirname, isAbsolute, join } from "node:path";

/** Part of the address, so that incompatible versions never connect. Increment with every change of the protocol. */
const protocolVersion = 2;

/** What the system stores of a socket's path: 104 bytes on macOS, 108 on Linux, with a final zero. */
const maxSocketPathBytes = 103;

/** Where the windows of one user and profile meet, and how they recognize each other. */
export interface IpcEndpoint {
  /** A named pipe on Windows, elsewhere paths of sockets; the first one that is usable counts. */
  readonly addresses: readonly string[];
  /** A file with a random secret, which only this user can read. */
  readonly secretPath: string;
}

/** Folders for sockets, as the environment of the process names them. */
export interface SocketFolders {
  /** Empty when there is none. */
  readonly runtime: string;
  readonly temporary: string;
}

/**
 * The endpoint of a profile. Sockets belong in the runtime folder of the user. Where that is not set, as after `su` and in
 * containers, the temporary folder follows, and then the extension's own folder, which nobody else can write to.
 * @param storagePath the extension's global storage folder, which is another one for every profile
 */
export function createIpcEndpoint(storagePath: string, folders = readSocketFolders()): IpcEndpoint {
  const secretPath = join(storagePath, "windows.key");
  const name = hash(storagePath).slice(0, 24);
  if (process.platform === "win32") return { addresses: [`\\\\.\\pipe\\joker-dmapi-${name}`], secretPath };
  const { uid } = userInfo();
  const bases = [folders.runtime, process.platform === "linux" ? `/run/user/${uid}` : "", folders.temporary, "/tmp"];
  const shared = [...new Set(bases)].filter(isAbsolute).map((base) => join(base, `joker-dmapi-${uid}`, `${name}.sock`));
  // A home may be the same on several computers, and a socket is not.
  const own = join(storagePath, "ipc", `${hash(hostname()).slice(0, 8)}.sock`);
  return { addresses: [...shared, own], secretPath };
}

function readSocketFolders(): SocketFolders {
  return { runtime: process.env["XDG_RUNTIME_DIR"] ?? "", temporary: tmpdir() };
}

function hash(text: string): string {
  return createHash("sha256").update(`${protocolVersion}\n${text}`).digest("hex");
}

/**
 * The first usable address; on Unix its folder is created when missing.
 * @throws Error with the reason for each one when none is usable
 */
export async function chooseAddress(addresses: readonly string[]): Promise<string> {
  const reasons: string[] = [];
  for (const address of addresses) {
    const reason = process.platform === "win32" ? undefined : await findObstacle(address);
    if (reason === undefined) return address;
    reasons.push(reason);
  }
  throw new Error(`no place for a socket: ${reasons.join("; ")}`);
}

/** Why a path cannot be used; undefined when it can. */
async function findObstacle(address: string): Promise<string | undefined> {
  if (Buffer.byteLength(address) > maxSocketPathBytes) return `${address} is too long`;
  const folder = dirname(address);
  try {
    await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    });
    const stats = await lstat(folder);
    const isPrivate = stats.isDirectory() && stats.uid === userInfo().uid && (stats.mode & 0o077) === 0;
    return isPrivate ? undefined : `${folder} is not a folder of this user alone`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * True when there is a socket which only this user can connect to. False when there is none, or one of this user that is
 * open to others: a server makes it so under the lock and closes it at once.
 * @throws Error when there is something else, or it belongs to somebody else
 */
export async function hasPrivateSocket(address: string): Promise<boolean> {
  try {
    const stats = await lstat(address);
    if (!stats.isSocket() || stats.uid !== userInfo().uid) throw new Error(`${address} is not a socket of this user`);
    return (stats.mode & 0o077) === 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
