import * as vscode from "vscode";
import type { ViewOptions } from "../../state/view-options";
import { Disposables } from "../../workbench/disposables";

/** How long after the last key the filter is applied. */
const debounceMs = 150;

/** Asks for filter words and applies them while typing. Escape restores the previous filter. */
export function promptForFilter(view: ViewOptions, title: string): Promise<void> {
  const disposables = new Disposables();
  const input = disposables.add(vscode.window.createInputBox());
  const initialFilter = view.filter;
  let acceptedFilter = initialFilter;
  let timer: NodeJS.Timeout | undefined;
  input.title = title;
  input.value = initialFilter;
  input.prompt = vscode.l10n.t("Show only rows that contain all of these words. Leave empty to show all rows.");
  input.placeholder = vscode.l10n.t("Part of a domain, state, email, type, or ID");
  disposables.add({ dispose: () => clearTimeout(timer) });
  disposables.add(
    input.onDidChangeValue((text) => {
      clearTimeout(timer);
      timer = setTimeout(() => (view.filter = text.trim()), debounceMs);
    }),
  );
  disposables.add(
    input.onDidAccept(() => {
      acceptedFilter = input.value.trim();
      input.hide();
    }),
  );
  return new Promise((resolve) => {
    disposables.add(
      input.onDidHide(() => {
        disposables.dispose();
        view.filter = acceptedFilter;
        resolve();
      }),
    );
    input.show();
  });
}
