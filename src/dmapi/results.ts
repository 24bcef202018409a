import { invalid } from "./errors";
import { column, countOf, fieldsOf, readFields, readList, rowCountOf, type List, type ListShape } from "./list";
import { isFinished, type Fields, type Result, type ResultStatus } from "./model";
import { checksFor, type Params } from "./parameters";
import { bodyText, type Reply } from "./reply";
import type { Call } from "./session";

const columns = ["TimeStamp", "SvTrId", "Proc-ID", "request-type", "request-object", "status", "ClTrId"];
const withoutObject = columns.filter((column) => column !== "request-object");
const shape: ListShape = { columns, separator: " " };

/** Which results are meant. All that is given must hold; the last five may be patterns with `*` and `?`. */
export interface ResultFilter {
  /** Those still in progress alone. */
  readonly pending?: boolean | undefined;
  /** Those deleted too. */
  readonly showAll?: boolean | undefined;
  /** Days back from today, or from `date`: DMAPI takes 90, or with `date` 1. */
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

/** Which of them result-list shall give, counted from the newest, which is at offset 0. */
export interface ResultQuery extends ResultFilter {
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
}

/**
 * Answers to asynchronous requests, newest first (seed "Account and Handling", result-list).
 * @throws DmapiError `invalid` for a malformed query
 */
export async function listResults(call: Call, query: ResultQuery, signal?: AbortSignal): Promise<Result[]> {
  return readResults(await call("result-list", listParams(query), { signal }), query);
}

/** Results may come between two requests; these push others out of the second list. */
const margin = 50;

/**
 * The same with deleted ones among them, marked. A list says nothing of what was deleted, so two are asked for: of
 * those which have an answer, what `showall` alone gives was deleted.
 */
export async function listWithDeleted(call: Call, query: ResultQuery, signal?: AbortSignal): Promise<Result[]> {
  const { offset = 0, limit } = query;
  const all = await listResults(call, { ...query, showAll: true }, signal);
  const most = limit === undefined ? undefined : offset + limit + margin;
  const others = await listResults(call, { ...query, showAll: undefined, offset: undefined, limit: most }, signal);
  const kept = new Set(others.map(nameOf));
  return all.map((result) =>
    isFinished(result) && !kept.has(nameOf(result)) ? { ...result, isDeleted: true } : result,
  );
}

function nameOf({ svTrId, procId }: Result): string {
  return `${svTrId} ${procId}`;
}

/** The number of answers that result-list would give (count-only). */
export async function countResults(call: Call, filter: ResultFilter, signal?: AbortSignal): Promise<number> {
  return countOf(await call("result-list", { ...listParams(filter), "count-only": true }, { signal }));
}

function listParams(query: ResultQuery): Params {
  const check = checksFor("result-list");
  return {
    pending: query.pending,
    showall: query.showAll,
    period: check.whole("period", query.period, 1),
    date: check.day("date", query.date),
    offset: check.whole("offset", query.offset, 0),
    limit: check.whole("limit", query.limit, 1),
    status: wireStatus(check.oneOf("status", query.status, ["ack", "nack", "pending"])),
    rtype: check.text("rtype", query.requestType),
    objid: check.text("objid", query.object),
    procid: check.text("procid", query.procId),
    svtrid: check.text("svtrid", query.svTrId),
    cltrid: check.text("cltrid", query.clTrId),
  };
}

function wireStatus(status: string | undefined): string | undefined {
  return status === "pending" ? "?" : status;
}

/** Reads a result-list body of seven columns, or of six: the document's first list forgets request-object. */
function readResults(reply: Reply, query: ResultQuery): Result[] {
  const told = reply.headers.get("Columns") !== undefined;
  const list = readList(reply, shape, told ? undefined : fewestFields, promisedRows(reply, query));
  const [read, readShort] = [resultReader(list.columns), resultReader(withoutObject)];
  return list.rows.map((row) => (!told && row.length === withoutObject.length ? readShort : read)(row));
}

/** What Row-Count promises for this reply; it may be the number of all results, from the newest to the last. */
function promisedRows(reply: Reply, { offset = 0, limit = Infinity }: ResultQuery): number {
  return Math.min(limit, (rowCountOf(reply) ?? 0) - offset);
}

/** Six, unless all rows but the last have seven. */
function fewestFields(rows: List["rows"]): number {
  const long = rows.length > 1 && rows.slice(0, -1).every((row) => row.length >= columns.length);
  return long ? columns.length : withoutObject.length;
}

function resultReader(columns: readonly string[]): (row: readonly string[]) => Result {
  const of = (...names: string[]) => column(columns, ...names);
  const [timeStamp, svTrId, procId] = [of("TimeStamp"), of("SvTrId", "Tracking-Id"), of("Proc-ID")];
  const [requestType, object] = [of("request-type"), of("request-object")];
  const [status, clTrId] = [of("status"), of("ClTrId")];
  return (row) => ({
    timeStamp: timeStamp(row),
    svTrId: svTrId(row),
    procId: procId(row),
    requestType: requestType(row),
    object: object(row),
    status: statusOf(status(row)),
    clTrId: clTrId(row),
    fields: fieldsOf(columns, row),
  });
}

function statusOf(sent: string): Result["status"] {
  return sent === "?" || sent.toLowerCase() === "pending" ? "pending" : sent.toLowerCase();
}

/** The id of a result; DMAPI lets SvTrID win when both are given. */
export interface ResultId {
  readonly procId?: string;
  readonly svTrId?: string;
}

/** A result's content: the reply's own headers, the key-values of its body, and the text behind them. */
export interface ResultContent {
  readonly headers: Fields;
  readonly fields: Fields;
  readonly text: string;
}

/** The processing result of one request (result-retrieve). Without content, `fields` tell its status alone. */
export async function retrieveResult(call: Call, id: ResultId, signal?: AbortSignal): Promise<ResultContent> {
  const reply = await call("result-retrieve", idParams("result-retrieve", id), { signal });
  const body = bodyText(reply);
  const gap = /(?:^|\r?\n)\r?\n/.exec(body) ?? { index: body.length, 0: "" };
  const fields = readFields(body.slice(0, gap.index));
  return { headers: reply.headers.lines, fields, text: body.slice(gap.index + gap[0].length) };
}

/** Deletes the content of a result; its status stays, listed only with `showall` (result-delete). Sent once. */
export async function deleteResult(call: Call, id: ResultId): Promise<void> {
  await call("result-delete", idParams("result-delete", id), { modifies: true });
}

function idParams(request: string, { procId, svTrId }: ResultId) {
  const check = checksFor(request);
  const params = {
    "Proc-ID": check.id("Proc-ID", nonEmpty(procId)),
    SvTrID: check.text("SvTrID", nonEmpty(svTrId)),
  };
  if (params["Proc-ID"] === undefined && params.SvTrID === undefined) {
    throw invalid(request, "Proc-ID", "or SvTrID is required");
  }
  return params;
}

function nonEmpty(id: string | undefined): string | undefined {
  return id === undefined || id === "" || id === "-" ? undefined : id;
}
