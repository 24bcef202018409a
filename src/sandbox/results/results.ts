import { DAY, SECOND } from "../clock";
import type { Ids } from "../ids";
import { Refusal } from "../refusal";
import type { Schedule } from "../schedule";

/** How long a modifying request stays in progress. */
const PROCESSING_TIME = 8 * SECOND;
/** How long the content of a result is kept. */
export const CONTENT_KEPT = 90 * DAY;

export type ResultStatus = "ack" | "nack" | "?";

/** An asynchronous request and what became of it. */
export interface Result {
  /** When the request was made, epoch ms. */
  readonly at: number;
  readonly trackingId: string;
  readonly procId: number;
  /** As `domain-renew`, or in the old style `create-com-order`. */
  readonly type: string;
  /** The domain, host or contact handle. */
  readonly object: string;
  /** The caller's own transaction id, or `-`. */
  readonly clTrId: string;
  status: ResultStatus;
  /** Free text of the answer; undefined while there is none. */
  text?: string | undefined;
  /** Why the request failed. */
  reason?: string | undefined;
  deleted?: boolean;
}

export type ResultDraft = Pick<Result, "at" | "trackingId" | "procId" | "type" | "object" | "clTrId">;

/** The results of asynchronous requests (seed: result-list, result-retrieve, result-delete). */
export class Results {
  private readonly results: Result[] = [];

  constructor(
    private readonly ids: Ids,
    private readonly schedule: Schedule,
  ) {}

  /** All results, newest first. */
  newestFirst(): Result[] {
    return this.results.toReversed().sort((a, b) => b.at - a.at);
  }

  /** Adds a result that was submitted at some time and is in progress. Ids that are left out are made. */
  add(draft: Omit<ResultDraft, "trackingId" | "procId"> & Partial<ResultDraft>): Result {
    const result: Result = {
      trackingId: this.ids.trackingId(draft.at),
      ...draft,
      procId: draft.procId ?? this.ids.procId(),
      status: "?",
    };
    this.results.push(result);
    return result;
  }

  /** Adds a result that is in progress now and acknowledged, with this text, a few seconds later. */
  submit(draft: Omit<ResultDraft, "procId">, text: string): Result {
    const result = this.add(draft);
    this.schedule.plan(draft.at + PROCESSING_TIME, () => acknowledge(result, text));
    return result;
  }

  find(test: (result: Result) => boolean): Result | undefined {
    return this.results.find(test);
  }

  /** Takes a result's content away. Error 2304 while it is in progress, 2303 if it was deleted before. */
  delete(result: Result): void {
    if (result.status === "?") throw new Refusal(2304, `Request ${result.procId} is still in progress`);
    if (result.deleted) throw new Refusal(2303, `Result ${result.procId} is deleted already`);
    result.deleted = true;
  }
}

export function acknowledge(result: Result, text: string): void {
  result.status = "ack";
  result.text = text;
}

export function reject(result: Result, reason: string): void {
  result.status = "nack";
  result.reason = reason;
}
