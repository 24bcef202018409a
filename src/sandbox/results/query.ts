import { compactSecond, DAY } from "../clock";
import type { Parameters } from "../parameters";
import { wildcard } from "../pattern";
import { malformed } from "../refusal";
import type { Result } from "./results";

const DEFAULT_PERIOD = 90;
const statuses = new Map([
  ["ack", "ack"],
  ["nack", "nack"],
  ["?", "?"],
  ["pending", "?"],
]);

/** Which results a result-list request asks for. */
export interface ResultQuery {
  readonly accepts: (result: Result) => boolean;
  readonly countOnly: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** Reads the parameters of result-list. `showall` outweighs `pending`: older clients send both and expect everything. */
export function readResultQuery(parameters: Parameters, now: number): ResultQuery {
  const showAll = parameters.flag("showall", "showdeleted");
  const pending = parameters.flag("pending", "showpending") && !showAll;
  const status = readStatus(parameters);
  const { from, to } = readPeriod(parameters, now);
  const patterns = readPatterns(parameters);
  return {
    accepts: (result) =>
      (showAll || !result.deleted) &&
      (!pending || result.status === "?") &&
      (status === undefined || result.status === status) &&
      result.at >= from &&
      result.at < to &&
      patterns.every((matches) => matches(result)),
    countOnly: parameters.flag("count-only"),
    offset: parameters.integer("offset", 0) ?? 0,
    limit: parameters.integer("limit", 0) ?? Infinity,
  };
}

/** `TimeStamp SvTrId Proc-ID request-type request-object status ClTrId` */
export function formatResult({ at, trackingId, procId, type, object, status, clTrId }: Result): string {
  return [compactSecond(at), trackingId, procId, type, object, status, clTrId].join(" ");
}

function readStatus(parameters: Parameters): string | undefined {
  const asked = parameters.text("status")?.toLowerCase();
  const status = statuses.get(asked ?? "");
  if (asked !== undefined && status === undefined) throw malformed("status", "ack, nack or ?");
  return status;
}

/** The last `period` days, or the `period` days (one, if not told) that end with the day `date`. */
function readPeriod(parameters: Parameters, now: number): { from: number; to: number } {
  const date = parameters.day("date");
  const period = parameters.integer("period", 1);
  if (date === undefined) return { from: now - (period ?? DEFAULT_PERIOD) * DAY, to: Infinity };
  return { from: date + DAY - (period ?? 1) * DAY, to: date + DAY };
}

const columns: readonly (readonly [parameter: string, value: (result: Result) => string])[] = [
  ["rtype", ({ type }) => type],
  ["objid", ({ object }) => object],
  ["procid", ({ procId }) => `${procId}`],
  ["svtrid", ({ trackingId }) => trackingId],
  ["cltrid", ({ clTrId }) => clTrId],
];

function readPatterns(parameters: Parameters): ((result: Result) => boolean)[] {
  return columns.flatMap(([parameter, value]) => {
    const pattern = parameters.text(parameter);
    if (pattern === undefined) return [];
    const matches = wildcard(pattern);
    return [(result: Result) => matches(value(result))];
  });
}
