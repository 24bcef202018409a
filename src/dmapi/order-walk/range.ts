import { DmapiError } from "../errors";
import { requireRows, rowCountOf } from "../list";
import { countRows, blockOf, eachRow, type OrderBlock } from "../order-block";
import { isRange, longestRange, orderList, orderParams, type OrderFilter } from "../order-query";
import type { Call } from "../session";
import { idsOf } from "./ids";
import type { Step } from "./in-order";
import type { Page } from "./pages";
import { Slices, type Stretch } from "./slices";

/** Order ids, both included, in the direction of the walk: falling from `from` to `to`, or rising. Undefined is no end. */
interface Ends {
  readonly from: bigint | undefined;
  readonly to: bigint | undefined;
}

/**
 * Reads a range of order ids or proc ids, of which DMAPI gives 1000 orders at once. Where these are not all, it is read
 * from its other end as well, so that both ends are known; what is between them is cut into slices which are read side by
 * side. Slices are of order ids for proc ids too: several orders may share a proc id.
 */
export function rangeStep(call: Call, filter: OrderFilter): Step<Page> {
  const range = new Range(call, asRange(filter));
  return async (signal) => {
    const { page, rest } = await range.read(range.ends, signal);
    return { value: page, next: rest ? [farStep(range, rest, widthOf(page))] : [] };
  };
}

/** One id is the range from it to itself: without a range or days DMAPI looks back 30 days. */
function asRange(filter: OrderFilter): OrderFilter {
  if (isRange(filter)) return filter;
  const { orderId, procId, ...others } = filter;
  const orders = orderId === undefined ? {} : { orderIdAfter: orderId, orderIdBefore: orderId };
  const procs = procId === undefined ? {} : { procIdAfter: procId, procIdBefore: procId };
  return { ...others, ...orders, ...procs };
}

/** Reads from the far end, the rows turned round; then what is left in the middle goes in front of them. */
function farStep(range: Range, ends: Ends, width: number): Step<Page> {
  const back = range.turned();
  return async (signal) => {
    const { page, rest } = await back.read({ from: ends.to, to: ends.from }, signal);
    const last = { ...page, block: turned(page.block) };
    const middle = rest && { from: ends.from, to: rest.from };
    if (!isClosed(middle)) return { value: last };
    const slices = new Slices(middle, width);
    return { next: [nextStep(range, slices), () => Promise.resolve({ value: last })] };
  };
}

/** Cuts the next slice off as wide as the replies so far make sensible: its place is before what is still uncut. */
function nextStep(range: Range, slices: Slices): Step<Page> {
  return () => {
    const slice = slices.next();
    return Promise.resolve({ next: slice ? [sliceStep(range, slice, slices), nextStep(range, slices)] : [] });
  };
}

function sliceStep(range: Range, slice: Stretch, slices: Slices): Step<Page> {
  return async (signal) => {
    const { page, rest } = await range.read(slice, signal);
    slices.learn(slice, rest ? widthOf(page) : undefined, page.rows);
    return { value: page, next: rest ? [restStep(range, rest)] : [] };
  };
}

/** What the replies to a slice did not hold yet: one after the other, none of them is empty. */
function restStep(range: Range, ends: Ends): Step<Page> {
  return async (signal) => {
    const { page, rest } = await range.read(ends, signal);
    return { value: page, next: rest ? [restStep(range, rest)] : [] };
  };
}

function isClosed(ends: Ends | undefined): ends is Stretch {
  return ends?.from !== undefined && ends.to !== undefined;
}

/** The orders of a filter, by their ids. */
class Range {
  constructor(
    private readonly call: Call,
    private readonly filter: OrderFilter,
  ) {}

  get ends(): Ends {
    const [low, high] = [idOf(this.filter.orderIdAfter), idOf(this.filter.orderIdBefore)];
    return this.filter.asc ? { from: low, to: high } : { from: high, to: low };
  }

  /** The same walked the other way. */
  turned(): Range {
    return new Range(this.call, { ...this.filter, asc: !this.filter.asc });
  }

  /** Reads the first orders from `ends.from` on; `rest` is what may be behind them. */
  async read(ends: Ends, signal: AbortSignal): Promise<{ readonly page: Page; readonly rest?: Ends }> {
    const reply = await this.call(orderList, orderParams({ ...this.#within(ends), limit: longestRange }), { signal });
    const block = blockOf(reply);
    const rows = countRows(block);
    const rowCount = rowCountOf(reply) ?? rows;
    if (rowCount <= longestRange) requireRows(reply, rows);
    const page = { block, rows, rowCount, perPage: longestRange };
    return rows >= longestRange || rowCount > rows ? { page, ...this.#behind(block, ends) } : { page };
  }

  #within({ from, to }: Ends): OrderFilter {
    const [low, high] = this.filter.asc ? [from, to] : [to, from];
    const lowest = low === undefined ? {} : { orderIdAfter: `${low}` };
    return { ...this.filter, ...lowest, ...(high === undefined ? {} : { orderIdBefore: `${high}` }) };
  }

  #behind(block: OrderBlock, { from, to }: Ends): { readonly rest?: Ends } {
    const ahead = this.filter.asc ? 1n : -1n;
    const { first, last } = endsOf(block);
    const next = last + ahead;
    if (from !== undefined && (next - from) * ahead <= 0n) throw malformed("the same orders were received again");
    if ((last - first) * ahead < 0n) throw malformed("the orders were not in the requested order");
    const isEnd = next < 0n || (to !== undefined && (next - to) * ahead > 0n);
    return isEnd ? {} : { rest: { from: next, to } };
  }
}

function idOf(text: string | undefined): bigint | undefined {
  return text === undefined ? undefined : BigInt(text);
}

function endsOf(block: OrderBlock): { readonly first: bigint; readonly last: bigint } {
  const ids = idsOf(block);
  const [first, last] = [ids.at(0), ids.at(-1)].map((id) => `${id ?? ""}`).filter((id) => /^\d{1,30}$/.test(id));
  if (first === undefined || last === undefined) throw malformed("the first or last order has no ID");
  return { first: BigInt(first), last: BigInt(last) };
}

/** How many ids a page spans. */
function widthOf({ block }: Page): number {
  const { first, last } = endsOf(block);
  return Math.abs(Number(first - last)) + 1;
}

function malformed(detail: string): DmapiError {
  return new DmapiError("malformed", detail, { request: orderList });
}

/** The same rows, the last one first. */
function turned(block: OrderBlock): OrderBlock {
  const rows: Uint8Array[] = [];
  eachRow(block, (start, end) => rows.push(Buffer.from("\n"), block.body.subarray(start, end)));
  return { ...block, body: Buffer.concat(rows.reverse()) };
}
