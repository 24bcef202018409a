import { invalidParameterError } from "./errors";
import {
  createColumnReader,
  createFieldMapper,
  parseCount,
  parseFields,
  parseList,
  parseRowCount,
  type ParsedList,
  type ListFormat,
} from "./parse-list";
import { isResultFinished, type FieldList, type Result, type ResultStatus } from "./model";
import { createParameterChecks, type RequestParams } from "./parameters";
import { decodeBody, type Reply } from "./reply";
import type { Call } from "./session";
import { mapInTimeSlices } from "./time-slicing";

const documentedColumns = ["TimeStamp", "SvTrId", "Proc-ID", "request-type", "request-object", "status", "ClTrId"];
const columnsWithoutObject = documentedColumns.filter((column) => column !== "request-object");
const resultListFormat: ListFormat = { columns: documentedColumns, separator: " " };

/** Selects results. All criteria must match; the last five may be patterns with `*` and `?`. */
export interface ResultFilter {
  /** Only those still in progress. */
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
  return parseResults(await call("result-list", buildListParams(query), { signal }), query);
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
  const presentKeys = new Set(others.map(getResultKey));
  return all.map((result) =>
    isResultFinished(result) && !presentKeys.has(getResultKey(result)) ? { ...result, isDeleted: true } : result,
  );
}

function getResultKey({ svTrId, procId }: Result): string {
  return `${svTrId} ${procId}`;
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
  const list = await parseList(
    reply,
    resultListFormat,
    hasColumnsHeader ? undefined : getMinFields,
    getExpectedRows(reply, query),
  );
  const [readLong, readShort] = [createResultReader(list.columns), createResultReader(columnsWithoutObject)];
  return mapInTimeSlices(list.rows, (row) =>
    (!hasColumnsHeader && row.length === columnsWithoutObject.length ? readShort : readLong)(row),
  );
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

function createResultReader(columns: readonly string[]): (row: readonly string[]) => Result {
  const readerFor = (...names: string[]) => createColumnReader(columns, ...names);
  const [timeStamp, svTrId, procId] = [
    readerFor("TimeStamp"),
    readerFor("SvTrId", "Tracking-Id"),
    readerFor("Proc-ID"),
  ];
  const [requestType, object] = [readerFor("request-type"), readerFor("request-object")];
  const [status, clTrId] = [readerFor("status"), readerFor("ClTrId")];
  const mapFields = createFieldMapper(columns);
  return (row) => ({
    timeStamp: timeStamp(row),
    svTrId: svTrId(row),
    procId: procId(row),
    requestType: requestType(row),
    object: object(row),
    status: parseStatus(status(row)),
    clTrId: clTrId(row),
    fields: mapFields(row),
  });
}

function parseStatus(text: string): Result["status"] {
  return text === "?" || text.toLowerCase() === "pending" ? "pending" : text.toLowerCase();
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
