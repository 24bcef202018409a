import * as vscode from "vscode";
import type { Result } from "../../dmapi/model";
import { Disposables } from "../../workbench/disposables";
import { plain } from "../../workbench/plain";

/** A result as far as it is known where only its Proc-ID was given. */
export type Pending = Pick<Result, "procId" | "requestType" | "object">;

interface Item extends vscode.QuickPickItem {
  readonly pending: Pending;
}

/** Lets the user pick one of `results`, or type or paste a Proc-ID; undefined when the user gave up. */
export function pickPending(results: readonly Pending[]): Promise<Pending | undefined> {
  const disposables = new Disposables();
  const box = disposables.add(vscode.window.createQuickPick<Item>());
  const known = results.map((pending) => itemOf(pending));
  Object.assign(box, {
    title: vscode.l10n.t("Wait for Result"),
    placeholder: vscode.l10n.t("Select a request in progress or enter a Proc ID"),
    items: known,
    matchOnDescription: true,
  });
  return new Promise((resolve) => {
    disposables.add(
      box.onDidChangeValue((text) => {
        const procId = text.trim();
        const isTyped = /^\d+$/.test(procId) && !results.some((result) => result.procId === procId);
        box.items = isTyped ? [itemOf({ procId, requestType: "", object: "" }), ...known] : known;
      }),
    );
    disposables.add(
      box.onDidAccept(() => {
        resolve(box.selectedItems[0]?.pending);
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

function itemOf(pending: Pending): Item {
  const { procId, requestType, object } = pending;
  const label = object || requestType || vscode.l10n.t("Proc ID {0}", procId);
  return { label: plain(label), description: plain([requestType, procId].filter(Boolean).join(" · ")), pending };
}
