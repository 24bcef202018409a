import type { Server, Socket } from "node:net";
import type { Disposable, Event } from "vscode";
import { Emitter } from "./emitter";
import { chooseAddress, type IpcEndpoint } from "./ipc-endpoint";
import { connectToServer, listen } from "./ipc-server";
import { loadSecret } from "./ipc-secret";
import { Handshake } from "./ipc-handshake";
import type { Log } from "../workbench/log";
import { serializeMessage, IpcConnection, type IpcMessage } from "./ipc-connection";

/**
 * Connects the windows of one user and profile on this computer. One window is the leader and does what must be done only
 * once. Windows prove to each other that they belong to the same user and profile. Secrets must not be sent. A message
 * may be lost while the leader changes.
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

/** How long leader and followers have to prove themselves, ms. */
const defaultHandshakeTimeoutMs = 5000;
/** How long a standalone window waits before it tries to join again, ms. */
const rejoinIntervalMs = 60_000;
/** Attempts to find or become the leader before running standalone; the delays grow to 250 ms. */
const maxJoinAttempts = 40;

/** Connections to the leader that have not proven themselves yet; more are refused. */
const maxUnprovenConnections = 100;

/** The connections to the leader. */
interface Followers {
  readonly proven: Set<IpcConnection>;
  readonly unproven: Set<IpcConnection>;
}

type Role =
  | { readonly kind: "joining" }
  | { readonly kind: "alone" }
  | { readonly kind: "leader"; readonly server: Server; readonly followers: Followers }
  | { readonly kind: "follower"; readonly leader: IpcConnection };

/**
 * Joins the windows that meet at `endpoint`: whoever can listen there leads and passes on what the others send; when it
 * ends, one of the others takes its place at once. Whoever cannot prove that it knows the secret of the endpoint is not
 * listened to; if such a one has taken the address, the window runs standalone.
 */
export function createWindowCoordinator(
  endpoint: IpcEndpoint,
  log: Pick<Log, "debug" | "warn">,
  handshakeTimeoutMs = defaultHandshakeTimeoutMs,
): WindowCoordinator {
  const coordinator = new SocketWindowCoordinator(endpoint, log, handshakeTimeoutMs);
  void coordinator.join();
  return coordinator;
}

class SocketWindowCoordinator implements WindowCoordinator {
  private readonly listeners = new Map<string, Emitter<unknown>>();
  private readonly changed = new Emitter<boolean>((error) => this.logError(error));
  private readonly joined = new Emitter<void>((error) => this.logError(error));
  readonly onDidChangeLeader = this.changed.event;
  readonly onDidJoin = this.joined.event;
  private role: Role = { kind: "joining" };
  private rejoinTimer: NodeJS.Timeout | undefined;
  private isDisposed = false;

  constructor(
    private readonly endpoint: IpcEndpoint,
    private readonly log: Pick<Log, "debug" | "warn">,
    private readonly handshakeTimeoutMs: number,
  ) {}

  get isLeader(): boolean {
    return isLeadingRole(this.role);
  }

  send(topic: string, message: unknown): void {
    const text = serializeMessage({ topic, message });
    if (text === undefined) this.log.warn(`windows: a message of ${topic} is too large to be sent`);
    else this.broadcast(text);
  }

  on(topic: string, listener: (message: unknown) => void): Disposable {
    const emitter = this.listeners.get(topic) ?? new Emitter<unknown>((error) => this.logError(error));
    this.listeners.set(topic, emitter);
    return emitter.event(listener);
  }

  dispose(): void {
    this.isDisposed = true;
    clearTimeout(this.rejoinTimer);
    this.closeConnections();
  }

  /** Finds the leader or becomes it. */
  async join(): Promise<void> {
    try {
      for (let attempt = 1; attempt <= maxJoinAttempts && !this.isDisposed; attempt += 1) {
        if (await this.tryJoin()) return;
        await delay(Math.random() * Math.min(250, 4 * attempt));
      }
      this.runStandalone("no window could be found, and none could lead");
    } catch (error) {
      this.runStandalone(error instanceof Error ? error.message : String(error));
    }
  }

