import type { Server, Socket } from "node:net";
import type { Disposable, Event } from "vscode";
import { Emitter } from "./emitter";
import { connectToServer, listen } from "./ipc-server";
import type { Log } from "../workbench/log";
import { serializeMessage, IpcConnection, type IpcMessage } from "./ipc-connection";

/**
 * Connects the windows of one user and profile on this computer. One window is the leader and does what must be done only
 * once. Secrets must not be sent. A message may be lost while the leader changes.
 */
export interface WindowCoordinator extends Disposable {
  /** False until known. Where windows cannot connect, each of them is a leader. */
  readonly isLeader: boolean;
  readonly onDidChangeLeader: Event<boolean>;
  /** Sends a JSON-serializable message to every other window. */
  send(topic: string, message: unknown): void;
  /** Receives messages of other windows. They are not validated. */
  on(topic: string, listener: (message: unknown) => void): Disposable;
  /** Fires on the leader when a window joins, and on that window. */
  readonly onDidJoin: Event<void>;
}

const greeting = "joker-dmapi";
/** Timeout of the greeting, for leader and followers, ms. */
const greetingTimeoutMs = 5000;
/** How long a standalone window waits before it tries to join again, ms. */
const rejoinIntervalMs = 60_000;
/** Attempts to find or become the leader before running standalone; the delays grow to 250 ms. */
const maxJoinAttempts = 40;

/** The connections to the leader, and whether each has sent the greeting. */
type Followers = Map<IpcConnection, boolean>;

type Role =
  | { readonly kind: "joining" }
  | { readonly kind: "alone" }
  | { readonly kind: "leader"; readonly server: Server; readonly followers: Followers }
  | { readonly kind: "follower"; readonly leader: IpcConnection };

/**
 * Joins the windows that meet at `address`: whoever can listen there leads and passes on what the others send; when it
 * ends, one of the others takes its place at once.
 */
export function createWindowCoordinator(address: string, log: Pick<Log, "debug" | "warn">): WindowCoordinator {
  const coordinator = new SocketWindowCoordinator(address, log);
  void coordinator.join();
  return coordinator;
}

class SocketWindowCoordinator implements WindowCoordinator {
  readonly #listeners = new Map<string, Emitter<unknown>>();
  readonly #changed = new Emitter<boolean>((error) => this.#logError(error));
  readonly #joined = new Emitter<void>((error) => this.#logError(error));
  readonly onDidChangeLeader = this.#changed.event;
  readonly onDidJoin = this.#joined.event;
  #role: Role = { kind: "joining" };
  #rejoinTimer: NodeJS.Timeout | undefined;
  #isDisposed = false;

  constructor(
    private readonly address: string,
    private readonly log: Pick<Log, "debug" | "warn">,
  ) {}

