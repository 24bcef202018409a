import { dayMs } from "../clock";
import { type RequestParameters, createWildcardMatcher } from "../request-parameters";
import { malformedParameterError } from "../epp-error";
import type { QuirkSet } from "../quirks";
import type { Result } from "./result-store";

const defaultPeriodDays = 90;
const statusByParameter = new Map([
  ["ack", "ack"],
  ["nack", "nack"],
  ["?", "?"],
  ["pending", "?"],
]);

/** The results requested by result-list. */
export interface ResultQuery {
  readonly accepts: (result: Result) => boolean;
  readonly isCountOnly: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** Parses the parameters of result-list. `showall` overrides `pending`: older clients send both and expect everything. */
export function parseResultQuery(parameters: RequestParameters, now: number, quirks: QuirkSet): ResultQuery {
  const showAll = parameters.flag("showall", "showdeleted");
  const acceptsProgress = createProgressTest(parameters, quirks);
  const status = parseStatus(parameters);
  const { from, to } = parsePeriod(parameters, now);
  const patterns = parsePatterns(parameters);
  return {
    accepts: (result) =>
      (showAll || (!result.isDeleted && acceptsProgress(result))) &&
      (status === undefined || result.status === status) &&
      result.at >= from &&
      result.at < to &&
      patterns.every((matches) => matches(result)),
    isCountOnly: parameters.flag("count-only"),
    offset: parameters.integer("offset", 0) ?? 0,
    limit: parameters.integer("limit", 0) ?? Infinity,
  };
}

/**
 * Which results `pending` lists. DMAPI's docs allow "only those in progress" and "also those in progress"; Joker.com's PHP
 * client and WHMCS module expect the latter.
 */
function createProgressTest(parameters: RequestParameters, quirks: QuirkSet): (result: Result) => boolean {
  const isPending = parameters.flag("pending", "showpending");
  if (quirks.has("pending-only")) return ({ status }) => !isPending || status === "?";
  const includesPending = isPending || parseStatus(parameters) === "?";
  return ({ status }) => includesPending || status !== "?";
}

function parseStatus(parameters: RequestParameters): string | undefined {
  const parameter = parameters.text("status")?.toLowerCase();
  const status = statusByParameter.get(parameter ?? "");
  if (parameter !== undefined && status === undefined) throw malformedParameterError("status", "ack, nack or ?");
  return status;
}

/** The last `period` days, or the `period` days (one by default) that end with the day `date`. */
function parsePeriod(parameters: RequestParameters, now: number): { from: number; to: number } {
  const date = parameters.day("date", true);
  const period = parameters.integer("period", 1);
  if (date === undefined) return { from: now - (period ?? defaultPeriodDays) * dayMs, to: Infinity };
  return { from: date + dayMs - (period ?? 1) * dayMs, to: date + dayMs };
}

const patternColumns: readonly (readonly [parameter: string, value: (result: Result) => string])[] = [
  ["rtype", ({ type }) => type],
  ["objid", ({ object }) => object],
  ["procid", ({ procId }) => `${procId}`],
  ["svtrid", ({ trackingId }) => trackingId],
  ["cltrid", ({ clTrId }) => clTrId],
];

function parsePatterns(parameters: RequestParameters): ((result: Result) => boolean)[] {
  return patternColumns.flatMap(([parameter, value]) => {
    const pattern = parameters.text(parameter);
    if (pattern === undefined) return [];
    const matches = createWildcardMatcher(pattern);
    return [(result: Result) => matches(value(result))];
  });
}
