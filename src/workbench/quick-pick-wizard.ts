import * as vscode from "vscode";
import { Disposables } from "./disposables";

/** A question with few answers. */
export interface WizardStep<T> {
  readonly placeholder: string;
  readonly answers: readonly (vscode.QuickPickItem & { readonly value: T })[];
}

/**
 * Shows quick picks one after the other, with a Back button; `createStep` returns the step after the given answers, and
 * undefined after the last one.
 * @returns the answers; undefined when the user canceled
 */
export async function runQuickPickWizard<T>(
  title: string,
  totalSteps: number,
  createStep: (answers: readonly T[]) => WizardStep<T> | undefined,
): Promise<T[] | undefined> {
  const answers: T[] = [];
  for (let step = createStep(answers); step; step = createStep(answers)) {
    const answer = await showWizardStep(title, step, answers.length + 1, totalSteps);
    if (answer === "given up") return undefined;
    if (answer === "back") answers.pop();
    else answers.push(answer.value);
  }
  return answers;
}

function showWizardStep<T>(
  title: string,
  { placeholder, answers }: WizardStep<T>,
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
