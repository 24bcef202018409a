import { randomBytes } from "node:crypto";
import { hourMs, secondMs } from "./clock";
import type { Credential } from "./credential-store";
import { EppError } from "./epp-error";

/** The lifetime of an idle session (DMAPI docs, logout). */
const sessionTimeoutMs = hourMs;
export const sessionTimeoutSeconds = sessionTimeoutMs / secondMs;

export interface Session {
  /** The Auth-SID. */
  readonly id: string;
  /** The value of its cookie, by which it is found, too. */
  readonly cookie: string;
  readonly credential: Credential;
  usedAt: number;
}

/** The open sessions. */
export class SessionStore {
  private readonly sessions = new Map<string, Session>();

  /** Opens a session, whose cookie has the Auth-SID or a value of its own. */
  open(credential: Credential, now: number, hasOwnCookie = false): Session {
    this.removeExpired(now);
    const id = randomBytes(16).toString("hex");
    const session = { id, cookie: hasOwnCookie ? randomBytes(20).toString("hex") : id, credential, usedAt: now };
    this.sessions.set(session.id, session);
    return session;
  }

  /** The session of an Auth-SID, or without one of a cookie. Its lifetime is extended. Error 2200 if there is none. */
  requireSession(id: string | undefined, cookie: string | undefined, now: number): Session {
    this.removeExpired(now);
    const isMissing = id === undefined && cookie === undefined;
    const session = this.sessions.get(id ?? cookie ?? "") ?? (id === undefined ? this.findByCookie(cookie) : undefined);
    if (!session) throw new EppError(2200, isMissing ? "auth-sid is missing" : "auth-sid is invalid or expired");
    session.usedAt = now;
    return session;
  }

  close(session: Session): void {
    this.sessions.delete(session.id);
  }

  /** Ends the sessions of one credential, or all; returns how many. */
  endAll(now: number, credential?: string): number {
    this.removeExpired(now);
    const matching = [...this.sessions.values()].filter(({ credential: { name } }) => (credential ?? name) === name);
    for (const session of matching) this.close(session);
    return matching.length;
  }

  count(now: number): number {
    this.removeExpired(now);
    return this.sessions.size;
  }

  private findByCookie(cookie: string | undefined): Session | undefined {
    return [...this.sessions.values()].find((session) => session.cookie === cookie);
  }

  private removeExpired(now: number): void {
    for (const session of this.sessions.values()) {
      if (now - session.usedAt > sessionTimeoutMs) this.close(session);
    }
  }
}