  private async tryJoin(): Promise<boolean> {
    const secret = await loadSecret(this.endpoint.secretPath);
    const address = await chooseAddress(this.endpoint.addresses);
    const socket = await connectToServer(address);
    if (socket) return this.follow(socket, new Handshake("follower", secret, address));
    const followers: Followers = { proven: new Set(), unproven: new Set() };
    const server = await listen(address, (socket) => void this.acceptFollower(socket, address, followers));
    if (server) this.lead(server, followers);
    return server !== undefined;
  }

  /** Resolves with false when whoever listens hangs up. @throws when it listens, but cannot prove itself */
  private follow(socket: Socket, handshake: Handshake): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const listener = {
        onProven: () => {
          this.setRole({ kind: "follower", leader });
          resolve(true);
          this.joined.fire();
        },
        onMessage: (message: IpcMessage) => this.dispatch(message),
        onClose: (isImpostor: boolean) => {
          if (isImpostor) reject(new Error("whoever leads did not prove to be a window of this user"));
          resolve(false);
          if (this.role.kind === "follower" && this.role.leader === leader) this.handleLeaderLost();
        },
      };
      const leader = new IpcConnection(socket, handshake, listener, this.handshakeTimeoutMs);
      if (this.isDisposed) leader.close();
    });
  }

  /** The leader was closed: the remaining windows elect another one. */
  private handleLeaderLost(): void {
    if (this.isDisposed) return;
    this.setRole({ kind: "joining" });
    void this.join();
  }

  private lead(server: Server, followers: Followers): void {
    server.on("error", (error) => this.log.warn(`windows: ${error.message}`));
    this.setRole({ kind: "leader", server, followers });
    if (this.isDisposed) this.closeConnections();
  }

  private async acceptFollower(socket: Socket, address: string, followers: Followers): Promise<void> {
    socket.on("error", () => socket.destroy());
    const secret = await loadSecret(this.endpoint.secretPath).catch((error: unknown) => this.logError(error));
    if (!secret || this.isDisposed || followers.unproven.size >= maxUnprovenConnections) {
      socket.destroy();
      return;
    }
    const listener = {
      onProven: () => {
        followers.unproven.delete(connection);
        followers.proven.add(connection);
        this.joined.fire();
      },
      onMessage: (message: IpcMessage) => this.relay(message, connection, followers),
      onClose: (isImpostor: boolean) => {
        if (isImpostor) this.log.debug("windows: a connection did not prove to be a window of this user");
        followers.unproven.delete(connection);
        followers.proven.delete(connection);
      },
    };
    const handshake = new Handshake("leader", secret, address);
    const connection = new IpcConnection(socket, handshake, listener, this.handshakeTimeoutMs);
    followers.unproven.add(connection);
  }

  private relay(message: IpcMessage, from: IpcConnection, followers: Followers): void {
    const text = serializeMessage(message);
    if (text === undefined) {
      from.close();
    } else {
      sendToFollowers(followers, text, from);
      this.dispatch(message);
    }
  }

  private dispatch({ topic, message }: IpcMessage): void {
    this.listeners.get(topic)?.fire(message);
  }

  private broadcast(text: string): void {
    if (this.role.kind === "leader") sendToFollowers(this.role.followers, text);
    if (this.role.kind === "follower") this.role.leader.send(text);
  }

  private runStandalone(reason: string): void {
    if (this.isDisposed) return;
    this.log.warn(`windows: this one is on its own (${reason})`);
    this.setRole({ kind: "alone" });
    this.rejoinTimer = setTimeout(() => void this.join(), rejoinIntervalMs).unref();
  }

  private closeConnections(): void {
    if (this.role.kind === "follower") this.role.leader.close();
    if (this.role.kind !== "leader") return;
    this.role.server.close();
    const { proven, unproven } = this.role.followers;
    for (const follower of [...proven, ...unproven]) follower.close();
  }

  private setRole(role: Role): void {
    const wasLeader = this.isLeader;
    this.role = role;
    this.log.debug(`windows: ${role.kind}`);
    if (this.isLeader !== wasLeader) this.changed.fire(this.isLeader);
  }

  private logError(error: unknown): void {
    this.log.warn(`windows: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function sendToFollowers({ proven }: Followers, text: string, except?: IpcConnection): void {
  for (const follower of proven) if (follower !== except) follower.send(text);
}

function isLeadingRole({ kind }: Role): boolean {
  return kind === "leader" || kind === "alone";
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
