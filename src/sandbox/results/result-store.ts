import { dayMs, secondMs } from "../clock";
import type { IdGenerator } from "../id-generator";
import { EppError } from "../epp-error";
import type { EventSchedule } from "../event-schedule";

/** How long a modifying request stays in progress. */
const processingTimeMs = 8 * secondMs;
/** How long the content of a result is stored. */
export const contentRetentionMs = 90 * dayMs;

export type ResultStatus = "ack" | "nack" | "?";

/** An asynchronous request and its result. */
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
  isDeleted?: boolean;
}

export type ResultDraft = Pick<Result, "at" | "trackingId" | "procId" | "type" | "object" | "clTrId">;

/** The results of asynchronous requests (DMAPI docs, result-list, result-retrieve, result-delete). */
export class ResultStore {
  private readonly results: Result[] = [];

  constructor(
    private readonly ids: IdGenerator,
    private readonly schedule: EventSchedule,
  ) {}

  /** All results, newest first. */
  listNewestFirst(): Result[] {
    return this.results.toReversed().sort((a, b) => b.at - a.at);
  }

  /** Adds a result that was submitted at some time and is in progress. Missing ids are generated. */
  add(draft: Omit<ResultDraft, "trackingId" | "procId"> & Partial<ResultDraft>): Result {
    const result: Result = {
      trackingId: this.ids.createTrackingId(draft.at),
      ...draft,
      procId: draft.procId ?? this.ids.createProcId(),
      status: "?",
    };
    this.results.push(result);
    return result;
  }

  /** Adds a result that is in progress now and acknowledged, with this text, a few seconds later. */
  submit(draft: Omit<ResultDraft, "procId">, text: string): Result {
    const result = this.add(draft);
    this.schedule.plan(draft.at + processingTimeMs, () => acknowledge(result, text));
    return result;
  }

  find(test: (result: Result) => boolean): Result | undefined {
    return this.results.find(test);
  }

  /** Deletes a result's content, which a result in progress never gets then. Error 2303 if it was deleted before. */
  delete(result: Result): void {
    if (result.isDeleted) throw new EppError(2303, `Result ${result.procId} is deleted already`);
    result.isDeleted = true;
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
