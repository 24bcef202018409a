import { findColumnRoles, type ColumnRole } from "./column-roles";
import { invalidParameterError } from "./errors";
import {
  createFieldMapper,
  joinLastColumn,
  parseCount,
  parseFields,
  parseList,
  parseRowCount,
  sampleRowCount,
  type ParsedList,
  type ListFormat,
} from "./parse-list";
import { isResultFinished, normalizeWord, resultKey, type FieldList, type Result, type ResultStatus } from "./model";
import { createParameterChecks, type RequestParams } from "./parameters";
import { decodeBody, type Reply } from "./reply";
import type { Call } from "./session";
import { mapInTimeSlices } from "./time-slicing";
import { isTime, parseTime } from "./parse-time";

/** The columns of result-list (DMAPI docs). Ids have shapes, so that none is taken from another column. */
const resultColumns = {
  timeStamp: {
    name: "TimeStamp",
    otherNames: ["time", "date", "created", "created_at", "datetime"],
    accepts: isTime,
    isTypical: isTime,
  },
  svTrId: {
    name: "SvTrId",
    otherNames: ["Tracking-Id", "tracking", "server-tr-id"],
    accepts: (value) => /^[\w.:-]{1,64}$/.test(value) && !isTime(value),
    isTypical: (value) => /^[0-9a-f]{32}$/i.test(value),
  },
  procId: {
    name: "Proc-ID",
    otherNames: ["process-id", "processing-id", "proc"],
    accepts: isNumber,
    isTypical: isNumber,
  },
  requestType: { name: "request-type", otherNames: ["rtype", "command"] },
  object: { name: "request-object", otherNames: ["objid", "object-id", "object-name", "domain", "name"] },
  status: {
    name: "status",
    otherNames: ["state", "result", "completion-status"],
    accepts: isWord,
    isTypical: isDocumentedStatus,
  },
  clTrId: { name: "ClTrId", otherNames: ["client-tr-id", "client-transaction-id", "user-tr-id"] },
} as const satisfies Record<string, ColumnRole>;

type ResultColumn = keyof typeof resultColumns;

function isNumber(value: string): boolean {
  return /^\d{1,20}$/.test(value) && !isTime(value);
}

function isWord(value: string): boolean {
  return /^(?:\?|[a-z][a-z\d_-]{0,63})$/i.test(value);
}

function isDocumentedStatus(value: string): boolean {
  return ["ack", "nack", "pending"].includes(parseStatus(value));
}

const documentedColumns = Object.values(resultColumns).map(({ name }) => name);
const columnsWithoutObject = documentedColumns.filter((column) => column !== resultColumns.object.name);
const resultListFormat: ListFormat = { columns: documentedColumns, separator: " " };

/** Selects results. All criteria must match; the last five may be patterns with `*` and `?`. */
export interface ResultFilter {
  /** Those still in progress, with or without the finished ones: see `ResultLister`. */
  readonly pending?: boolean | undefined;
  /** Includes deleted ones. */
  readonly showAll?: boolean | undefined;
  /** Days back from today, or from `date`; DMAPI's default is 90, or 1 with `date`. */
  readonly period?: number | undefined;
  /** Results received on this day, YYYY-MM-DD; with `period` also on the days before it. */
  readonly date?: string | undefined;
  readonly status?: ResultStatus | undefined;
  /** As `domain-register`. */
  readonly requestType?: string | undefined;
  /** A domain, host or contact handle. */
  readonly object?: string | undefined;
  readonly procId?: string | undefined;
  readonly svTrId?: string | undefined;
  readonly clTrId?: string | undefined;
}

/** The part of these results to return, counted from the newest, which is at offset 0. */
export interface ResultQuery extends ResultFilter {
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
}

/**
 * Answers to asynchronous requests, newest first (DMAPI docs, result-list).
 * @throws DmapiError `invalid` for a malformed query
 */
export async function listResults(call: Call, query: ResultQuery, signal?: AbortSignal): Promise<Result[]> {
  return (await listResultPage(call, query, signal)).results;
}

/** Results, newest first, and whether the server sent the oldest first. */
export interface ResultPage {
  readonly results: Result[];
  readonly isOldestFirst: boolean;
}

/** Like `listResults`, for a caller that reads page by page. */
export async function listResultPage(call: Call, query: ResultQuery, signal?: AbortSignal): Promise<ResultPage> {
  const results = await parseResults(await call("result-list", buildListParams(query), { signal }), query);
  return sortNewestFirst(results);
}

