import type { LoginInfo } from "./login";

/** A session that is open at Joker.com. Stored in SecretStorage: do not rename properties. */
export interface CachedSession {
  readonly login: LoginInfo;
  /** Epoch ms: when it expires unless it is used before. */
  readonly usableUntil: number;
}

/** The session of an account, shared by all windows of a user, so that they do not open one each. */
export interface SessionCache {
  /** The cached session; undefined when there is none, or it cannot be read. Never rejects. */
  get(): Promise<CachedSession | undefined>;
  /** Stores a new session. Never rejects. */
  set(session: CachedSession): Promise<void>;
  /** Extends the cached session after use; a deleted one stays deleted. Never rejects. */
  touch(session: CachedSession): Promise<void>;
  /** Deletes a session, unless another one is cached. Never rejects. */
  delete(authSid: string): Promise<void>;
  /** Runs `work` while holding a lock between windows, as far as one can be obtained. */
  withLock<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * The cached session, or a new one from `logIn`, which also stores it.
 * @param isUsable false for a session that is known to have ended
 */
export async function getOrOpenSession(
  cache: SessionCache,
  isUsable: (session: CachedSession) => boolean,
  logIn: () => Promise<CachedSession>,
): Promise<CachedSession> {
  const getUsable = async () => {
    const session = await cache.get();
    return session && isUsable(session) ? session : undefined;
  };
  const cached = await getUsable();
  if (cached) return cached;
  return cache.withLock(async () => {
    const openedMeanwhile = await getUsable();
    if (openedMeanwhile) return openedMeanwhile;
    return logIn();
  });
}
