import * as vscode from "vscode";
import { Disposables } from "./disposables";

/** A question with few answers. */
export interface Step<T> {
  readonly placeholder: string;
  readonly answers: readonly (vscode.QuickPickItem & { readonly value: T })[];
}

/**
 * Asks several questions one after the other, with a way back; `next` gives the question after the answers so far, and
 * undefined behind the last one.
 * @returns the answers; undefined when the user gave up
 */
export async function askSteps<T>(
  title: string,
  total: number,
  next: (answers: readonly T[]) => Step<T> | undefined,
): Promise<T[] | undefined> {
  const answers: T[] = [];
  for (let step = next(answers); step; step = next(answers)) {
    const answer = await askStep(title, step, answers.length + 1, total);
    if (answer === "given up") return undefined;
    if (answer === "back") answers.pop();
    else answers.push(answer.value);
  }
  return answers;
}

function askStep<T>(
  title: string,
  { placeholder, answers }: Step<T>,
  step: number,
  totalSteps: number,
): Promise<{ readonly value: T } | "back" | "given up"> {
  const disposables = new Disposables();
  const pick = disposables.add(vscode.window.createQuickPick<(typeof answers)[number]>());
  const buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
  Object.assign(pick, { title, placeholder, step, totalSteps, buttons, items: answers, ignoreFocusOut: true });
  return new Promise((resolve) => {
    const end = (answer: { readonly value: T } | "back" | "given up") => {
      resolve(answer);
      disposables.dispose();
    };
    disposables.add(pick.onDidTriggerButton(() => end("back")));
    disposables.add(pick.onDidAccept(() => pick.activeItems[0] && end(pick.activeItems[0])));
    disposables.add(pick.onDidHide(() => end("given up")));
    pick.show();
  });
}
