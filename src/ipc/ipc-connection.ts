import type { Socket } from "node:net";
import { hasExactKeys } from "./has-exact-keys";
import type { Handshake } from "./ipc-handshake";

/** Limit of one message, and of unsent text for a window that does not read; UTF-16 units. */
const maxMessageLength = 16 * 1024 * 1024;
/** Limit of everything that a peer sends before it has proven itself; UTF-16 units. */
const maxHandshakeLength = 1024;

const maxTopicLength = 100;

/** A message between two windows, sent as one line. */
export interface IpcMessage {
  readonly topic: string;
  readonly message: unknown;
}

/** What happens on a connection. */
export interface IpcConnectionListener {
  /** Called once, before any message: the peer is a window of this user and profile. */
  onProven(): void;
  onMessage(message: IpcMessage): void;
  /** @param isImpostor true when the peer answered, but could not prove itself */
  onClose(isImpostor: boolean): void;
}

/**
 * A connection to another window: lines of JSON. Until the peer has proven itself nothing but the handshake is sent, and
 * nothing it sends is a message. It is closed on any other input.
 */
export class IpcConnection {
  private pieces: string[] = [];
  private length = 0;
  private isProven = false;
  private isImpostor = false;
  private readonly handshakeTimer: NodeJS.Timeout;

  /** @param handshakeTimeoutMs how long the peer has to prove itself */
  constructor(
    private readonly socket: Socket,
    private readonly handshake: Handshake,
    private readonly listener: IpcConnectionListener,
    handshakeTimeoutMs: number,
  ) {
    this.handshakeTimer = setTimeout(() => this.reject(), handshakeTimeoutMs);
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => this.handleData(text));
    socket.on("error", () => socket.destroy());
    socket.once("close", () => {
      clearTimeout(this.handshakeTimer);
      listener.onClose(this.isImpostor);
    });
    const firstLine = handshake.start();
    if (firstLine !== undefined) socket.write(`${firstLine}\n`);
  }

  /**
   * Sends a line created by `serializeMessage`; nothing before the peer has proven itself. The connection to a window that
   * stopped reading is closed.
   */
  send(text: string): void {
    if (this.socket.destroyed || !this.isProven) return;
    if (this.socket.writableLength > maxMessageLength) this.close();
    else this.socket.write(text);
  }

  close(): void {
    this.socket.destroy();
  }

  private handleData(text: string): void {
    let from = 0;
    for (let to = text.indexOf("\n"); to >= 0 && !this.socket.destroyed; to = text.indexOf("\n", from)) {
      this.buffer(text.slice(from, to));
      this.handleLine();
      from = to + 1;
    }
    this.buffer(text.slice(from));
  }

  private buffer(piece: string): void {
    this.length += piece.length;
    if (this.length <= (this.isProven ? maxMessageLength : maxHandshakeLength)) this.pieces.push(piece);
    else this.reject();
  }

  private handleLine(): void {
    if (this.socket.destroyed) return;
    const line = this.pieces.join("");
    this.pieces = [];
    if (this.isProven) {
      this.length = 0;
      this.handleMessage(line);
    } else {
      this.handleHandshake(line);
    }
  }

  private handleMessage(line: string): void {
    const message = parseMessage(line);
    if (message) this.listener.onMessage(message);
    else this.close();
  }

  private handleHandshake(line: string): void {
    const step = this.handshake.receive(line);
    if (!step) this.reject();
    if (step?.reply !== undefined) this.socket.write(`${step.reply}\n`);
    if (!step?.isProven) return;
    clearTimeout(this.handshakeTimer);
    this.isProven = true;
    this.length = 0;
    this.listener.onProven();
  }

  private reject(): void {
    this.isImpostor = !this.isProven;
    this.close();
  }
}

/** The message as a line; undefined when it is not serializable or too long. */
export function serializeMessage(message: IpcMessage): string | undefined {
  try {
    const text = JSON.stringify(message);
    return text.length < maxMessageLength ? `${text}\n` : undefined;
  } catch {
    return undefined;
  }
}

function parseMessage(text: string): IpcMessage | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // JSON leaves out a message that is undefined.
    if (!hasExactKeys(value, ["topic", "message"]) && !hasExactKeys(value, ["topic"])) return undefined;
    const { topic, message }: Partial<Record<"topic" | "message", unknown>> = value;
    const isTopic = typeof topic === "string" && topic.length > 0 && topic.length <= maxTopicLength;
    return isTopic ? { topic, message } : undefined;
  } catch {
    return undefined;
  }
}
