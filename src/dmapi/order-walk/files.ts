import { dayOf, type Span } from "../days";
import { DmapiError } from "../errors";
import { isDated, orderList, type OrderFilter, type OrderQuery } from "../order-query";
import { countOrders, queryOrderFile } from "../orders";
import type { Call } from "../session";
import { planDays } from "./plan";

/** How DMAPI writes a file. */
export type FileLayout = Pick<OrderQuery, "separator" | "numComma">;

/** A part of a file; parts follow one another without anything between. */
export interface FilePart {
  readonly bytes: Uint8Array;
  readonly rows: number;
}

const dayLength = 86_400_000;
const lineFeed = 10;
const carriageReturn = 13;

/**
 * All orders of a filter as one CSV file, byte for byte as DMAPI writes it (seed "Account and Handling", query-order-list:
 * csv). Longer spans are several files of DMAPI: the header of the first one stays, those of the others are left out.
 * Each file is held against the number of orders DMAPI counts, and asked for in pages where it has fewer.
 * @param now epoch ms
 * @throws DmapiError as `queryOrderFile`; `malformed` when orders that were counted did not come, or columns change
 */
export async function* walkOrderFiles(
  call: Call,
  filter: OrderFilter,
  layout: FileLayout,
  { signal, now }: { readonly signal?: AbortSignal; readonly now: number },
): AsyncGenerator<FilePart, void> {
  const { windows } = planDays(withDays(filter, now), now);
  const joint = new Joint();
  for (const span of filter.asc ? windows.toReversed() : windows) {
    for await (const file of filesOf(call, { ...filter, ...span, ...layout }, span, signal)) yield joint.add(file);
  }
}

/** Ids without days mean all days: with days they need no limit, and both must hold. */
function withDays(filter: OrderFilter, now: number): OrderFilter {
  const { orderId, orderIdAfter, orderIdBefore, procId, procIdAfter, procIdBefore } = filter;
  const ids = [orderId, orderIdAfter, orderIdBefore, procId, procIdAfter, procIdBefore];
  const hasIds = ids.some((id) => id !== undefined);
  return hasIds && !isDated(filter) ? { ...filter, before: dayOf(now + dayLength) } : filter;
}

/** The file of a window; in pages where DMAPI does not put all its orders into one. */
async function* filesOf(call: Call, query: OrderQuery, span: Span, signal?: AbortSignal): AsyncGenerator<DmapiFile> {
  const counted = await countOf(call, query, signal);
  const file = new DmapiFile(await queryOrderFile(call, query, signal));
  if (file.rows >= counted) {
    yield file;
    return;
  }
  const perPage = Math.max(10, file.rows);
  let rows = 0;
  for (let page = 1; rows < counted; page += 1) {
    const part = new DmapiFile(await queryOrderFile(call, { ...query, perPage, page }, signal));
    if (part.rows === 0) throw problem(`the file was truncated: ${rows} of ${counted} rows received`, span);
    rows += part.rows;
    yield part;
  }
}

/** How many orders there must be at least; 0 where DMAPI does not count. */
async function countOf(call: Call, query: OrderQuery, signal?: AbortSignal): Promise<number> {
  try {
    return await countOrders(call, query, signal);
  } catch (error) {
    if (error instanceof DmapiError && ["refused", "malformed"].includes(error.reason)) return 0;
    throw error;
  }
}

function problem(detail: string, { after, before }: Span): DmapiError {
  return new DmapiError("malformed", `${detail} (orders of ${after} to ${before})`, { request: orderList });
}

/** A file as it came, its header apart. */
class DmapiFile {
  readonly header: Uint8Array;
  readonly body: Uint8Array;
  readonly rows: number;

  constructor(bytes: Uint8Array) {
    const end = bytes.indexOf(lineFeed) + 1 || bytes.length;
    const isHeader = new TextDecoder().decode(bytes.subarray(0, end)).toLowerCase().includes("order_id");
    this.header = bytes.subarray(0, isHeader ? end : 0);
    this.body = bytes.subarray(this.header.length);
    this.rows = countLines(this.body);
  }
}

/** Puts files together: one header, and a line end wherever a file came without its last one. */
class Joint {
  #header: Uint8Array | undefined;
  #open = false;
  #lineEnd: readonly number[] = [lineFeed];

  add({ header, body, rows }: DmapiFile): FilePart {
    const isFirst = this.#header === undefined;
    this.#header ??= header;
    if (!isFirst && !hasEqualText(this.#header, header)) {
      throw new DmapiError("malformed", "the columns changed from one file to the next", { request: orderList });
    }
    const parts = isFirst ? [header, body] : [body];
    const bytes = Buffer.concat(this.#open && body.length > 0 ? [Uint8Array.from(this.#lineEnd), ...parts] : parts);
    if (bytes.length > 0) this.#open = bytes.at(-1) !== lineFeed;
    if (endsInReturn(header)) this.#lineEnd = [carriageReturn, lineFeed];
    return { bytes, rows };
  }
}

function hasEqualText(a: Uint8Array, b: Uint8Array): boolean {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trimEnd();
  return text(a) === text(b);
}

function endsInReturn(header: Uint8Array): boolean {
  return header.at(-2) === carriageReturn;
}

function countLines(body: Uint8Array): number {
  let lines = 0;
  for (let at = body.indexOf(lineFeed); at >= 0; at = body.indexOf(lineFeed, at + 1)) lines += 1;
  return lines + (body.length > 0 && body.at(-1) !== lineFeed ? 1 : 0);
}
