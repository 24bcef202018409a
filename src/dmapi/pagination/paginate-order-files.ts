import { dayMs, formatDay, type DateSpan } from "../days";
import { DmapiError } from "../errors";
import { hasDates, hasIds, orderListRequest, type OrderFilter, type OrderQuery } from "../order-query";
import { countOrders, queryOrderFile, separatorByName } from "../orders";
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
 * @throws DmapiError as `queryOrderFile`; `malformed` when counted orders are missing, columns change, or orders keep
 * changing while pages are read
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
  yield* await loadPages(call, query, perPage, span, signal).catch((error: unknown) => {
    if (!(error instanceof DmapiError) || error.code !== changedOrdersCode) throw error;
    return loadPages(call, query, perPage, span, signal);
  });
}

/**
 * All pages of a window. Orders that arrive meanwhile would move rows from one page to the next, so the newest order is
 * fixed first and later ones are left out; and the ids are compared across the pages.
 * @throws DmapiError `malformed` when the orders changed nevertheless
 */
async function loadPages(
  call: Call,
  query: OrderQuery,
  perPage: number,
  span: DateSpan,
  signal?: AbortSignal,
): Promise<CsvFile[]> {
  const newestId = await findNewestId(call, query, signal);
  const fixedQuery = newestId === undefined ? query : { ...query, orderIdBefore: newestId };
  const expectedRows = await countOrdersIfSupported(call, fixedQuery, signal);
  const files: CsvFile[] = [];
  const ids = new Set<string>();
  let rows = 0;
  for (let page = 1; rows < expectedRows; page += 1) {
    const file = new CsvFile(await queryOrderFile(call, { ...fixedQuery, perPage, page }, signal));
    if (file.rows === 0)
      throw malformedSpanError(`the file was truncated: ${rows} of ${expectedRows} rows received`, span);
    for (const id of file.readIds(query)) ids.add(id);
    rows += file.rows;
    if (ids.size !== rows) throw changedOrdersError(span);
    files.push(file);
  }
  if (rows !== expectedRows || (await countOrdersIfSupported(call, fixedQuery, signal)) !== expectedRows)
    throw changedOrdersError(span);
  return files;
}

/** The highest id of a window, or the limit of the query where that is lower. */
async function findNewestId(call: Call, query: OrderQuery, signal?: AbortSignal): Promise<string | undefined> {
  const newest = { ...query, asc: undefined, perPage: 10, page: 1 };
  const ids = new CsvFile(await queryOrderFile(call, newest, signal)).readIds(query);
  const numbers = ids.filter((id) => /^\d{1,30}$/.test(id)).map(BigInt);
  return numbers.length === 0 ? undefined : `${numbers.reduce((a, b) => (a > b ? a : b))}`;
}

const changedOrdersCode = "orders changed";

function changedOrdersError(span: DateSpan): DmapiError {
  const detail = "orders changed while the pages were read; export again";
  return new DmapiError("malformed", detail, { request: orderListRequest, code: changedOrdersCode, span });
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

function malformedSpanError(detail: string, span: DateSpan): DmapiError {
  return new DmapiError("malformed", detail, { request: orderListRequest, span });
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

  /** The order id of each row, or the whole row without such a column. */
  readIds({ separator = "tab" }: CsvLayout): string[] {
    const separatorText = separatorByName[separator];
    const decoder = new TextDecoder();
    const unquote = (field: string) => field.replace(/^"(.*)"$/, "$1");
    const column = decoder
      .decode(this.header)
      .trimEnd()
      .split(separatorText)
      .map((name) => unquote(name).toLowerCase())
      .indexOf("order_id");
    const lines = decoder.decode(this.body).split("\n");
    if (lines.at(-1) === "") lines.pop();
    return lines.map((line) => (column < 0 ? line : unquote(line.split(separatorText, column + 1)[column] ?? line)));
  }
}

/** Concatenates files: one header, and a line end wherever a file lacks its last one. */
class CsvConcatenator {
  private header: Uint8Array | undefined;
  private isLineOpen = false;
  private lineEnd: readonly number[] = [lineFeed];

  add({ header, body, rows }: CsvFile): CsvPart {
    const isFirst = this.header === undefined;
    this.header ??= header;
    if (!isFirst && !hasEqualText(this.header, header)) {
      throw new DmapiError("malformed", "the columns changed from one file to the next", { request: orderListRequest });
    }
    const parts = isFirst ? [header, body] : [body];
    const bytes = Buffer.concat(this.isLineOpen && body.length > 0 ? [Uint8Array.from(this.lineEnd), ...parts] : parts);
    if (bytes.length > 0) this.isLineOpen = bytes.at(-1) !== lineFeed;
    if (hasCrLf(header)) this.lineEnd = [carriageReturn, lineFeed];
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
