import { DmapiError, type Reason } from "../../../src/dmapi/errors";
import { readFileReply, readReply } from "../../../src/dmapi/reply";
import type { Params } from "../../../src/dmapi/parameters";
import type { Call } from "../../../src/dmapi/session";
import { bytes } from "./fake-transport";

/** What was asked for. */
export interface Asked {
  readonly request: string;
  /** Without what was left undefined. */
  readonly params: Params;
  readonly modifies: boolean;
}

export type Answer = string | Uint8Array;

/** A call that answers every request with `reply` and remembers what was asked. */
export function answering(reply: Answer | ((asked: Asked, signal?: AbortSignal) => Answer | Promise<Answer>)) {
  const asked: Asked[] = [];
  const call: Call = async (request, params = {}, options = {}) => {
    const given = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
    const one = { request, params: given, modifies: options.modifies === true };
    asked.push(one);
    await Promise.resolve();
    const answer = typeof reply === "function" ? await reply(one, options.signal) : reply;
    const block = typeof answer === "string" ? bytes(answer) : answer;
    return (options.file === true ? readFileReply : readReply)(request, 200, block);
  };
  return { call, asked };
}

/** A check for `assert.rejects`: a DmapiError for this reason, whose message matches. */
export function failing(reason: Reason, message = /./) {
  return (error: unknown) => error instanceof DmapiError && error.reason === reason && message.test(error.message);
}
