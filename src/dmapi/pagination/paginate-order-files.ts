import { dayMs, formatDay, type DateSpan } from "../days";
import { DmapiError } from "../errors";
import { hasDates, hasIds, orderListRequest, type OrderFilter, type OrderQuery } from "../order-query";
import { countOrders, queryOrderFile } from "../orders";
import type { Call } from "../session";
import { planDateWindows } from "./date-windows";

/** Options for the format of DMAPI's CSV file. */
export type CsvLayout = Pick<OrderQuery, "separator" | "numComma">;

/** A part of a file; parts are concatenated without a separator. */
export interface CsvPart {
  readonly bytes: Uint8Array;
  readonly rows: number;
}

const lineFeed = 10;
const carriageReturn = 13;

/**
 * All orders of a filter as one CSV file, byte for byte as DMAPI writes it (DMAPI docs, query-order-list: csv). Longer spans
 * are several files of DMAPI: only the header of the first one is used.
 * Each file is compared with the number of orders DMAPI counts, and requested in pages where it has fewer.
 * @param now epoch ms
 * @throws DmapiError as `queryOrderFile`; `malformed` when counted orders are missing, or columns change
 */
export async function* paginateOrderFiles(
  call: Call,
  filter: OrderFilter,
  layout: CsvLayout,
  { signal, now }: { readonly signal?: AbortSignal; readonly now: number },
): AsyncGenerator<CsvPart, void> {
  const { windows } = planDateWindows(ensureDates(filter, now), now);
  const concatenator = new CsvConcatenator();
  for (const span of filter.asc ? windows.toReversed() : windows) {
    for await (const file of loadWindowFiles(call, { ...filter, ...span, ...layout }, span, signal))
      yield concatenator.add(file);
  }
}

/** Ids without days mean all days; with days DMAPI's limit for ids does not apply, and both must match. */
function ensureDates(filter: OrderFilter, now: number): OrderFilter {
  return hasIds(filter) && !hasDates(filter) ? { ...filter, before: formatDay(now + dayMs) } : filter;
}

/** The file of a window; in pages where DMAPI does not return all orders in one. */
async function* loadWindowFiles(
  call: Call,
  query: OrderQuery,
  span: DateSpan,
  signal?: AbortSignal,
): AsyncGenerator<CsvFile> {
  const expectedRows = await countOrdersIfSupported(call, query, signal);
  const file = new CsvFile(await queryOrderFile(call, query, signal));
  if (file.rows >= expectedRows) {
    yield file;
    return;
  }
  const perPage = Math.max(10, file.rows);
  let rows = 0;
  for (let page = 1; rows < expectedRows; page += 1) {
    const part = new CsvFile(await queryOrderFile(call, { ...query, perPage, page }, signal));
    if (part.rows === 0)
      throw malformedSpanError(`the file was truncated: ${rows} of ${expectedRows} rows received`, span);
    rows += part.rows;
    yield part;
  }
}

/** The minimum number of orders; 0 where the server does not support counting. */
async function countOrdersIfSupported(call: Call, query: OrderQuery, signal?: AbortSignal): Promise<number> {
  try {
    return await countOrders(call, query, signal);
  } catch (error) {
    if (error instanceof DmapiError && ["refused", "malformed"].includes(error.reason)) return 0;
    throw error;
  }
}

function malformedSpanError(detail: string, { after, before }: DateSpan): DmapiError {
  return new DmapiError("malformed", `${detail} (orders of ${after} to ${before})`, { request: orderListRequest });
}

/** A file as received, with its header separate. */
class CsvFile {
  readonly header: Uint8Array;
  readonly body: Uint8Array;
  readonly rows: number;

  constructor(bytes: Uint8Array) {
    const headerEnd = bytes.indexOf(lineFeed) + 1 || bytes.length;
    const isHeader = new TextDecoder().decode(bytes.subarray(0, headerEnd)).toLowerCase().includes("order_id");
    this.header = bytes.subarray(0, isHeader ? headerEnd : 0);
    this.body = bytes.subarray(this.header.length);
    this.rows = countLines(this.body);
  }
}

/** Concatenates files: one header, and a line end wherever a file lacks its last one. */
class CsvConcatenator {
  #header: Uint8Array | undefined;
  #isLineOpen = false;
  #lineEnd: readonly number[] = [lineFeed];

  add({ header, body, rows }: CsvFile): CsvPart {
    const isFirst = this.#header === undefined;
    this.#header ??= header;
    if (!isFirst && !hasEqualText(this.#header, header)) {
      throw new DmapiError("malformed", "the columns changed from one file to the next", { request: orderListRequest });
    }
    const parts = isFirst ? [header, body] : [body];
    const bytes = Buffer.concat(
      this.#isLineOpen && body.length > 0 ? [Uint8Array.from(this.#lineEnd), ...parts] : parts,
    );
    if (bytes.length > 0) this.#isLineOpen = bytes.at(-1) !== lineFeed;
    if (hasCrLf(header)) this.#lineEnd = [carriageReturn, lineFeed];
    return { bytes, rows };
  }
}

function hasEqualText(a: Uint8Array, b: Uint8Array): boolean {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trimEnd();
  return text(a) === text(b);
}

function hasCrLf(header: Uint8Array): boolean {
  return header.at(-2) === carriageReturn;
}

function countLines(body: Uint8Array): number {
  let lines = 0;
  for (let position = body.indexOf(lineFeed); position >= 0; position = body.indexOf(lineFeed, position + 1))
    lines += 1;
  return lines + (body.length > 0 && body.at(-1) !== lineFeed ? 1 : 0);
}
