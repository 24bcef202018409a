import { isResultFinished, resultKey, type Result } from "./model";
import { countResults, listResultPage, listResults, listResultsWithDeleted, type ResultQuery } from "./results";
import type { Call } from "./session";
import { parseTime } from "./parse-time";

/**
 * What a server lists, which the DMAPI docs (result-list, "pending: get results of requests still in progress") leave open:
 * - `also`: with `pending` those in progress besides the finished ones, without it the finished ones.
 * - `only`: with `pending` only those in progress, without it all.
 * - `separate`: with `pending` only those in progress, without it only the finished ones.
 */
type PendingMeaning = "also" | "only" | "separate";

/** While a server has no results at all, this many lists with `pending` are requested before one without it. */
const listsBetweenChecks = 3;

/**
 * Lists finished results and those in progress, the newest first, whatever `pending` and the order mean to the server.
 * Both are learned from the replies; from then on each list is one request, or two where the server lists them apart.
 */
export class ResultLister {
  private meaning: PendingMeaning | undefined;
  private emptyLists = 0;
  private isOldestFirst = false;
  /** How many results in progress came besides the first page of finished ones. */
  private pendingBeside = 0;

  constructor(private readonly call: Call) {}

  /**
   * Results in DMAPI's words (result-list), from `offset` on. A status filter other than `pending` needs no `pending`.
   * @throws DmapiError as `listResults`
   */
  async list(query: ResultQuery, signal?: AbortSignal): Promise<Result[]> {
    const list = (isPending: boolean) => this.listPage({ ...query, pending: isPending || undefined }, signal);
    if (query.status === "pending") return (await list(true)).filter(({ status }) => status === "pending");
    if (query.status !== undefined) return list(false);
    if (this.meaning === "also") return list(true);
    if (this.meaning === "only") return list(false);
    if ((query.offset ?? 0) > 0) return this.listRest(query, signal);
    return this.listBoth(list);
  }

  private async listBoth(list: (isPending: boolean) => Promise<Result[]>): Promise<Result[]> {
    const isPendingFirst = (this.emptyLists + 1) % (listsBetweenChecks + 1) > 0;
    const first = await list(isPendingFirst);
    const isStillEmpty = this.emptyLists > 0 && first.length === 0;
    if (isStillEmpty) this.emptyLists += 1;
    if (isStillEmpty || this.isComplete(first, isPendingFirst)) return first;
    const second = await list(!isPendingFirst);
    const [pending, usual] = isPendingFirst ? [first, second] : [second, first];
    this.emptyLists = pending.length + usual.length === 0 ? 1 : 0;
    this.learn(pending, usual);
    if (this.meaning === "also") return pending;
    return this.meaning === "only" ? usual : this.merge(pending, usual);
  }

  /** A list with `pending` that has finished results is complete, and one without it that has results in progress. */
  private isComplete(results: readonly Result[], isPending: boolean): boolean {
    const isOther = isPending ? isResultFinished : ({ status }: Result) => status === "pending";
    if (!results.some(isOther)) return false;
    this.meaning = isPending ? "also" : "only";
    return true;
  }

  private learn(pending: readonly Result[], usual: readonly Result[]): void {
    if (this.isComplete(pending, true) || this.isComplete(usual, false) || usual.length === 0) return;
    this.meaning = pending.length > 0 ? "separate" : "only";
  }

  private merge(pending: readonly Result[], usual: readonly Result[]): Result[] {
    const known = new Set(usual.map(resultKey));
    const others = pending.filter((result) => !known.has(resultKey(result)));
    this.pendingBeside = others.length;
    if (others.length === 0) return [...usual];
    return [...others, ...usual].sort((a, b) => (parseTime(b.timeStamp) || 0) - (parseTime(a.timeStamp) || 0));
  }

  /** The next pages have finished results alone: those in progress are all on the first one. */
  private listRest({ offset = 0, ...query }: ResultQuery, signal?: AbortSignal): Promise<Result[]> {
    return this.listPage({ ...query, offset: Math.max(0, offset - this.pendingBeside) }, signal);
  }

  /** DMAPI counts from the first row it would send, which is the oldest one on some servers. */
  private async listPage(query: ResultQuery, signal?: AbortSignal): Promise<Result[]> {
    if (query.showAll) return listResultsWithDeleted(this.call, query, signal);
    if (!this.isOldestFirst) {
      const { results, isOldestFirst } = await listResultPage(this.call, query, signal);
      this.isOldestFirst = isOldestFirst;
      if (!isOldestFirst || query.limit === undefined || results.length < query.limit) return results;
    }
    const { offset = 0, limit = Infinity, ...filter } = query;
    const end = (await countResults(this.call, filter, signal)) - offset;
    if (end <= 0) return [];
    const start = Math.max(0, end - limit);
    return listResults(this.call, { ...filter, offset: start, limit: end - start }, signal);
  }
}
