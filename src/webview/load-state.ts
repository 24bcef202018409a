import type { HostMessage, TableGap } from "../messages/host";
import { isSameQuery, type TableQuery } from "../messages/query";

/** How far a query has come. */
export interface Loading {
  readonly rows: number;
  /** Windows of days that are done, of how many; unknown at first. */
  readonly done?: number;
  readonly of?: number;
}

/** How the latest query stands: `partial` ended with some of its rows, `cancelled` before there were any. */
export type Phase = "loading" | "done" | "partial" | "cancelled" | { readonly failed: string };

/** What the extension told of queries and their rows. Rows of an earlier query stay until the first of the next. */
export class LoadState {
  phase: Phase = "loading";
  /** The query the rows in sight belong to. */
  generation = -1;
  /** Whether the latest query is the one before it, asked again. */
  again = true;
  gaps: readonly TableGap[] = [];
  /** What the rows cannot show, as a sentence. */
  notice = "";
  private asked = -1;
  private progress: Loading = { rows: 0 };

  constructor(public query: TableQuery) {}

  /** Takes a message in; true if the rows in sight are no longer those to be shown. */
  take(message: HostMessage): boolean {
    switch (message.type) {
      case "loading":
        this.phase = "loading";
        this.asked = message.generation;
        this.again = isSameQuery(this.query, message.query);
        this.query = message.query;
        this.progress = { rows: 0 };
        return false;
      case "progress":
        if (message.generation === this.asked) this.progress = message;
        return false;
      case "gaps": {
        if (message.generation < this.generation) return false;
        // The first days of a query may be those that are missing: then nothing else of it was told before.
        const isNew = this.turnTo(message.generation);
        this.gaps = message.gaps;
        return isNew;
      }
      case "rows":
        return this.turnTo(message.generation);
      case "done":
        this.phase = !message.partial ? "done" : message.earlier ? "cancelled" : "partial";
        this.notice = message.notice;
        return this.turnTo(message.generation);
      case "failed":
        this.phase = { failed: message.reason };
        return false;
      default:
        return false;
    }
  }

  /** How far the running query has come; undefined if none is running. */
  loading(rows: number): Loading | undefined {
    if (this.phase !== "loading") return undefined;
    return { ...this.progress, rows: this.asked === this.generation ? rows : this.progress.rows };
  }

  /** Whether all orders of the query are there. */
  get complete(): boolean {
    return this.phase === "done" && this.gaps.length === 0;
  }

  private turnTo(generation: number): boolean {
    if (this.generation === generation) return false;
    this.generation = generation;
    this.gaps = [];
    return true;
  }
}
