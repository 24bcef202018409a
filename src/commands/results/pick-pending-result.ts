import * as vscode from "vscode";
import { requestTypeName } from "../../state/display-names";
import type { Result } from "../../dmapi/model";
import { Disposables } from "../../workbench/disposables";
import { sanitize } from "../../workbench/sanitize";

/** The part of a result that is known, possibly only its Proc-ID. */
export type PendingResult = Pick<Result, "procId" | "requestType" | "object">;

interface PendingResultItem extends vscode.QuickPickItem {
  readonly result: PendingResult;
}

/** Lets the user pick one of `results`, or type or paste a Proc-ID; undefined when the user gave up. */
export function pickPendingResult(results: readonly PendingResult[]): Promise<PendingResult | undefined> {
  const disposables = new Disposables();
  const box = disposables.add(vscode.window.createQuickPick<PendingResultItem>());
  const knownItems = results.map((pendingResult) => createItem(pendingResult));
  Object.assign(box, {
    title: vscode.l10n.t("Wait for Result"),
    placeholder: vscode.l10n.t("Select a request in progress or enter a Proc ID"),
    items: knownItems,
    matchOnDescription: true,
  });
  return new Promise((resolve) => {
    disposables.add(
      box.onDidChangeValue((text) => {
        const procId = text.trim();
        const isTyped = /^\d+$/.test(procId) && !results.some((result) => result.procId === procId);
        box.items = isTyped ? [createItem({ procId, requestType: "", object: "" }), ...knownItems] : knownItems;
      }),
    );
    disposables.add(
      box.onDidAccept(() => {
        resolve(box.selectedItems[0]?.result);
        box.hide();
      }),
    );
    disposables.add(
      box.onDidHide(() => {
        resolve(undefined);
        disposables.dispose();
      }),
    );
    box.show();
  });
}

function createItem(result: PendingResult): PendingResultItem {
  const { procId, requestType, object } = result;
  const label = object || requestTypeName(requestType) || vscode.l10n.t("Proc ID {0}", procId);
  return {
    label: sanitize(label),
    description: sanitize([requestTypeName(requestType), procId].filter(Boolean).join(" · ")),
    result,
  };
}