  get isLeader(): boolean {
    return isLeadingRole(this.#role);
  }

  send(topic: string, message: unknown): void {
    const text = serializeMessage({ topic, message });
    if (text === undefined) this.log.warn(`windows: a message of ${topic} is too large to be sent`);
    else this.#broadcast(text);
  }

  on(topic: string, listener: (message: unknown) => void): Disposable {
    const emitter = this.#listeners.get(topic) ?? new Emitter<unknown>((error) => this.#logError(error));
    this.#listeners.set(topic, emitter);
    return emitter.event(listener);
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#rejoinTimer);
    this.#closeConnections();
  }

  /** Finds the leader or becomes it. */
  async join(): Promise<void> {
    try {
      for (let attempt = 1; attempt <= maxJoinAttempts && !this.#isDisposed; attempt += 1) {
        if (await this.#tryJoin()) return;
        await delay(Math.random() * Math.min(250, 4 * attempt));
      }
      this.#runStandalone("no window could be found, and none could lead");
    } catch (error) {
      this.#runStandalone(error instanceof Error ? error.message : String(error));
    }
  }

  async #tryJoin(): Promise<boolean> {
    const socket = await connectToServer(this.address);
    if (socket) return this.#follow(socket);
    const followers: Followers = new Map();
    const server = await listen(this.address, (socket) => this.#acceptFollower(socket, followers));
    if (server) this.#lead(server, followers);
    return server !== undefined;
  }

  /** Resolves with false when whoever listens hangs up. @throws when it listens, but says nothing */
  #follow(socket: Socket): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const timeout = setTimeout(() => {
        reject(new Error("the leader does not answer"));
        socket.destroy();
      }, greetingTimeoutMs);
      const onMessage = (message: IpcMessage) => {
        if ("topic" in message) {
          this.#dispatch(message);
        } else {
          clearTimeout(timeout);
          this.#setRole({ kind: "follower", leader });
          resolve(true);
          this.#joined.fire();
        }
      };
      const onClose = () => {
        clearTimeout(timeout);
        resolve(false);
        if (this.#role.kind === "follower" && this.#role.leader === leader) this.#handleLeaderLost();
      };
      const leader = new IpcConnection(socket, onMessage, onClose);
      leader.send(greetingLine);
      if (this.#isDisposed) leader.close();
    });
  }

  /** The leader was closed: the remaining windows elect another one. */
  #handleLeaderLost(): void {
    if (this.#isDisposed) return;
    this.#setRole({ kind: "joining" });
    void this.join();
  }

  #lead(server: Server, followers: Followers): void {
    server.on("error", (error) => this.log.warn(`windows: ${error.message}`));
    this.#setRole({ kind: "leader", server, followers });
    if (this.#isDisposed) this.#closeConnections();
  }

  /** Sends nothing to whoever has not given the greeting: another user could read from a named pipe, but not write to it. */
  #acceptFollower(socket: Socket, followers: Followers): void {
    const timeout = setTimeout(() => socket.destroy(), greetingTimeoutMs);
    const onMessage = (message: IpcMessage) => {
      if ("topic" in message) {
        this.#relay(message, connection, followers);
      } else {
        clearTimeout(timeout);
        followers.set(connection, true);
        connection.send(greetingLine);
        this.#joined.fire();
      }
    };
    const onClose = () => {
      clearTimeout(timeout);
      followers.delete(connection);
    };
    const connection = new IpcConnection(socket, onMessage, onClose);
    followers.set(connection, false);
  }

  #relay(message: Extract<IpcMessage, { topic: string }>, from: IpcConnection, followers: Followers): void {
    const text = followers.get(from) === true ? serializeMessage(message) : undefined;
    if (text === undefined) {
      from.close();
    } else {
      sendToFollowers(followers, text, from);
      this.#dispatch(message);
    }
  }

  #dispatch({ topic, message }: Extract<IpcMessage, { topic: string }>): void {
    this.#listeners.get(topic)?.fire(message);
  }

  #broadcast(text: string): void {
    if (this.#role.kind === "leader") sendToFollowers(this.#role.followers, text);
    if (this.#role.kind === "follower") this.#role.leader.send(text);
  }

  #runStandalone(reason: string): void {
    if (this.#isDisposed) return;
    this.log.warn(`windows: this one is on its own (${reason})`);
    this.#setRole({ kind: "alone" });
    this.#rejoinTimer = setTimeout(() => void this.join(), rejoinIntervalMs).unref();
  }

  #closeConnections(): void {
    if (this.#role.kind === "follower") this.#role.leader.close();
    if (this.#role.kind !== "leader") return;
    this.#role.server.close();
    for (const follower of [...this.#role.followers.keys()]) follower.close();
  }

  #setRole(role: Role): void {
    const wasLeader = this.isLeader;
    this.#role = role;
    this.log.debug(`windows: ${role.kind}`);
    if (this.isLeader !== wasLeader) this.#changed.fire(this.isLeader);
  }

  #logError(error: unknown): void {
    this.log.warn(`windows: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const greetingLine = serializeMessage({ hello: greeting }) ?? "";

function sendToFollowers(followers: Followers, text: string, except?: IpcConnection): void {
  for (const [follower, isGreeted] of followers) if (isGreeted && follower !== except) follower.send(text);
}

function isLeadingRole({ kind }: Role): boolean {
  return kind === "leader" || kind === "alone";
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
