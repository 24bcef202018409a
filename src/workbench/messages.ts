import * as vscode from "vscode";
import { HumanError, type Remedy } from "./human-error";
import { cut, plain } from "./plain";

/** Tells that something was done. */
export function tell(message: string): void {
  void vscode.window.showInformationMessage(plain(message));
}

/** Tells what went wrong, with the ways out as buttons. */
export async function tellError(message: string, remedies: readonly Remedy[]): Promise<void> {
  const chosen = await vscode.window.showErrorMessage(plain(message), ...titlesOf(remedies));
  await remedies.find(({ title }) => title === chosen)?.run();
}

/** Tells that something was done, with what can be done next as buttons. */
export async function tellDone(message: string, remedies: readonly Remedy[]): Promise<void> {
  const chosen = await vscode.window.showInformationMessage(plain(message), ...titlesOf(remedies));
  await remedies.find(({ title }) => title === chosen)?.run();
}

/** Tells that something was done in part, with what can be done about the rest as buttons. */
export async function tellOutcome(message: string, remedies: readonly Remedy[]): Promise<void> {
  const chosen = await vscode.window.showWarningMessage(plain(message), ...titlesOf(remedies));
  await remedies.find(({ title }) => title === chosen)?.run();
}

/** Tells what happened meanwhile, as a warning where somebody should act. */
export async function tellNews(message: string, isWarning: boolean, remedies: readonly Remedy[]): Promise<void> {
  const tellIt = isWarning ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const chosen = await tellIt(plain(message), ...titlesOf(remedies));
  await remedies.find(({ title }) => title === chosen)?.run();
}

function titlesOf(remedies: readonly Remedy[]): string[] {
  return remedies.map(({ title }) => title);
}

/** A question before something that cannot be undone. */
export interface Question {
  readonly message: string;
  readonly detail: string;
  /** The button that does it. */
  readonly yes: string;
  /** The button that leaves everything as it is; also what Escape does. Never a bare `Cancel`. */
  readonly no: string;
}

/** What a modal has room for: its buttons are below its texts. */
const longestTitle = 300;
const longestDetail = 3000;

/** Asks in a modal; true when the user said yes. */
export async function confirm({ yes, ...question }: Question): Promise<boolean> {
  return (await choose({ ...question, answers: { yes } })) === "yes";
}

/** Asks in a modal with several answers; undefined when the user chose none of them. */
export async function choose<T extends string>({
  message,
  detail,
  answers,
  no,
}: Omit<Question, "yes"> & { readonly answers: Readonly<Record<T, string>> }): Promise<T | undefined> {
  const names = Object.keys(answers) as T[];
  const answer = await vscode.window.showWarningMessage(
    plain(cut(message, longestTitle)),
    { modal: true, detail: plain(cut(detail, longestDetail)) },
    ...names.map((name): vscode.MessageItem => ({ title: answers[name] })),
    { title: no, isCloseAffordance: true },
  );
  return names.find((name) => answers[name] === answer?.title);
}

/** Runs `work` with progress in the notification area, or quietly in the window's status bar. */
export function withProgress<T>(
  title: string,
  work: (
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ) => Promise<T>,
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: plain(title), cancellable: true };
  return Promise.resolve(vscode.window.withProgress(options, work));
}

/** Picks one of `items`. @throws HumanError with `empty` when there is nothing to pick from */
export async function pickFrom<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: { readonly title: string; readonly placeholder: string; readonly empty: string },
): Promise<T | undefined> {
  if (items.length === 0) throw new HumanError(options.empty);
  const shown = items.map((item) => ({
    ...item,
    label: plain(item.label),
    description: plain(item.description ?? ""),
    detail: plain(item.detail ?? ""),
  }));
  return vscode.window.showQuickPick(shown, {
    title: options.title,
    placeHolder: options.placeholder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
}
