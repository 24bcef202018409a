import assert from "node:assert/strict";
import { formatDay, startOfDay } from "../../../src/dmapi/days";
import { eventually } from "../../eventually";
import { createFakeCall, type RecordedRequest } from "./fake-call";

export const NOW = Date.UTC(2026, 4, 20, 12);
export const DAY = 86_400_000;

export interface FakeOrder {
  readonly id: number;
  readonly procId: number;
  /** Epoch ms. */
  readonly at: number;
}

/** How a server may differ from what the document leaves open. */
export interface Quirks {
  /** Rows it gives at once at most. */
  readonly cap?: number;
  /** The place of a page is counted by what was asked for, not by what is given. */
  readonly offsetAsAsked?: boolean;
  readonly ignoresPaging?: boolean;
  readonly ignoresPage?: boolean;
  /** Row-Count tells the rows of all pages, or is not sent. */
  readonly rowCount?: "page" | "total" | "none";
  readonly countsNot?: boolean;
  /** Refuses to give more rows a page than this. */
  readonly refusesAbove?: number;
  /** The last row has no line end. */
  readonly bareEnd?: boolean;
  /** Does not apply ranges of ids beside days. */
  readonly ignoresIds?: boolean;
  /** Orders that arrive before each request is answered. */
  readonly arriving?: number;
}

/** Orders of ids 1, 2, 3 … at these times; several may share a proc id. */
export function createOrders(times: readonly number[]): FakeOrder[] {
  return times
    .toSorted((a, b) => a - b)
    .map((at, index) => ({ id: index + 1, procId: 500 + Math.floor(index / 3), at }));
}

/**
 * Answers query-order-list as the document says, with these quirks, and notes the most requests at once. Each answer takes
 * a turn of the event loop more than `delays` says, from the first one on and then again.
 */
export function createFakeOrderServer(orders: FakeOrder[], quirks: Quirks = {}, delays: readonly number[] = []) {
  const seen = { atOnce: 0, running: 0 };
  let answered = 0;
  const server = createFakeCall(async (request) => {
    seen.atOnce = Math.max(seen.atOnce, ++seen.running);
    await turns(1 + (delays[answered++ % delays.length] ?? 0));
    seen.running -= 1;
    for (let index = 0; index < (quirks.arriving ?? 0); index += 1) {
      orders.push({ id: orders.length + 1, procId: 900, at: NOW });
    }
    return answer(orders, quirks, request);
  });
  /** Waits until no request is under way and none follows. */
  const idle = async () => {
    await eventually(async () => {
      const sent = server.requests.length;
      await turns(20);
      assert.deepEqual([seen.running, server.requests.length], [0, sent]);
    });
  };
  return { ...server, seen, idle };
}

/** Lets promises run that wait for no timer and no network. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function answer(orders: readonly FakeOrder[], quirks: Quirks, { params }: RecordedRequest): string {
  const found = selectOrders(orders, quirks.ignoresIds ? { ...params, "order-id-before": undefined } : params);
  if (params["count-only"] === true)
    return quirks.countsNot ? refusal : formatReply(`Row-Count: ${found.length}\n`, "");
  const perPage = Number(params["per-page"] ?? Infinity);
  if (perPage > (quirks.refusesAbove ?? Infinity)) return refusal;
  const rows = pageOf(found, quirks, perPage, Number(params["page"] ?? 1));
  const rowCount = { page: rows.length, total: found.length, none: undefined }[quirks.rowCount ?? "page"];
  return formatReply(
    rowCount === undefined ? "" : `Row-Count: ${rowCount}\n`,
    formatRows(rows, quirks.bareEnd === true),
  );
}

function pageOf(found: readonly FakeOrder[], quirks: Quirks, perPage: number, page: number) {
  if (quirks.ignoresPaging) return found;
  const size = Math.min(perPage, quirks.cap ?? Infinity);
  const pagesBefore = quirks.ignoresPage ? 0 : page - 1;
  const from = pagesBefore === 0 ? 0 : pagesBefore * (quirks.offsetAsAsked ? perPage : size);
  return found.slice(from, from + size);
}

function selectOrders(orders: readonly FakeOrder[], params: RecordedRequest["params"]): FakeOrder[] {
  const bound = (name: string, otherwise: number) => Number(params[name] ?? otherwise);
  const dated = params["after"] !== undefined;
  const from = dated ? (startOfDay(String(params["after"])) ?? NaN) : 0;
  const to = dated ? Math.min((startOfDay(String(params["before"])) ?? NaN) + DAY, from + 90 * DAY) : Infinity;
  const depth = params["show-all"] === true ? NOW - 90 * DAY : Date.UTC(2023, 4, 20, 12);
  const found = orders.filter(
    ({ id, procId, at }) =>
      at >= Math.max(from, depth) &&
      at < to &&
      id >= bound("order-id-after", 0) &&
      id <= bound("order-id-before", Infinity) &&
      procId >= bound("proc-id-after", 0) &&
      procId <= bound("proc-id-before", Infinity),
  );
  const sorted = params["asc"] === true ? found : found.toReversed();
  return dated ? sorted : sorted.slice(0, Number(params["limit"] ?? 1000));
}

const refusal = "Status-Code: 2306\nStatus-Text: Parameter value policy error\n\n";

function formatReply(headers: string, rows: string): string {
  return `Status-Code: 1000\nStatus-Text: OK\n${headers}Columns: order_id,proc_id,created_at\n\n${rows}`;
}

function formatRows(rows: readonly FakeOrder[], bareEnd: boolean): string {
  const lines = rows.map(({ id, procId, at }) => `${id}\t${procId}\t${formatDay(at)}`);
  return lines.join("\n") + (bareEnd || lines.length === 0 ? "" : "\n");
}
