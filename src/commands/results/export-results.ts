import * as vscode from "vscode";
import { nameOf } from "../../account/model";
import { sourceOf } from "../../export/rows";
import { listResults } from "../../dmapi/results";
import { exportList, type ExportList } from "../../table/save";
import { withProgress } from "../../workbench/messages";
import { settings } from "../../workbench/settings";
import type { Desk } from "../desk";

/** Exports all results of the period the view looks at, every field as Joker.com sent it. */
export async function exportResults({ accounts, memory, clock }: Desk): Promise<void> {
  const account = accounts.require();
  const period = settings.resultsDays();
  const results = await withProgress(vscode.l10n.t("Loading results to export"), (_, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    return listResults(account.session.call, { period }, abort.signal);
  });
  const names = [...new Set(results.flatMap(({ fields }) => [...fields.keys()]))];
  const rows = results.map(({ fields }) => names.map((name) => fields.get(name) ?? ""));
  const list: ExportList = {
    title: vscode.l10n.t("Export Results"),
    subject: "results",
    account: nameOf(account),
    now: clock(),
    source: sourceOf(names, rows),
    columns: names.map((name) => ({ name, title: name, isAmount: false })),
    saved: (count: number, file: string) => vscode.l10n.t("Exported {0} results to {1}.", count, file),
  };
  await exportList(list, memory);
}
