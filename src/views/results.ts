import * as vscode from "vscode";
import type { Accounts } from "../account/accounts";
import type { Arrangements } from "../data/arrangement";
import type { Data } from "../data/data";
import { resultSubject } from "../data/mishaps";
import { queryText } from "../data/result-query";
import { resultStatusText } from "../data/wording";
import { holdsWords } from "../data/words";
import type { Result } from "../dmapi/model";
import { grouping, groupRow, mostUnfolded } from "./group";
import { lastRow } from "./more";
import { resultRow } from "./result-row";
import { rows, rowsOf, type Row } from "./row";
import { countText, joined } from "./texts";
import type { Clock } from "../workbench/clock";
import { anyOf } from "../workbench/events";
import type { Picture, ResourceView } from "./tree";
import { own } from "../workbench/own";

/** Answers to asynchronous requests by status. What was asked for is told above them. */
export class ResultsView implements ResourceView<readonly Result[]> {
  readonly name = "results";
  readonly canSelectMany = true;
  readonly resource: Data["results"];
  readonly onDidChange: vscode.Event<void>;

  constructor(
    private readonly accounts: Accounts,
    private readonly data: Data,
    private readonly arrangement: Arrangements["results"],
    private readonly clock: Clock,
  ) {
    this.resource = data.results;
    this.onDidChange = anyOf(arrangement.onDidChange, data.mishaps.onDidChange);
  }

  picture(results: readonly Result[]): Picture {
    const { filter } = this.arrangement;
    const some = filter === "" ? results : results.filter((result) => holdsWords(filter, textsOf(result)));
    const groups = this.#groups(some);
    const isLed = groups.length > 0 && this.data.resultPages.hasMore;
    return {
      rows: rows(isLed ? [...groups, loadMore(results.length)] : groups),
      filtered: this.#told(some.length, results.length),
    };
  }

  #groups(results: readonly Result[]): Row[] {
    const byStatus = grouping(results, ({ status }) => status);
    const others = [...byStatus.keys()].filter((status) => !usual.includes(status));
    const account = this.accounts.current?.id ?? "";
    const { reasons, mishaps } = this.data;
    const now = this.clock();
    const row = (result: Result) =>
      resultRow({ account, result, reasons, now, mishap: mishaps.of(account, resultSubject(result)) });
    return [...usual, ...others].flatMap((status) => {
      const some = byStatus.get(status) ?? [];
      const children = rowsOf(some, row, some.length <= mostUnfolded);
      const group = { id: `status:${status}`, label: titleOf(status), icon: "tasklist", children };
      return some.length === 0 ? [] : [groupRow(group)];
    });
  }

  /** A query that gives nothing is no account without results. */
  #told(shown: number, loaded: number): string {
    const { filter } = this.arrangement;
    const query = queryText(this.data.resultPages.filter);
    const asked = query && vscode.l10n.t("Search: {0}.", query);
    const filtered = filter && vscode.l10n.t("Filter “{0}”: {1} of {2} results.", filter, shown, loaded);
    return joined(" ", asked, filtered);
  }
}

const usual = ["pending", "nack", "ack"];

function titleOf(status: string): string {
  const titles: Partial<Record<string, string>> = {
    pending: vscode.l10n.t("In Progress"),
    nack: vscode.l10n.t("Failed"),
    ack: vscode.l10n.t("Succeeded"),
  };
  return own(titles, status) ?? status;
}

function textsOf({ object, requestType, status, procId, svTrId, clTrId, timeStamp }: Result): string[] {
  return [object, requestType, status, resultStatusText(status), procId, svTrId, clTrId, timeStamp];
}

function loadMore(loaded: number): Row {
  const label = vscode.l10n.t("Load more ({0} loaded)", countText(loaded));
  return lastRow("results/load-more", label, { command: "joker.results.loadMore" });
}
