import type { HostMessage, OrderTableGap } from "../../messages/host-messages";
import { isSameQuery, type TableQuery } from "../../messages/table-query";
import { normalizeQuery } from "./query/form-values";

/** How far a query has come. */
export interface LoadProgress {
  readonly rows: number;
  /** Windows of days that are done, of how many; unknown at first. */
  readonly done?: number;
  readonly total?: number;
}

/** Status of the latest query: `partial` was canceled after some rows, `canceled` before the first one. */
export type LoadPhase = "loading" | "done" | "partial" | "canceled" | { readonly failed: string };

/** State of queries and their rows, built from the host's messages. Rows of a query stay until the first rows of the next. */
export class LoadState {
  phase: LoadPhase = "loading";
  /** The generation of the rows shown. */
  generation = -1;
  /** Whether the latest query repeats the one before. */
  isReload = true;
  gaps: readonly OrderTableGap[] = [];
  private loadingGeneration = -1;
  private progress: LoadProgress = { rows: 0 };

  /** `query` is the latest one, `shownQuery` that of the rows the host has. */
  constructor(
    public query: TableQuery,
    public shownQuery: TableQuery = query,
  ) {}

  /** Applies a message; true if the rows shown are outdated. */
  applyMessage(message: HostMessage): boolean {
    switch (message.type) {
      case "loading":
        this.phase = "loading";
        this.loadingGeneration = message.generation;
        this.isReload = isSameQuery(this.query, message.query);
        this.query = message.query;
        this.progress = { rows: 0 };
        return false;
      case "progress":
        if (message.generation === this.loadingGeneration) this.progress = message;
        return false;
      case "gaps": {
        if (message.generation < this.generation) return false;
        // If a query's first days are missing, this is the first message of its generation.
        const isNew = this.startGeneration(message.generation);
        this.gaps = message.gaps;
        return isNew;
      }
      case "rows":
        return this.startGeneration(message.generation);
      case "done":
        this.phase = !message.isPartial ? "done" : message.isEarlierShown ? "canceled" : "partial";
        return this.startGeneration(message.generation);
      case "failed":
        this.phase = { failed: message.reason };
        return false;
      default:
        return false;
    }
  }

  /** Progress of the running query; undefined if none is running. */
  getProgress(rows: number): LoadProgress | undefined {
    if (this.phase !== "loading") return undefined;
    return { ...this.progress, rows: this.loadingGeneration === this.generation ? rows : this.progress.rows };
  }

  /** Whether all orders of the query are there. */
  get isComplete(): boolean {
    return this.phase === "done" && this.gaps.length === 0;
  }

  /** Whether the rows shown, if any, are those of another query than this one. */
  isOutdatedFor(query: TableQuery): boolean {
    return this.generation >= 0 && !isSameQuery(query, normalizeQuery(this.shownQuery));
  }

  private startGeneration(generation: number): boolean {
    if (this.generation === generation) return false;
    this.generation = generation;
    if (generation === this.loadingGeneration) this.shownQuery = this.query;
    this.gaps = [];
    return true;
  }
}