/** Results that arrive between the two requests push others out of the second list. */
const racingResultsMargin = 50;

/**
 * Like `listResults`, including deleted results, which are marked. A list does not say which results are deleted, so two
 * are requested: a finished result that only `showall` returns is deleted.
 */
export async function listResultsWithDeleted(call: Call, query: ResultQuery, signal?: AbortSignal): Promise<Result[]> {
  const { offset = 0, limit } = query;
  const all = await listResults(call, { ...query, showAll: true }, signal);
  const maxOthers = limit === undefined ? undefined : offset + limit + racingResultsMargin;
  const others = await listResults(call, { ...query, showAll: undefined, offset: undefined, limit: maxOthers }, signal);
  const presentKeys = new Set(others.map(resultKey));
  return all.map((result) =>
    isResultFinished(result) && !presentKeys.has(resultKey(result)) ? { ...result, isDeleted: true } : result,
  );
}

/** The number of results that result-list would return (count-only). */
export async function countResults(call: Call, filter: ResultFilter, signal?: AbortSignal): Promise<number> {
  return parseCount(await call("result-list", { ...buildListParams(filter), "count-only": true }, { signal }));
}

function buildListParams(query: ResultQuery): RequestParams {
  const checks = createParameterChecks("result-list");
  return {
    pending: query.pending,
    showall: query.showAll,
    period: checks.integer("period", query.period, 1),
    date: checks.day("date", query.date),
    offset: checks.integer("offset", query.offset, 0),
    limit: checks.integer("limit", query.limit, 1),
    status: toStatusParam(checks.oneOf("status", query.status, ["ack", "nack", "pending"])),
    rtype: checks.text("rtype", query.requestType),
    objid: checks.text("objid", query.object),
    procid: checks.text("procid", query.procId),
    svtrid: checks.text("svtrid", query.svTrId),
    cltrid: checks.text("cltrid", query.clTrId),
  };
}

function toStatusParam(status: string | undefined): string | undefined {
  return status === "pending" ? "?" : status;
}

/** Parses a result-list body of seven columns, or six: DMAPI's docs also show it without request-object. */
async function parseResults(reply: Reply, query: ResultQuery): Promise<Result[]> {
  const hasColumnsHeader = reply.headers.get("Columns") !== undefined;
  const getMin = hasColumnsHeader ? undefined : getMinFields;
  const list = await parseList(reply, resultListFormat, getMin, getExpectedRows(reply, query));
  const readers = hasColumnsHeader
    ? [createResultReader(list, list.columns)]
    : [documentedColumns, columnsWithoutObject].map((columns) => createResultReader(list, columns));
  return mapInTimeSlices(list.rows, (row) => readRow(readers, row) ?? toUnreadable(row, list));
}

/** The row as the first layout understands it that finds a documented status, else any status. */
function readRow(readers: readonly RowReader[], row: readonly string[]): Result | undefined {
  const readings = readers.flatMap((read) => read(row) ?? []);
  return readings.find(({ status }) => isDocumentedStatus(status)) ?? readings[0];
}

function toUnreadable(row: readonly string[], { columns, separator }: ParsedList): Result {
  const empty = { timeStamp: "", svTrId: "", procId: "", requestType: "", status: "", clTrId: "" };
  return {
    ...empty,
    object: row.join(separator).trim(),
    fields: createFieldMapper(columns)(row),
    isUnreadable: true,
  };
}

/** DMAPI's docs do not say in which order results are sent. Those without a time come last. */
function sortNewestFirst(results: Result[]): ResultPage {
  const timed = results.map((result) => ({ result, time: toSortableTime(result) }));
  const isSorted = (sign: number) =>
    timed.every(({ time }, index) => index === 0 || time * sign <= (timed[index - 1]?.time ?? 0) * sign);
  if (isSorted(1)) return { results, isOldestFirst: false };
  const isOldestFirst = isSorted(-1);
  timed.sort((a, b) => (a.time === b.time ? 0 : b.time - a.time));
  return { results: timed.map(({ result }) => result), isOldestFirst };
}

function toSortableTime({ timeStamp }: Result): number {
  const time = parseTime(timeStamp);
  return Number.isNaN(time) ? -Infinity : time;
}

