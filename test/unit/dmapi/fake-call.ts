import { DmapiError, type DmapiErrorReason } from "../../../src/dmapi/errors";
import { parseFileReply, parseReply } from "../../../src/dmapi/reply";
import type { RequestParams } from "../../../src/dmapi/parameters";
import type { Call } from "../../../src/dmapi/session";
import { encode } from "./fake-transport";

/** A recorded request. */
export interface RecordedRequest {
  readonly request: string;
  /** Without what was left undefined. */
  readonly params: RequestParams;
  readonly modifies: boolean;
}

export type Answer = string | Uint8Array;

/** A fake `Call` that answers every request with `reply` and records the requests. */
export function createFakeCall(
  reply: Answer | ((requests: RecordedRequest, signal?: AbortSignal) => Answer | Promise<Answer>),
) {
  const requests: RecordedRequest[] = [];
  const call: Call = async (request, params = {}, options = {}) => {
    const definedParams = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
    const recorded = { request, params: definedParams, modifies: options.isModifying === true };
    requests.push(recorded);
    await Promise.resolve();
    const answer = typeof reply === "function" ? await reply(recorded, options.signal) : reply;
    const block = typeof answer === "string" ? encode(answer) : answer;
    return (options.isFile === true ? parseFileReply : parseReply)(request, 200, block);
  };
  return { call, requests };
}

/** A check for `assert.rejects`: a DmapiError for this reason, whose message matches. */
export function isErrorWith(reason: DmapiErrorReason, message = /./) {
  return (error: unknown) => error instanceof DmapiError && error.reason === reason && message.test(error.message);
}
