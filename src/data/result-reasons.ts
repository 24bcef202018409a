import type { Accounts } from "../account/accounts";
import type { Result } from "../dmapi/model";
import { retrieveResult, type ResultContent } from "../dmapi/results";
import { fieldOf } from "./fields";
import { ReadOnce } from "./read-once";

const longest = 500;

/** Why results failed, as far as somebody read them: when a row is hovered over, or a document opened. */
export class ResultReasons {
  readonly #read = new ReadOnce();

  constructor(private readonly accounts: Accounts) {}

  /** The reason as last read; undefined when nobody has. */
  of(result: Result): string | undefined {
    return this.#read.of(this.#key(result));
  }

  /** Keeps what was read of a result of the active account in another place, where it failed. */
  note(result: Pick<Result, "svTrId" | "procId">, content: ResultContent): void {
    if (hasFailed(content)) this.#read.keep(this.#key(result), failureReason(content));
  }

  /** The reason of a failed result; asks Joker.com for it the first time. Rejects as the request does. */
  read(result: Result, signal?: AbortSignal): Promise<string> {
    return this.#read.read(this.#key(result), async () => {
      const { procId, svTrId } = result;
      const { session } = this.accounts.require();
      return failureReason(await retrieveResult(session.call, { procId, svTrId }, signal));
    });
  }

  /** Forgets what was read of the results of `account` (a record's id). */
  forget(account: string): void {
    this.#read.forget((key) => key.startsWith(`${account} `));
  }

  #key({ svTrId, procId }: Pick<Result, "svTrId" | "procId">): string {
    return `${this.accounts.current?.id ?? ""} ${svTrId} ${procId}`;
  }
}

function hasFailed({ fields }: ResultContent): boolean {
  return /^nack$/i.test(fieldOf(fields, "Completion-Status") ?? fieldOf(fields, "request_state") ?? "");
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
