import { DmapiError } from "../errors";
import { requireRowCount, parseRowCount } from "../parse-list";
import { countRows, parseOrderBlock, forEachRow } from "../order-block";
import type { RowBlock } from "../model";
import { hasIdRange, maxOrdersPerIdRange, orderListRequest, buildOrderParams, type OrderFilter } from "../order-query";
import type { Call } from "../session";
import { readOrderIds } from "./order-ids";
import type { OrderedTask } from "./ordered-concurrency";
import type { OrderPage } from "./order-page-loader";
import { AdaptiveRangeSplitter, type IdRange } from "./adaptive-range-splitter";

/** Order ids, both included, in the direction of reading: descending or ascending from `from` to `to`. Undefined is unbounded. */
interface IdBounds {
  readonly from: bigint | undefined;
  readonly to: bigint | undefined;
}

/**
 * Reads a range of order ids or proc ids, of which DMAPI returns 1000 orders at once. If there are more, it is read from
 * its other end as well, so that both ends are known; the rest is split into slices of order ids, which are read
 * concurrently. Proc ids are also split by order id, since several orders may share a proc id.
 */
export function createIdRangeTask(call: Call, filter: OrderFilter): OrderedTask<OrderPage> {
  const reader = new IdRangeReader(call, toIdRangeFilter(filter));
  return async (signal) => {
    const { page, rest } = await reader.readPage(reader.bounds, signal);
    return { value: page, followUps: rest ? [createFarEndTask(reader, rest, countSpannedIds(page))] : [] };
  };
}

/** Converts one id to a range: without a range or days DMAPI returns only the last 30 days. */
function toIdRangeFilter(filter: OrderFilter): OrderFilter {
  if (hasIdRange(filter)) return filter;
  const { orderId, procId, ...others } = filter;
  const orderIds = orderId === undefined ? {} : { orderIdAfter: orderId, orderIdBefore: orderId };
  const procIds = procId === undefined ? {} : { procIdAfter: procId, procIdBefore: procId };
  return { ...others, ...orderIds, ...procIds };
}

/** Reads from the far end and reverses the rows; what remains in the middle is queued before them. */
function createFarEndTask(reader: IdRangeReader, bounds: IdBounds, width: number): OrderedTask<OrderPage> {
  const reversedReader = reader.reversed();
  return async (signal) => {
    const { page, rest } = await reversedReader.readPage({ from: bounds.to, to: bounds.from }, signal);
    const last = { ...page, block: reverseRows(page.block) };
    const middle = rest && { from: bounds.from, to: rest.from };
    if (!isBounded(middle)) return { value: last };
    const splitter = new AdaptiveRangeSplitter(middle, width);
    return { followUps: [createNextSliceTask(reader, splitter), () => Promise.resolve({ value: last })] };
  };
}

/** Splits off the next slice, as wide as previous replies suggest, and queues it before the rest. */
function createNextSliceTask(reader: IdRangeReader, splitter: AdaptiveRangeSplitter): OrderedTask<OrderPage> {
  return () => {
    const slice = splitter.takeNext();
    return Promise.resolve({
      followUps: slice ? [createSliceTask(reader, slice, splitter), createNextSliceTask(reader, splitter)] : [],
    });
  };
}

function createSliceTask(
  reader: IdRangeReader,
  slice: IdRange,
  splitter: AdaptiveRangeSplitter,
): OrderedTask<OrderPage> {
  return async (signal) => {
    const { page, rest } = await reader.readPage(slice, signal);
    splitter.adaptWidth(slice, rest ? countSpannedIds(page) : undefined, page.rows);
    return { value: page, followUps: rest ? [createRemainderTask(reader, rest)] : [] };
  };
}

/** Reads what is left of a slice, sequentially; none of these replies is empty. */
function createRemainderTask(reader: IdRangeReader, bounds: IdBounds): OrderedTask<OrderPage> {
  return async (signal) => {
    const { page, rest } = await reader.readPage(bounds, signal);
    return { value: page, followUps: rest ? [createRemainderTask(reader, rest)] : [] };
  };
}

