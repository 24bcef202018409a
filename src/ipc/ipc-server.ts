import { createHash } from "node:crypto";
import { chmod, lstat, mkdir, rm } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { acquireLockFile } from "../workbench/lock-file";

/** Part of the address, so that incompatible versions never connect. Increment with every change of the protocol. */
const protocolVersion = 1;

/** The lock is held for a few system calls only, so one that was left behind is noticed after 2 s. */
const lockOptions = { heartbeatMs: 250, pollIntervalMs: 20, stalePolls: 100, timeoutMs: 6000 };

/**
 * Where the windows of one profile meet: a named pipe on Windows, elsewhere a socket in a folder of the user alone. It is
 * short, since a socket's path may have no more than 104 bytes.
 * @param storagePath the extension's global storage folder, which is another one for every profile
 */
export function socketAddress(storagePath: string): string {
  const name = createHash("sha256").update(`${protocolVersion}\n${storagePath}`).digest("hex").slice(0, 24);
  if (process.platform === "win32") return `\\\\.\\pipe\\joker-dmapi-${name}`;
  const { XDG_RUNTIME_DIR = "" } = process.env;
  return join(XDG_RUNTIME_DIR === "" ? tmpdir() : XDG_RUNTIME_DIR, `joker-dmapi-${userInfo().uid}`, `${name}.sock`);
}

/** Error codes of connecting when there is no server, or when it is just closing. */
const notListeningCodes = ["ENOENT", "ECONNREFUSED", "ECONNRESET", "EPIPE"];

/** Connects to whoever listens at `address`; undefined when nobody does. @throws the system's error for everything else */
export function connectToServer(address: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    socket.once("connect", () => resolve(socket));
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (notListeningCodes.includes(error.code ?? "")) resolve(undefined);
      else reject(error);
    });
  });
}

/** Called for each connection; attached before the server listens, so that none is missed. */
type ConnectionListener = (socket: Socket) => void;

/**
 * Listens at `address`, which nobody else can but the user; undefined when somebody else was faster.
 * @throws the system's error when sockets cannot be had there
 */
export async function listen(address: string, onConnection: ConnectionListener): Promise<Server | undefined> {
  if (process.platform === "win32") return createBoundServer(address, onConnection);
  await ensurePrivateFolder(dirname(address));
  const lock = await acquireLockFile(`${address}.lock`, lockOptions);
  if (!lock) throw new Error(`no lock file can be had beside ${address}`);
  try {
    return await replaceStaleSocket(address, onConnection);
  } finally {
    await lock.release();
  }
}

/** Called under the lock: removes the socket of a killed process, unless a server is listening. */
async function replaceStaleSocket(address: string, onConnection: ConnectionListener): Promise<Server | undefined> {
  const activeServer = await connectToServer(address);
  activeServer?.destroy();
  if (activeServer) return undefined;
  await rm(address, { force: true });
  const server = await createBoundServer(address, onConnection);
  if (server) await chmod(address, 0o600);
  return server;
}

function createBoundServer(address: string, onConnection: ConnectionListener): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer(onConnection);
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => resolve(server));
  });
}

/** Makes the folder of the user alone, and refuses one that belongs to somebody else or is open to others. */
async function ensurePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const stats = await lstat(folder);
  if (stats.isDirectory() && stats.uid === userInfo().uid && (stats.mode & 0o077) === 0) return;
  throw new Error(`${folder} is not a folder of this user alone`);
}
