import { randomBytes } from "node:crypto";
import { HOUR, SECOND } from "./clock";
import type { Credential } from "./credentials";
import { Refusal } from "./refusal";

/** How long a session lives without a request (seed: logout), in milliseconds. */
export const SESSION_TIMEOUT = HOUR;
export const SESSION_TIMEOUT_SECONDS = SESSION_TIMEOUT / SECOND;

export interface Session {
  /** The Auth-SID. */
  readonly id: string;
  readonly credential: Credential;
  usedAt: number;
}

/** The sessions that may send requests. */
export class Sessions {
  private readonly sessions = new Map<string, Session>();

  open(credential: Credential, now: number): Session {
    this.forgetExpired(now);
    const session = { id: randomBytes(16).toString("hex"), credential, usedAt: now };
    this.sessions.set(session.id, session);
    return session;
  }

  /** The live session of an Auth-SID, kept alive by this use; error 2200 if there is none. */
  use(id: string | undefined, now: number): Session {
    this.forgetExpired(now);
    const session = this.sessions.get(id ?? "");
    if (!session) throw new Refusal(2200, id === undefined ? "auth-sid is missing" : "auth-sid is invalid or expired");
    session.usedAt = now;
    return session;
  }

  close(session: Session): void {
    this.sessions.delete(session.id);
  }

  /** Ends the sessions of one credential, or all; returns how many. */
  kill(now: number, credential?: string): number {
    this.forgetExpired(now);
    const doomed = [...this.sessions.values()].filter(({ credential: { name } }) => (credential ?? name) === name);
    for (const session of doomed) this.close(session);
    return doomed.length;
  }

  count(now: number): number {
    this.forgetExpired(now);
    return this.sessions.size;
  }

  private forgetExpired(now: number): void {
    for (const session of this.sessions.values()) {
      if (now - session.usedAt > SESSION_TIMEOUT) this.close(session);
    }
  }
}