function isBounded(bounds: IdBounds | undefined): bounds is IdRange {
  return bounds?.from !== undefined && bounds.to !== undefined;
}

/** Reads the orders of a filter by id. */
class IdRangeReader {
  constructor(
    private readonly call: Call,
    private readonly filter: OrderFilter,
  ) {}

  get bounds(): IdBounds {
    const [low, high] = [toBigInt(this.filter.orderIdAfter), toBigInt(this.filter.orderIdBefore)];
    return this.filter.asc ? { from: low, to: high } : { from: high, to: low };
  }

  /** The same range in the opposite direction. */
  reversed(): IdRangeReader {
    return new IdRangeReader(this.call, { ...this.filter, asc: !this.filter.asc });
  }

  /** Reads the first orders from `bounds.from` on; `rest` is what may follow. */
  async readPage(
    bounds: IdBounds,
    signal: AbortSignal,
  ): Promise<{ readonly page: OrderPage; readonly rest?: IdBounds }> {
    const reply = await this.call(
      orderListRequest,
      buildOrderParams({ ...this.filterWithin(bounds), limit: maxOrdersPerIdRange }),
      { signal },
    );
    const block = parseOrderBlock(reply);
    const rows = countRows(block);
    const rowCount = parseRowCount(reply) ?? rows;
    if (rowCount <= maxOrdersPerIdRange) requireRowCount(reply, rows);
    const page = { block, rows, rowCount, perPage: maxOrdersPerIdRange };
    return rows >= maxOrdersPerIdRange || rowCount > rows ? { page, ...this.findRemainder(block, bounds) } : { page };
  }

  private filterWithin({ from, to }: IdBounds): OrderFilter {
    const [low, high] = this.filter.asc ? [from, to] : [to, from];
    const lowest = low === undefined ? {} : { orderIdAfter: `${low}` };
    return { ...this.filter, ...lowest, ...(high === undefined ? {} : { orderIdBefore: `${high}` }) };
  }

  private findRemainder(block: RowBlock, { from, to }: IdBounds): { readonly rest?: IdBounds } {
    const direction = this.filter.asc ? 1n : -1n;
    const { first, last } = getFirstAndLastId(block);
    const next = last + direction;
    if (from !== undefined && (next - from) * direction <= 0n)
      throw malformedError("the same orders were received again");
    if ((last - first) * direction < 0n) throw malformedError("the orders were not in the requested order");
    const isEnd = next < 0n || (to !== undefined && (next - to) * direction > 0n);
    return isEnd ? {} : { rest: { from: next, to } };
  }
}

function toBigInt(text: string | undefined): bigint | undefined {
  return text === undefined ? undefined : BigInt(text);
}

function getFirstAndLastId(block: RowBlock): { readonly first: bigint; readonly last: bigint } {
  const ids = readOrderIds(block);
  const [first, last] = [ids.at(0), ids.at(-1)].map((id) => `${id ?? ""}`).filter((id) => /^\d{1,30}$/.test(id));
  if (first === undefined || last === undefined) throw malformedError("the first or last order has no ID");
  return { first: BigInt(first), last: BigInt(last) };
}

/** How many ids a page spans. */
function countSpannedIds({ block }: OrderPage): number {
  const { first, last } = getFirstAndLastId(block);
  return Math.abs(Number(first - last)) + 1;
}

function malformedError(detail: string): DmapiError {
  return new DmapiError("malformed", detail, { request: orderListRequest });
}

/** The same rows in reverse order. */
function reverseRows(block: RowBlock): RowBlock {
  const rows: Uint8Array[] = [];
  forEachRow(block, (start, end) => rows.push(Buffer.from("\n"), block.body.subarray(start, end)));
  return { ...block, body: Buffer.concat(rows.reverse()) };
}
