import * as vscode from "vscode";
import type { Arrangement } from "../data/arrangement";
import { Disposables } from "../workbench/disposables";

/** Milliseconds after the last key. */
const pause = 150;

/** Asks for the words rows must hold; the view follows while they are typed. Escape brings back what was there. */
export function askForFilter(view: Arrangement, title: string): Promise<void> {
  const disposables = new Disposables();
  const input = disposables.add(vscode.window.createInputBox());
  const before = view.filter;
  let after = before;
  let timer: NodeJS.Timeout | undefined;
  input.title = title;
  input.value = before;
  input.prompt = vscode.l10n.t("Show only rows that contain all of these words. Leave empty to show all rows.");
  input.placeholder = vscode.l10n.t("Part of a domain, state, email, type, or ID");
  disposables.add({ dispose: () => clearTimeout(timer) });
  disposables.add(
    input.onDidChangeValue((words) => {
      clearTimeout(timer);
      timer = setTimeout(() => (view.filter = words.trim()), pause);
    }),
  );
  disposables.add(
    input.onDidAccept(() => {
      after = input.value.trim();
      input.hide();
    }),
  );
  return new Promise((resolve) => {
    disposables.add(
      input.onDidHide(() => {
        disposables.dispose();
        view.filter = after;
        resolve();
      }),
    );
    input.show();
  });
}
