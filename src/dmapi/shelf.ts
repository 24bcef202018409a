import type { Login } from "./login";

/** A session that is open at Joker.com. */
export interface LiveSession {
  readonly login: Login;
  /** Epoch ms: when it ends unless it is used before. */
  readonly usableUntil: number;
}

/** Where the windows of one user keep the session of an account, so that they open one and not one each. */
export interface Shelf {
  /** The session that lies there; undefined when there is none, or it cannot be read. Never rejects. */
  take(): Promise<LiveSession | undefined>;
  /** Puts a new session there. Never rejects. */
  put(live: LiveSession): Promise<void>;
  /** Says that the session that lies there was used; one that was taken away stays away. Never rejects. */
  touch(live: LiveSession): Promise<void>;
  /** Takes a session away, unless another one lies there. Never rejects. */
  remove(authSid: string): Promise<void>;
  /** Does `work` while no other window does, as far as that can be had. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * The session that lies on the shelf, or the one `logIn` opens, which is then put there.
 * @param isUsable false for a session that is known to have ended
 */
export async function takeOrOpen(
  shelf: Shelf,
  isUsable: (live: LiveSession) => boolean,
  logIn: () => Promise<LiveSession>,
): Promise<LiveSession> {
  const usable = async () => {
    const live = await shelf.take();
    return live && isUsable(live) ? live : undefined;
  };
  const atOnce = await usable();
  if (atOnce) return atOnce;
  return shelf.alone(async () => {
    const meanwhile = await usable();
    if (meanwhile) return meanwhile;
    const live = await logIn();
    await shelf.put(live);
    return live;
  });
}
