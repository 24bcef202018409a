import * as vscode from "vscode";
import type { Result } from "../dmapi/model";

/** Why the last action on something was not done. */
export interface Mishap {
  /** What was to be done, as `Cancel Transfer`. */
  readonly action: string;
  /** A sentence for the user. */
  readonly why: string;
  /** False when it may have been done: the reply was lost. */
  readonly isSure: boolean;
}

/** Names a thing in the views of an account. */
export type Subject = string;

/** The subject of a transfer. */
export function transferSubject({ domain }: { readonly domain: string }): Subject {
  return `transfer:${domain}`;
}

/** The subject of a result. */
export function resultSubject({ svTrId, procId }: Pick<Result, "svTrId" | "procId">): Subject {
  return `result:${svTrId}:${procId}`;
}

const most = 1_000;

/**
 * What was not done when it was asked for, for as long as the window: shown on its row until an action on it succeeds or
 * the user has read it.
 */
export class Mishaps implements vscode.Disposable {
  readonly #by = new Map<string, Mishap>();
  readonly #changed = new vscode.EventEmitter<{ readonly failed: readonly Subject[] }>();
  /** Tells which subjects of the account have just failed. */
  readonly onDidChange = this.#changed.event;

  /** The last mishap of a subject of `account` (a record's id). */
  of(account: string, subject: Subject): Mishap | undefined {
    return this.#by.get(keyOf(account, subject));
  }

  /** Notes what became of an action on several subjects; undefined where it was done. */
  note(account: string, outcomes: Iterable<readonly [subject: Subject, mishap: Mishap | undefined]>): void {
    const failed: Subject[] = [];
    let isOther = false;
    for (const [subject, mishap] of outcomes) {
      isOther = this.#by.delete(keyOf(account, subject)) || isOther;
      if (!mishap) continue;
      this.#by.set(keyOf(account, subject), mishap);
      failed.push(subject);
    }
    for (const oldest of [...this.#by.keys()].slice(0, -most)) this.#by.delete(oldest);
    if (isOther || failed.length > 0) this.#changed.fire({ failed });
  }

  /** The user has read them. */
  dismiss(account: string, subjects: readonly Subject[]): void {
    this.note(
      account,
      subjects.map((subject) => [subject, undefined]),
    );
  }

  /** Forgets an account, as when it is removed. */
  forget(account: string): void {
    for (const key of this.#by.keys()) if (key.startsWith(`${account} `)) this.#by.delete(key);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function keyOf(account: string, subject: Subject): string {
  return `${account} ${subject}`;
}
