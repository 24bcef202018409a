import type { Accounts } from "../accounts/accounts";
import { type Result, findField } from "../dmapi/model";
import { retrieveResult, type ResultContent } from "../dmapi/results";
import { MemoizedRequest } from "./memoized-request";

const maxReasonLength = 500;

/** The failure reasons of results, loaded when a row is hovered over or a document is opened. */
export class FailureReasons {
  private readonly requests = new MemoizedRequest();

  constructor(private readonly accounts: Accounts) {}

  /** The reason; undefined before it was loaded. */
  get(result: Result): string | undefined {
    return this.requests.get(this.key(result));
  }

  /** Stores the reason of a failed result of the active account that was loaded elsewhere. */
  recordContent(result: Pick<Result, "svTrId" | "procId">, content: ResultContent): void {
    if (hasFailed(content)) this.requests.set(this.key(result), parseFailureReason(content));
  }

  /** The reason of a failed result; requested the first time. Rejects as the request does. */
  load(result: Result, signal?: AbortSignal): Promise<string> {
    return this.requests.getOrLoad(this.key(result), async () => {
      const { procId, svTrId } = result;
      const { session } = this.accounts.requireCurrent();
      return parseFailureReason(await retrieveResult(session.call, { procId, svTrId }, signal));
    });
  }

  /** @param accountId an account record's id */
  forgetAccount(accountId: string): void {
    this.requests.deleteWhere((key) => key.startsWith(`${accountId} `));
  }

  private key({ svTrId, procId }: Pick<Result, "svTrId" | "procId">): string {
    return `${this.accounts.current?.id ?? ""} ${svTrId} ${procId}`;
  }
}

function hasFailed({ fields }: ResultContent): boolean {
  return /^nack$/i.test(findField(fields, "Completion-Status") ?? findField(fields, "request_state") ?? "");
}

const reasonFieldNames = ["error", "errortext", "reason", "resultmsg", "message"];

/** The failure reason in a result: the field that has it, otherwise the first line of the text. */
export function parseFailureReason({ fields, headers, text }: ResultContent): string {
  const reasonFields = reasonFieldNames.flatMap((name) =>
    [...fields, ...headers].filter(([field]) => normalizeFieldName(field) === name),
  );
  const firstLine = text.split(/\r?\n/).find((part) => part.trim() !== "") ?? "";
  return (reasonFields.find(([, value]) => value !== "")?.[1] ?? firstLine).trim().slice(0, maxReasonLength);
}

function normalizeFieldName(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, "");
}
