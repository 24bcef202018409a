import * as z from "zod/mini";
import type { Result } from "../dmapi/model";
import { ResultLister } from "../dmapi/result-lister";
import { parseTime } from "../dmapi/parse-time";
import { requestTypeName, resultStatusName } from "../state/display-names";
import type { AgentTool } from "./agent-tool";
import { countOf, joinLines, line, ownWords, type Answer, type Line } from "./answer";
import { commandTitle } from "./command-titles";
import { describeDomain, describeUnreadable } from "./transfers-tool";
import { toolNames } from "./tool-names";

const text = z.string().check(z.minLength(1), z.maxLength(255));
const statuses = ["ack", "nack", "pending"] as const;

const inputSchema = z.strictObject({
  status: z.optional(z.enum(statuses)),
  object: z.optional(text),
  requestType: z.optional(text),
  procId: z.optional(z.string().check(z.regex(/^\d{1,30}$/))),
  days: z.optional(z.int().check(z.gte(1), z.lte(90))),
  limit: z.optional(z.int().check(z.gte(1), z.lte(100))),
});

export type ResultsInput = z.infer<typeof inputSchema>;

const defaultLimit = 20;
const defaultDays = 90;
/** More are not counted. */
const maxResults = 5_000;

/** Lists the results of asynchronous requests. */
export const resultsTool: AgentTool<ResultsInput> = {
  inputSchema,
  async answer(_context, { call }, input, signal) {
    const { days = defaultDays, status, object, requestType, procId } = input;
    const filter = { status, object, requestType, procId };
    const results = await new ResultLister(call).list({ ...filter, period: days, limit: maxResults + 1 }, signal);
    return describeResults(results, input);
  },
};

/** Describes results, the newest first: how many there are by status, and the first ones. */
function describeResults(results: readonly Result[], input: ResultsInput): Answer {
  const { days = defaultDays, limit = defaultLimit, status, object, requestType, procId } = input;
  const readable = results.filter(({ isUnreadable }) => !isUnreadable).slice(0, maxResults);
  const criteria = Object.entries({ status, object, requestType, procId }).flatMap(([name, value]) =>
    value === undefined ? [] : [line`${ownWords(name)} ${value}`],
  );
  const isCut = results.length > maxResults;
  return {
    summary: [
      line`${isCut ? line`More than ` : line``}${countOf(readable.length, "result")} of the last ${countOf(days, "day")}${criteria.length > 0 ? line`; ${joinLines(criteria, "; ")}` : line``}.`, // prettier-ignore
      ...(readable.length > 0 ? [describeCounts(readable)] : []),
      ...describeUnreadable(results.filter(({ isUnreadable }) => isUnreadable).length),
      line`Times are as Joker.com sends them, which does not document their zone.`,
    ],
    lists: [
      {
        heading: line`Results, newest first:`,
        items: readable.slice(0, limit).map(describeResult),
        total: readable.length,
        more: line`Filter by status, object or requestType, or raise limit (at most 100).`,
      },
    ],
    nextSteps: createNextSteps(readable),
  };
}

function describeCounts(results: readonly Result[]): Line {
  const counts = statuses.map((status) => ({
    status,
    count: results.filter((result) => result.status === status).length,
  }));
  const others = results.length - counts.reduce((sum, { count }) => sum + count, 0);
  const words = counts.map(({ status, count }) => line`${ownWords(resultStatusName(status))} (${ownWords(status)}) ${count}`); // prettier-ignore
  return line`By status: ${joinLines([...words, ...(others > 0 ? [line`of another status ${others}`] : [])], ", ")}.`;
}

function describeResult({ timeStamp, requestType, object, status, procId, svTrId, isDeleted }: Result): Line {
  const named = (sent: string, name: string) => (name === sent ? line`${sent}` : line`${sent} (${ownWords(name)})`);
  const parts = [
    line`${formatTimeAsSent(timeStamp)} ${named(requestType, requestTypeName(requestType))}`,
    ...(object === "" ? [] : [describeDomain(object)]),
    named(status, resultStatusName(status)),
    line`Proc ID ${procId}`,
    line`Tracking ID ${svTrId}`,
    ...(isDeleted ? [line`content deleted`] : []),
  ];
  return joinLines(parts, "; ");
}

function formatTimeAsSent(text: string): string {
  const time = /^\d{14}$/.test(text) ? parseTime(text) : NaN;
  return Number.isNaN(time) ? text : new Date(time).toISOString().slice(0, 19).replace("T", " ");
}

function createNextSteps(results: readonly Result[]): Line[] {
  return [
    ...(results.some(({ status }) => status === "nack")
      ? [line`For why one failed, call ${ownWords(toolNames.result)} with its Proc ID.`]
      : []),
    ...(results.some(({ status }) => status === "pending")
      ? [line`To be notified when one in progress ends, the user can run ${commandTitle("joker.result.wait")}.`]
      : []),
    ...(results.length === 0 ? [line`Without results, try more days (at most 90) or fewer criteria. object may contain * and ?.`] : []), // prettier-ignore
    line`To read a result, the user can run ${commandTitle("joker.result.open")}. Auth-IDs are shown there only.`,
  ];
}