/** The rows to expect in this reply; Row-Count may be the number of all results. */
function getExpectedRows(reply: Reply, { offset = 0, limit = Infinity }: ResultQuery): number {
  return Math.min(limit, (parseRowCount(reply) ?? 0) - offset);
}

/** Six, unless all rows but the last have seven. */
function getMinFields(rows: ParsedList["rows"]): number {
  const areOthersComplete = rows.length > 1 && rows.slice(0, -1).every((row) => row.length >= documentedColumns.length);
  return areOthersComplete ? documentedColumns.length : columnsWithoutObject.length;
}

/** Reads a row; undefined if its ids or its status cannot be what their columns are. */
type RowReader = (row: readonly string[]) => Result | undefined;

function createResultReader({ rows, separator }: ParsedList, columns: readonly string[]): RowReader {
  const sample = rows.filter((row) => row.length === columns.length).slice(0, sampleRowCount);
  const positions = findColumnRoles<ResultColumn>(resultColumns, columns, sample);
  const mapFields = createFieldMapper(columns);
  return (sent) => {
    const row = separator === " " ? joinLastColumn(sent, columns.length) : sent;
    const read = (column: ResultColumn) => row[positions[column]] ?? "";
    const result = {
      timeStamp: read("timeStamp"),
      svTrId: read("svTrId"),
      procId: read("procId"),
      requestType: read("requestType"),
      object: read("object"),
      status: parseStatus(read("status")),
      clTrId: read("clTrId"),
      fields: mapFields(row),
    };
    // A blank in another column than the last shifts the status out of its place.
    const isCertain =
      isDocumentedStatus(result.status) || !(separator === " " && row[columns.length - 1]?.includes(" "));
    return row.length >= columns.length && isCertain && isUnderstood(result) ? result : undefined;
  };
}

/** Ids of a shifted row would lead to another result, so each value has to be what its column holds. */
function isUnderstood({ timeStamp, svTrId, procId, status }: Result): boolean {
  const fits = (value: string, accepts: (value: string) => boolean) => value === "" || value === "-" || accepts(value);
  const hasId = [svTrId, procId].some((id) => id !== "" && id !== "-");
  return (
    hasId &&
    fits(timeStamp, isTime) &&
    fits(svTrId, resultColumns.svTrId.accepts) &&
    fits(procId, isNumber) &&
    fits(status, isWord)
  );
}

function parseStatus(text: string): Result["status"] {
  const word = normalizeWord(text);
  return word === "?" ? "pending" : word;
}

/** The id of a result; DMAPI prefers SvTrID when both are given. */
export interface ResultId {
  readonly procId?: string;
  readonly svTrId?: string;
}

/** A result's content: the reply's headers, the key-values of its body, and the text after them. */
export interface ResultContent {
  readonly headers: FieldList;
  readonly fields: FieldList;
  readonly text: string;
}

/** The processing result of one request (result-retrieve). Without content, `fields` has only its status. */
export async function retrieveResult(call: Call, id: ResultId, signal?: AbortSignal): Promise<ResultContent> {
  const reply = await call("result-retrieve", buildIdParams("result-retrieve", id), { signal });
  const body = decodeBody(reply);
  const separator = /(?:^|\r?\n)\r?\n/.exec(body) ?? { index: body.length, 0: "" };
  const fields = parseFields(reply.request, body.slice(0, separator.index));
  return { headers: reply.headers.lines, fields, text: body.slice(separator.index + separator[0].length) };
}

/** Deletes the content of a result; its status stays, listed only with `showall` (result-delete). Sent once. */
export async function deleteResult(call: Call, id: ResultId): Promise<void> {
  await call("result-delete", buildIdParams("result-delete", id), { isModifying: true });
}

function buildIdParams(request: string, { procId, svTrId }: ResultId) {
  const checks = createParameterChecks(request);
  const params = {
    "Proc-ID": checks.id("Proc-ID", toNonEmptyId(procId)),
    SvTrID: checks.text("SvTrID", toNonEmptyId(svTrId)),
  };
  if (params["Proc-ID"] === undefined && params.SvTrID === undefined) {
    throw invalidParameterError(request, "Proc-ID", "or SvTrID is required");
  }
  return params;
}

function toNonEmptyId(id: string | undefined): string | undefined {
  return id === undefined || id === "" || id === "-" ? undefined : id;
}
