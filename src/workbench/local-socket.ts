import { createHash } from "node:crypto";
import { chmod, lstat, mkdir, open, rm, stat } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";

/** Part of the address, so that versions which talk in another way never meet. To be counted up with every change. */
const protocol = 1;

/** How old a lock may get: it is held for a few system calls. */
const lockPatience = 5000;

/**
 * Where the windows of one profile meet: a named pipe on Windows, elsewhere a socket in a folder of the user alone. It is
 * short, since a socket's path may have no more than 104 bytes.
 * @param storage the extension's global storage folder, which is another one for every profile
 */
export function socketAddress(storage: string): string {
  const name = createHash("sha256").update(`${protocol}\n${storage}`).digest("hex").slice(0, 24);
  if (process.platform === "win32") return `\\\\.\\pipe\\joker-dmapi-${name}`;
  const { XDG_RUNTIME_DIR = "" } = process.env;
  return join(XDG_RUNTIME_DIR === "" ? tmpdir() : XDG_RUNTIME_DIR, `joker-dmapi-${userInfo().uid}`, `${name}.sock`);
}

/** What connecting fails with where nobody listens, does not any more, or ends at this moment. */
const nobodyThere = ["ENOENT", "ECONNREFUSED", "ECONNRESET", "EPIPE"];

/** Connects to whoever listens at `address`; undefined when nobody does. @throws the system's error for everything else */
export function connectTo(address: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    socket.once("connect", () => resolve(socket));
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (nobodyThere.includes(error.code ?? "")) resolve(undefined);
      else reject(error);
    });
  });
}

/** Takes a connection. It is there from the first moment: nobody waits for an answer in vain. */
type Called = (socket: Socket) => void;

/**
 * Listens at `address`, which nobody else can but the user; undefined when somebody else was faster.
 * @throws the system's error when sockets cannot be had there
 */
export async function listenAt(address: string, called: Called): Promise<Server | undefined> {
  if (process.platform === "win32") return bind(address, called);
  await ownFolder(dirname(address));
  const lock = `${address}.lock`;
  if (!(await take(lock))) return undefined;
  try {
    return await replaceDead(address, called);
  } finally {
    await rm(lock, { force: true });
  }
}

/** Under the lock: what a killed process left behind is removed, a living one is left alone. */
async function replaceDead(address: string, called: Called): Promise<Server | undefined> {
  const living = await connectTo(address);
  living?.destroy();
  if (living) return undefined;
  await rm(address, { force: true });
  const server = await bind(address, called);
  if (server) await chmod(address, 0o600);
  return server;
}

function bind(address: string, called: Called): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer(called);
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => resolve(server));
  });
}

/** Makes the folder of the user alone, and refuses one that belongs to somebody else or is open to others. */
async function ownFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await lstat(folder);
  if (found.isDirectory() && found.uid === userInfo().uid && (found.mode & 0o077) === 0) return;
  throw new Error(`${folder} is not a folder of this user alone`);
}

/** True when the lock is ours now. One that was left by a process which ended in between is removed. */
async function take(lock: string): Promise<boolean> {
  try {
    await (await open(lock, "wx", 0o600)).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const { mtimeMs } = await stat(lock).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > lockPatience) await rm(lock, { force: true });
    return false;
  }
}
