import * as vscode from "vscode";
import { UserFacingError, type MessageAction } from "./user-facing-error";
import { truncate, sanitize } from "./sanitize";

/** Shows an information message. */
export function showInfo(message: string): void {
  void vscode.window.showInformationMessage(sanitize(message));
}

/** Shows an error message with actions as buttons. */
export async function showError(message: string, actions: readonly MessageAction[]): Promise<void> {
  const chosenTitle = await vscode.window.showErrorMessage(sanitize(message), ...actionTitles(actions));
  await actions.find(({ title }) => title === chosenTitle)?.run();
}

/** Shows an information message with actions as buttons. */
export async function showInfoWithActions(message: string, actions: readonly MessageAction[]): Promise<void> {
  const chosenTitle = await vscode.window.showInformationMessage(sanitize(message), ...actionTitles(actions));
  await actions.find(({ title }) => title === chosenTitle)?.run();
}

/** Shows a warning with actions as buttons. */
export async function showWarning(message: string, actions: readonly MessageAction[]): Promise<void> {
  const chosenTitle = await vscode.window.showWarningMessage(sanitize(message), ...actionTitles(actions));
  await actions.find(({ title }) => title === chosenTitle)?.run();
}

/** Shows a notification, as a warning when action is needed. */
export async function showNotification(
  message: string,
  isWarning: boolean,
  actions: readonly MessageAction[],
): Promise<void> {
  const showMessage = isWarning ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const chosenTitle = await showMessage(sanitize(message), ...actionTitles(actions));
  await actions.find(({ title }) => title === chosenTitle)?.run();
}

function actionTitles(actions: readonly MessageAction[]): string[] {
  return actions.map(({ title }) => title);
}

/** A question before something that cannot be undone. */
export interface ModalQuestion {
  readonly message: string;
  readonly detail: string;
  /** The button that does it. */
  readonly yes: string;
  /** The button that leaves everything as it is. Never a bare `Cancel`. */
  readonly no: string;
}

/** Maximum lengths, so that the buttons of a modal stay visible. */
const maxMessageLength = 300;
const maxDetailLength = 3000;

/**
 * Asks before something that cannot be undone; true when the user said yes. VS Code selects the first button that is not
 * the close affordance, so this is the safe one; without a close affordance VS Code adds a bare `Cancel`.
 */
export async function confirm({ message, detail, yes, no }: ModalQuestion): Promise<boolean> {
  const answer = await vscode.window.showWarningMessage(
    ...createModalText(message, detail),
    { title: no },
    { title: yes },
    { title: vscode.l10n.t("Close"), isCloseAffordance: true },
  );
  return answer?.title === yes;
}

function createModalText(message: string, detail: string): [message: string, options: vscode.MessageOptions] {
  return [
    sanitize(truncate(message, maxMessageLength)),
    { modal: true, detail: sanitize(truncate(detail, maxDetailLength)) },
  ];
}

/**
 * Asks in a modal with several answers; undefined when the user chose none of them. The first answer is preselected, so it
 * must be one that can be undone.
 */
export async function chooseAnswer<T extends string>({
  message,
  detail,
  answers,
  no,
}: Omit<ModalQuestion, "yes"> & { readonly answers: Readonly<Record<T, string>> }): Promise<T | undefined> {
  const names = Object.keys(answers) as T[];
  const answer = await vscode.window.showWarningMessage(
    ...createModalText(message, detail),
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
  const options = { location: vscode.ProgressLocation.Notification, title: sanitize(title), cancellable: true };
  return Promise.resolve(vscode.window.withProgress(options, work));
}

/** Picks one of `items`. @throws UserFacingError with `empty` when there is nothing to pick from */
export async function pickItem<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: { readonly title: string; readonly placeholder: string; readonly empty: string },
): Promise<T | undefined> {
  if (items.length === 0) throw new UserFacingError(options.empty);
  const shown = items.map((item) => ({
    ...item,
    label: sanitize(item.label),
    description: sanitize(item.description ?? ""),
    detail: sanitize(item.detail ?? ""),
  }));
  return vscode.window.showQuickPick(shown, {
    title: options.title,
    placeHolder: options.placeholder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
}
