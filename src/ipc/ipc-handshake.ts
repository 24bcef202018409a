import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { hasExactKeys } from "./has-exact-keys";

const greeting = "joker-dmapi";

/** The side of a connection that a window is on. */
export type HandshakeRole = "leader" | "follower";

/** What follows from a line of the peer. */
export interface HandshakeStep {
  /** A line to send, without its end. */
  readonly reply?: string;
  /** True when the peer has proven that it knows the secret. */
  readonly isProven: boolean;
}

/**
 * One side of the mutual proof by which windows recognize each other. The secret is not sent:
 *
 * 1. follower: a random nonce
 * 2. leader: a nonce of its own, and its proof
 * 3. follower: its proof
 *
 * A proof is an HMAC-SHA256 over the role of the one who gives it, the address and both nonces. Thus a proof is good for
 * one connection, one direction and one address, and cannot be replayed, reflected or relayed from another address.
 */
export class Handshake {
  readonly #nonce = randomBytes(32).toString("hex");
  #peerNonce: string | undefined;
  readonly #role: HandshakeRole;
  readonly #secret: Buffer;
  readonly #address: string;

  constructor(role: HandshakeRole, secret: Buffer, address: string) {
    this.#role = role;
    this.#secret = secret;
    this.#address = address;
  }

  /** The first line to send; undefined for the leader, who waits for the other. */
  start(): string | undefined {
    return this.#role === "follower" ? JSON.stringify({ hello: greeting, nonce: this.#nonce }) : undefined;
  }

  /** @returns undefined when the peer is no window of this user and profile, or does not follow the protocol */
  receive(line: string): HandshakeStep | undefined {
    const message = parseJson(line);
    if (this.#role === "follower") return this.#receiveChallenge(message);
    return this.#peerNonce === undefined ? this.#receiveHello(message) : this.#receiveProof(message, this.#peerNonce);
  }

  #receiveHello(message: unknown): HandshakeStep | undefined {
    if (!hasExactKeys(message, ["hello", "nonce"])) return undefined;
    const { hello, nonce } = message;
    if (hello !== greeting || !isHex256(nonce)) return undefined;
    this.#peerNonce = nonce;
    const proof = this.#prove("leader", this.#peerNonce, this.#nonce);
    return { reply: JSON.stringify({ nonce: this.#nonce, proof }), isProven: false };
  }

  #receiveChallenge(message: unknown): HandshakeStep | undefined {
    if (!hasExactKeys(message, ["nonce", "proof"])) return undefined;
    const { nonce, proof } = message;
    if (!isHex256(nonce) || !isHex256(proof)) return undefined;
    if (!isEqual(proof, this.#prove("leader", this.#nonce, nonce))) return undefined;
    return { reply: JSON.stringify({ proof: this.#prove("follower", this.#nonce, nonce) }), isProven: true };
  }

  #receiveProof(message: unknown, peerNonce: string): HandshakeStep | undefined {
    if (!hasExactKeys(message, ["proof"])) return undefined;
    const { proof } = message;
    if (!isHex256(proof)) return undefined;
    return isEqual(proof, this.#prove("follower", peerNonce, this.#nonce)) ? { isProven: true } : undefined;
  }

  #prove(role: HandshakeRole, followerNonce: string, leaderNonce: string): string {
    const text = JSON.stringify([greeting, role, this.#address, followerNonce, leaderNonce]);
    return createHmac("sha256", this.#secret).update(text).digest("hex");
  }
}

function isHex256(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

/** Takes the same time wherever the texts differ. */
function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
