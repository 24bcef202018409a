import type { Result, Transfer } from "../dmapi/model";
import { attentionEvents, endAsAnswered, isTransferOrder, resultEvents, transferEvents } from "./differences";
import type { NewsItem } from "./news";

/** What was known of an account when it was looked at last. */
interface Known {
  transfers?: readonly Transfer[];
  results?: readonly Result[];
  /** Why a transfer needs the reseller, by domain. */
  attention?: ReadonlyMap<string, string>;
}

/** Why transfers need the reseller (any text that changes with the reason), by domain. */
export type Attention = ReadonlyMap<string, string>;

/**
 * Finds what happened between two looks at an account. What was there at the first look is no news, and what another
 * window found is told by that window: `learn` takes it in silently.
 */
export class Reporter {
  readonly #known = new Map<string, Known>();

  transfers(account: string, transfers: readonly Transfer[], attention: Attention): NewsItem[] {
    const before = this.#of(account);
    this.learn(account, { transfers, attention });
    const moved = transferEvents(before.transfers ?? transfers, transfers);
    const needing = attentionEvents(before.attention ?? attention, attention, transfers);
    const told = new Set(moved.map(({ domain }) => domain));
    return [...moved, ...needing.filter(({ domain }) => !told.has(domain))].map(({ kind, domain, state }) => ({
      kind,
      subject: domain,
      detail: state,
    }));
  }

  results(account: string, results: readonly Result[]): NewsItem[] {
    const before = this.#of(account).results ?? results;
    this.learn(account, { results });
    return resultEvents(before, results).map(({ kind, result }) => ({
      kind,
      subject: result.object,
      detail: result.requestType,
      procId: result.procId,
      svTrId: result.svTrId,
    }));
  }

  /** Takes in what is told by somebody else, or not at all. */
  learn(account: string, known: Known): void {
    this.#known.set(account, { ...this.#of(account), ...known });
  }

  /** Forgets an account: the next look at it is the first one. */
  forget(account: string): void {
    this.#known.delete(account);
  }

  /** Whether it is known how transfers that left the list ended: the answers to the requests that ordered them tell. */
  needsResults(account: string, items: readonly NewsItem[]): boolean {
    return items.some(({ kind }) => kind === "transferEnded") && this.#of(account).results === undefined;
  }

  /** The same items, with what is known of how transfers ended, and each thing once. */
  conclude(account: string, items: readonly NewsItem[]): NewsItem[] {
    const { results = [] } = this.#of(account);
    const concluded = items.map((item) => {
      if (item.kind !== "transferEnded") return item;
      const isDone = endAsAnswered(item.subject, results) === "ack";
      return isDone ? { ...item, kind: "transferCompleted" as const } : item;
    });
    return withoutEchoes(concluded);
  }

  #of(account: string): Known {
    return this.#known.get(account) ?? {};
  }
}

/**
 * The answer to the order of a transfer says again what its states say; that an FOA was sent or a cancellation asked for
 * was told when it was done.
 */
function withoutEchoes(items: readonly NewsItem[]): NewsItem[] {
  const transfers = new Set(items.filter(({ procId }) => procId === undefined).map(({ subject }) => subject));
  return items.filter(({ kind, subject, detail, procId }) => {
    if (procId === undefined) return true;
    if (detail === "domain-transfer-control") return kind === "resultFailed";
    return !(isTransferOrder(detail) && transfers.has(subject));
  });
}
