import type { Accounts } from "../accounts/accounts";
import { resultKey, type Result } from "../dmapi/model";
import type { ResultFilter, ResultQuery } from "../dmapi/results";
import { ResultLister } from "../dmapi/result-lister";
import type { Session } from "../dmapi/session";
import type { Clock } from "../workbench/clock";
import { settings } from "../workbench/settings";
import { Resource } from "./resource";
import { warnOfUnreadableRows, type WarningLog } from "./unreadable-rows";

/** Results per page. */
export const resultPageSize = 1_000;

/** The results of the current filter, the newest first, loaded page by page. */
export class PagedResults {
  readonly results: Resource<readonly Result[]>;
  private currentFilter: ResultFilter = {};
  private requestedCount = resultPageSize;
  private hasNextPage = false;
  private lister: { readonly session: Session; readonly lister: ResultLister } | undefined;

  constructor(
    private readonly accounts: Accounts,
    clock: Clock,
    private readonly log: WarningLog,
  ) {
    this.results = new Resource((signal) => this.load(signal), clock);
  }

  /** The filter beyond the default period; empty at first. */
  get filter(): ResultFilter {
    return this.currentFilter;
  }

  /** True when there are older results. */
  get hasMore(): boolean {
    return this.hasNextPage;
  }

  /** Loads the first page of another filter. */
  async applyFilter(filter: ResultFilter): Promise<void> {
    this.currentFilter = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
    this.requestedCount = resultPageSize;
    await this.results.reload();
  }

  /** Loads the next page. New results shift the pages, so duplicates are dropped. */
  async loadMore(): Promise<void> {
    await this.results.extend(async (known, signal) => {
      const page = await this.fetchPage(known.length, resultPageSize, signal);
      const ids = new Set(known.map(resultKey));
      const newResults = page.filter((result) => !ids.has(resultKey(result)));
      this.requestedCount = known.length + newResults.length;
      this.hasNextPage &&= newResults.length > 0;
      return [...known, ...newResults];
    });
  }

  /** Identifies the query: the same in two windows that show the same rows. */
  get scope(): string {
    return JSON.stringify([settings.resultsDays(), this.currentFilter, this.requestedCount]);
  }

  /** Lists results of the active account, those in progress too. A notice in the log says which rows were not understood. */
  async list(query: ResultQuery, signal: AbortSignal): Promise<readonly Result[]> {
    const { session } = this.accounts.requireCurrent();
    if (this.lister?.session !== session) this.lister = { session, lister: new ResultLister(session.call) };
    const results = await this.lister.lister.list(query, signal);
    warnOfUnreadableRows(this.log, "result-list", results);
    return results;
  }

  /** Takes over the rows of another window with the same scope. A full page may be followed by another one. */
  adopt(results: readonly Result[], at: number): void {
    const hadMore = this.hasNextPage;
    this.hasNextPage = results.length >= this.requestedCount;
    this.results.adopt(results, at);
    if (this.results.value !== results) this.hasNextPage = hadMore;
  }

  /** Clears filter and rows, for example when the account changes. */
  reset(): void {
    this.currentFilter = {};
    this.requestedCount = resultPageSize;
    this.hasNextPage = false;
    this.results.reset();
  }

  private load(signal: AbortSignal): Promise<readonly Result[]> {
    return this.fetchPage(0, Math.max(this.requestedCount, resultPageSize), signal);
  }

  /** Requests one more than needed, to know whether there are more. A server without limit returns all. */
  private async fetchPage(offset: number, limit: number, signal: AbortSignal): Promise<readonly Result[]> {
    const query = { period: settings.resultsDays(), ...this.currentFilter, offset, limit: limit + 1 };
    const results = await this.list(query, signal);
    if (signal.aborted) return results;
    this.hasNextPage = results.length === limit + 1;
    return this.hasNextPage ? results.slice(0, limit) : results;
  }
}
