import type { Accounts } from "../account/accounts";
import type { Result } from "../dmapi/model";
import { retrieveResult, type ResultContent } from "../dmapi/results";

const mostReasons = 300;
const longest = 500;

/**
 * Why results failed, as far as somebody read them. A failed result does not change any more, so each is asked for once,
 * when its row is hovered over or it was opened; the latest ones are kept.
 */
export class ResultReasons {
  readonly #reasons = new Map<string, string>();
  readonly #running = new Map<string, Promise<string>>();

  constructor(private readonly accounts: Accounts) {}

  /** The reason as last read; undefined when nobody has. */
  of(result: Result): string | undefined {
    return this.#reasons.get(this.#key(result));
  }

  /** Keeps what was read of a result in another place. */
  note(result: Pick<Result, "svTrId" | "procId">, content: ResultContent): string {
    const reason = failureReason(content);
    this.#keep(this.#key(result), reason);
    return reason;
  }

  /** The reason of a failed result; asks Joker.com for it the first time. Rejects as the request does. */
  async read(result: Result, signal?: AbortSignal): Promise<string> {
    const key = this.#key(result);
    const known = this.#reasons.get(key) ?? this.#running.get(key);
    if (known !== undefined) return known;
    const running = this.#ask(key, result, signal).finally(() => this.#running.delete(key));
    this.#running.set(key, running);
    return running;
  }

  /** Forgets what was read of the results of `account` (a record's id). */
  forget(account: string): void {
    for (const key of this.#reasons.keys()) if (key.startsWith(`${account} `)) this.#reasons.delete(key);
  }

  async #ask(key: string, { procId, svTrId }: Result, signal?: AbortSignal): Promise<string> {
    const { session } = this.accounts.require();
    const reason = failureReason(await retrieveResult(session.call, { procId, svTrId }, signal));
    this.#keep(key, reason);
    return reason;
  }

  #keep(key: string, reason: string): void {
    this.#reasons.delete(key);
    this.#reasons.set(key, reason);
    const [oldest] = this.#reasons.keys();
    if (this.#reasons.size > mostReasons && oldest !== undefined) this.#reasons.delete(oldest);
  }

  #key({ svTrId, procId }: Pick<Result, "svTrId" | "procId">): string {
    return `${this.accounts.current?.id ?? ""} ${svTrId} ${procId}`;
  }
}

const names = ["error", "errortext", "reason", "resultmsg", "message"];

/** What a result says of its failure: the field that names it, or else the first line of its text. */
export function failureReason({ fields, headers, text }: ResultContent): string {
  const told = names.flatMap((name) => [...fields, ...headers].filter(([field]) => plainName(field) === name));
  const line = text.split(/\r?\n/).find((part) => part.trim() !== "") ?? "";
  return (told.find(([, value]) => value !== "")?.[1] ?? line).trim().slice(0, longest);
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, "");
}
