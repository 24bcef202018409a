import { invalid } from "./errors";
import { fieldsOf, readFields, readList, type List, type ListShape } from "./list";
import type { Fields, Result } from "./model";
import { bodyText, type Reply } from "./reply";
import type { Call } from "./session";

const columns = ["TimeStamp", "SvTrId", "Proc-ID", "request-type", "request-object", "status", "ClTrId"];
const shape: ListShape = { columns, separator: " " };

/** Which results result-list gives; dates are YYYY-MM-DD, `period` counts days back from `date` or today. */
export interface ResultQuery {
  readonly period?: number;
  readonly date?: string;
  readonly offset?: number;
  readonly limit?: number;
}

/** Answers to asynchronous requests, newest first (seed "Account and Handling", result-list). */
export async function listResults(call: Call, query: ResultQuery, signal?: AbortSignal): Promise<Result[]> {
  return readResults(await call("result-list", { ...query }, { signal }));
}

/** Reads a result-list body of seven columns, or of six: the document's first list forgets request-object. */
export function readResults(reply: Reply): Result[] {
  const list = readList(reply, shape);
  const told = reply.headers.get("Columns") !== undefined;
  return list.rows.map((row) => readResult(told ? list : { ...list, columns: columnsFor(row) }, row));
}

function columnsFor(row: readonly string[]): readonly string[] {
  return row.length === 6 ? columns.filter((column) => column !== "request-object") : columns;
}

function readResult(list: List, row: readonly string[]): Result {
  const named = [...fieldsOf(list.columns, row)].map(([name, value]) => [name.toLowerCase(), value] as const);
  const fields = new Map(named);
  const field = (...names: string[]) =>
    names.map((name) => fields.get(name)).find((value) => value !== undefined) ?? "";
  return {
    timeStamp: field("timestamp"),
    svTrId: field("svtrid", "tracking-id"),
    procId: field("proc-id", "proc_id"),
    requestType: field("request-type", "request_type"),
    object: field("request-object", "request_object"),
    status: statusOf(field("status")),
    clTrId: field("cltrid"),
  };
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
  const [head = "", ...rest] = bodyText(reply).split(/(?<=^|\n)\r?\n/);
  return { headers: reply.headers.lines, fields: readFields(head), text: rest.join("\n") };
}

/** Deletes the content of a result; its status stays, listed only with `showall` (result-delete). Sent once. */
export async function deleteResult(call: Call, id: ResultId): Promise<void> {
  await call("result-delete", idParams("result-delete", id), { modifies: true });
}

function idParams(request: string, { procId, svTrId }: ResultId) {
  const params = { "Proc-ID": nonEmpty(procId), SvTrID: nonEmpty(svTrId) };
  if (params["Proc-ID"] === undefined && params.SvTrID === undefined) {
    throw invalid(request, "Proc-ID", "or SvTrID is needed");
  }
  return params;
}

function nonEmpty(id: string | undefined): string | undefined {
  return id === undefined || id === "" || id === "-" ? undefined : id;
}
