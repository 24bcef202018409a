import type { Accounts } from "../account/accounts";
import type { Result } from "../dmapi/model";
import { listResults, listWithDeleted, type ResultFilter } from "../dmapi/results";
import type { Clock } from "../workbench/clock";
import { settings } from "../workbench/settings";
import { Resource } from "./resource";

/** How many results are asked for at once. */
export const resultPage = 1_000;

/** The results Joker.com was asked for, the newest first: as many pages as somebody wanted to see. */
export class ResultPages {
  readonly results: Resource<readonly Result[]>;
  #filter: ResultFilter = {};
  #wanted = resultPage;
  #hasMore = false;

  constructor(
    private readonly accounts: Accounts,
    clock: Clock,
  ) {
    this.results = new Resource((signal) => this.#load(signal), clock);
  }

  /** What was asked for beyond the last days, which is nothing at first. */
  get filter(): ResultFilter {
    return this.#filter;
  }

  /** True when Joker.com has older ones. */
  get hasMore(): boolean {
    return this.#hasMore;
  }

  /** Asks for other results, from the newest one. */
  async ask(filter: ResultFilter): Promise<void> {
    this.#filter = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
    this.#wanted = resultPage;
    await this.results.reload();
  }

  /** Loads the next page. What came new meanwhile shifts the pages, so what is there already is not taken twice. */
  async more(): Promise<void> {
    await this.results.extend(async (known, signal) => {
      const page = await this.#ask(known.length, resultPage, signal);
      const ids = new Set(known.map(idOf));
      const fresh = page.filter((result) => !ids.has(idOf(result)));
      this.#wanted = known.length + fresh.length;
      this.#hasMore &&= fresh.length > 0;
      return [...known, ...fresh];
    });
  }

  /** Names what is asked for: the same in two windows that see the same rows. */
  get scope(): string {
    return JSON.stringify([settings.resultsDays(), this.#filter, this.#wanted]);
  }

  /** Takes over what another window of the same scope loaded. As many as were wanted may have more behind them. */
  adopt(results: readonly Result[], at: number): void {
    const before = this.#hasMore;
    this.#hasMore = results.length >= this.#wanted;
    this.results.adopt(results, at);
    if (this.results.value !== results) this.#hasMore = before;
  }

  /** Forgets what was asked for, as when the account changes. */
  reset(): void {
    this.#filter = {};
    this.#wanted = resultPage;
    this.#hasMore = false;
    this.results.reset();
  }

  #load(signal: AbortSignal): Promise<readonly Result[]> {
    return this.#ask(0, Math.max(this.#wanted, resultPage), signal);
  }

  /** Asks for one more than wanted, which tells whether there are more. A server that knows no limit gives all. */
  async #ask(offset: number, limit: number, signal: AbortSignal): Promise<readonly Result[]> {
    const { session } = this.accounts.require();
    const query = { period: settings.resultsDays(), ...this.#filter, offset, limit: limit + 1 };
    const list = this.#filter.showAll ? listWithDeleted : listResults;
    const results = await list(session.call, query, signal);
    if (signal.aborted) return results;
    this.#hasMore = results.length === limit + 1;
    return this.#hasMore ? results.slice(0, limit) : results;
  }
}

function idOf({ svTrId, procId }: Result): string {
  return `${svTrId} ${procId}`;
}
