import type { Server, Socket } from "node:net";
import type { Disposable, Event } from "vscode";
import { Emitter } from "./emitter";
import { connectTo, listenAt } from "./local-socket";
import type { Log } from "./log";
import { lineOf, Peer, type Line } from "./peer";

/**
 * The windows of one user and profile on this computer. One of them leads, and does for all what is to be done once. No
 * secret may be sent. A message may get lost while the leader changes.
 */
export interface Windows extends Disposable {
  /** False until it is known. Where windows cannot talk to each other, each of them leads. */
  readonly isLeader: boolean;
  readonly onDidChangeLeader: Event<boolean>;
  /** Sends a message, which JSON can hold, to every other window. */
  send(topic: string, message: unknown): void;
  /** Hears what other windows send. The message is of any shape: check it. */
  on(topic: string, listener: (message: unknown) => void): Disposable;
  /** Fires on the leader when another window has come, and on that window. */
  readonly onDidJoin: Event<void>;
}

const greeting = "joker-dmapi";
/** How long a leader may take to answer a greeting, and a window to give one, ms. */
const greetingPatience = 5000;
/** How long a window that is alone waits before it looks for others again, ms. */
const lonely = 60_000;
/** How often one tries to find or become the leader before it is alone; the pauses grow to a quarter of a second. */
const attempts = 40;

/** Everyone who has called the leader, and whether they have given the greeting. */
type Callers = Map<Peer, boolean>;

type Role =
  | { readonly kind: "joining" }
  | { readonly kind: "alone" }
  | { readonly kind: "leader"; readonly server: Server; readonly callers: Callers }
  | { readonly kind: "follower"; readonly leader: Peer };

/**
 * Joins the windows that meet at `address`: whoever can listen there leads and passes on what the others send; when it
 * ends, one of the others takes its place at once.
 */
export function joinWindows(address: string, log: Pick<Log, "debug" | "warn">): Windows {
  const windows = new LocalWindows(address, log);
  void windows.join();
  return windows;
}

class LocalWindows implements Windows {
  readonly #listeners = new Map<string, Emitter<unknown>>();
  readonly #changed = new Emitter<boolean>((error) => this.#failed(error));
  readonly #joined = new Emitter<void>((error) => this.#failed(error));
  readonly onDidChangeLeader = this.#changed.event;
  readonly onDidJoin = this.#joined.event;
  #role: Role = { kind: "joining" };
  #retry: NodeJS.Timeout | undefined;
  #disposed = false;

  constructor(
    private readonly address: string,
    private readonly log: Pick<Log, "debug" | "warn">,
  ) {}

  get isLeader(): boolean {
    return leads(this.#role);
  }

  send(topic: string, message: unknown): void {
    const text = lineOf({ topic, message });
    if (text === undefined) this.log.warn(`windows: a message of ${topic} is too large to be sent`);
    else this.#pass(text);
  }

  on(topic: string, listener: (message: unknown) => void): Disposable {
    const emitter = this.#listeners.get(topic) ?? new Emitter<unknown>((error) => this.#failed(error));
    this.#listeners.set(topic, emitter);
    return emitter.event(listener);
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#retry);
    this.#leave();
  }

  /** Finds the leader or becomes it. */
  async join(): Promise<void> {
    try {
      for (let attempt = 1; attempt <= attempts && !this.#disposed; attempt += 1) {
        if (await this.#joinOnce()) return;
        await pause(Math.random() * Math.min(250, 4 * attempt));
      }
      this.#beAlone("no window could be found, and none could lead");
    } catch (error) {
      this.#beAlone(error instanceof Error ? error.message : String(error));
    }
  }

  async #joinOnce(): Promise<boolean> {
    const socket = await connectTo(this.address);
    if (socket) return this.#follow(socket);
    const callers: Callers = new Map();
    const server = await listenAt(this.address, (socket) => this.#welcome(socket, callers));
    if (server) this.#lead(server, callers);
    return server !== undefined;
  }

  /** Resolves with false when whoever listens hangs up. @throws when it listens, but says nothing */
  #follow(socket: Socket): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const silent = setTimeout(() => {
        reject(new Error("the leader does not answer"));
        socket.destroy();
      }, greetingPatience);
      const hear = (line: Line) => {
        if ("topic" in line) {
          this.#tell(line);
        } else {
          clearTimeout(silent);
          this.#become({ kind: "follower", leader });
          resolve(true);
          this.#joined.fire();
        }
      };
      const ended = () => {
        clearTimeout(silent);
        resolve(false);
        if (this.#role.kind === "follower" && this.#role.leader === leader) this.#lost();
      };
      const leader = new Peer(socket, hear, ended);
      leader.send(hello);
      if (this.#disposed) leader.end();
    });
  }

  /** The leader is gone: the windows that are left find another one. */
  #lost(): void {
    if (this.#disposed) return;
    this.#become({ kind: "joining" });
    void this.join();
  }

  #lead(server: Server, callers: Callers): void {
    server.on("error", (error) => this.log.warn(`windows: ${error.message}`));
    this.#become({ kind: "leader", server, callers });
    if (this.#disposed) this.#leave();
  }

  /** Sends nothing to whoever has not given the greeting: another user could read from a named pipe, but not write to it. */
  #welcome(socket: Socket, callers: Callers): void {
    const silent = setTimeout(() => socket.destroy(), greetingPatience);
    const hear = (line: Line) => {
      if ("topic" in line) {
        this.#relay(line, peer, callers);
      } else {
        clearTimeout(silent);
        callers.set(peer, true);
        peer.send(hello);
        this.#joined.fire();
      }
    };
    const ended = () => {
      clearTimeout(silent);
      callers.delete(peer);
    };
    const peer = new Peer(socket, hear, ended);
    callers.set(peer, false);
  }

  #relay(line: Extract<Line, { topic: string }>, from: Peer, callers: Callers): void {
    const text = callers.get(from) === true ? lineOf(line) : undefined;
    if (text === undefined) {
      from.end();
    } else {
      sendTo(callers, text, from);
      this.#tell(line);
    }
  }

  #tell({ topic, message }: Extract<Line, { topic: string }>): void {
    this.#listeners.get(topic)?.fire(message);
  }

  #pass(text: string): void {
    if (this.#role.kind === "leader") sendTo(this.#role.callers, text);
    if (this.#role.kind === "follower") this.#role.leader.send(text);
  }

  #beAlone(why: string): void {
    if (this.#disposed) return;
    this.log.warn(`windows: this one is on its own (${why})`);
    this.#become({ kind: "alone" });
    this.#retry = setTimeout(() => void this.join(), lonely).unref();
  }

  #leave(): void {
    if (this.#role.kind === "follower") this.#role.leader.end();
    if (this.#role.kind !== "leader") return;
    this.#role.server.close();
    for (const caller of [...this.#role.callers.keys()]) caller.end();
  }

  #become(role: Role): void {
    const before = this.isLeader;
    this.#role = role;
    this.log.debug(`windows: ${role.kind}`);
    if (this.isLeader !== before) this.#changed.fire(this.isLeader);
  }

  #failed(error: unknown): void {
    this.log.warn(`windows: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const hello = lineOf({ hello: greeting }) ?? "";

function sendTo(callers: Callers, text: string, except?: Peer): void {
  for (const [caller, isGreeted] of callers) if (isGreeted && caller !== except) caller.send(text);
}

function leads({ kind }: Role): boolean {
  return kind === "leader" || kind === "alone";
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
