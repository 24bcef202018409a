import { chmod, rm } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { acquireLockFile, briefLockOptions } from "../workbench/lock-file";
import { hasPrivateSocket } from "./ipc-endpoint";

/** Error codes of connecting when there is no server, or when it is just closing. */
const notListeningCodes = ["ENOENT", "ECONNREFUSED", "ECONNRESET", "EPIPE"];

/**
 * Connects to the server at `address`, which `chooseAddress` gave; undefined when there is none.
 * @throws Error when something there belongs to another user, and the system's error for everything else
 */
export async function connectToServer(address: string): Promise<Socket | undefined> {
  if (process.platform !== "win32" && !(await hasPrivateSocket(address))) return undefined;
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
 * Listens at `address`, which `chooseAddress` gave; undefined when another window was faster.
 * @throws the system's error when sockets cannot be had there
 */
export async function listen(address: string, onConnection: ConnectionListener): Promise<Server | undefined> {
  if (process.platform === "win32") return createBoundServer(address, onConnection);
  const lock = await acquireLockFile(`${address}.lock`, briefLockOptions);
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
