import * as vscode from "vscode";
import type { Accounts } from "../accounts/accounts";
import type { Account } from "../accounts/model";
import { describeError, denialMessage } from "../accounts/error-messages";
import { findDenialReason, type DenialReason, type ModifiableKind } from "../accounts/permissions";
import type { AppState } from "../state/app-state";
import type { Resource } from "../state/resource";
import { DmapiError } from "../dmapi/errors";
import { readOnlyModeCode } from "../dmapi/request-errors";
import type { Clock } from "../workbench/clock";
import { UserFacingError, type MessageAction } from "../workbench/user-facing-error";
import type { Log } from "../workbench/log";
import { showError } from "../workbench/dialogs";
import type { CommandRegistry } from "./command-registry";
import { markInFlight } from "./in-flight";

/** What all commands share. */
export interface CommandContext {
  readonly accounts: Accounts;
  readonly appState: AppState;
  readonly watcher: {
    /** Polls several times in the next minute; to be called before an action on these domains. */
    pollAfterAction(domains?: readonly string[]): void;
    /** Suppresses the notification about a result, because the caller waits for it and shows it. */
    claimResult(account: string, procId: string): { acquireNotification(): Promise<boolean>; release(): void };
  };
  /** The selected rows of a view; empty while it is hidden. */
  getSelectedRows(view: "transfers" | "results"): readonly unknown[];
  readonly registry: CommandRegistry;
  readonly log: Log;
  readonly clock: Clock;
  readonly extensionUri: vscode.Uri;
  /** Stores choices on this computer; never secrets. */
  readonly globalState: vscode.Memento;
  /** The same for the current workspace. */
  readonly workspaceState: vscode.Memento;
}

/** Runs a command; a failure is shown as an error message with actions where there are any. */
export async function runReportingErrors(context: CommandContext, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    await reportError(context, error);
  }
}

async function reportError(context: CommandContext, error: unknown): Promise<void> {
  const { message, reason } = describeError(error);
  if (reason === "canceled") return;
  context.log.error(reason === "defect" && error instanceof Error ? (error.stack ?? error.message) : message);
  await showError(message, actionsForError(context, error));
}

function actionsForError(context: CommandContext, error: unknown): readonly MessageAction[] {
  if (error instanceof UserFacingError) return error.actions;
  const showLog = { title: vscode.l10n.t("Show Log"), run: () => context.log.show() };
  if (!(error instanceof DmapiError)) return [showLog];
  if (error.code === readOnlyModeCode) return [actionForDenial("read-only-mode")];
  if (error.reason === "permission") return [actionForDenial("refused"), showLog];
  return error.reason === "authentication"
    ? [createCommandAction(vscode.l10n.t("Sign In"), "joker.signIn"), showLog]
    : [showLog];
}

/**
 * The value of `resource`, loaded if it has none yet.
 * @throws UserFacingError with what failed
 */
export async function loadValue<T>(context: CommandContext, resource: Resource<T>): Promise<T> {
  context.accounts.requireCurrent();
  if (resource.value === undefined) await resource.refresh();
  const { state } = resource;
  if (state.kind === "failed" && state.value === undefined) throw new UserFacingError(state.failure.message);
  if (resource.value === undefined) throw new UserFacingError(vscode.l10n.t("No data was loaded. Try again."));
  return resource.value;
}

/** A load that takes longer may be waiting for a reply that never comes. */
const stuckLoadMs = 15_000;

/**
 * Refreshes at the user's request: refused credentials are tried once more, and after a success all resources that
 * failed or are stuck are reloaded.
 */
export async function refreshNow(context: CommandContext, resource: Resource<unknown>): Promise<void> {
  context.accounts.requireCurrent().session.allowLogin();
  await resource.reload();
  if (resource.state.kind !== "ready") return;
  const others = context.appState.allResources.filter(
    ({ state, loadingMs }) => state.kind === "failed" || loadingMs >= stuckLoadMs,
  );
  await Promise.all(others.map((other) => other.reload()));
}

/**
 * Runs an action, identified by `key`, with progress in its view.
 * @throws UserFacingError when the action is already running, so that a double click does not repeat it
 */
export async function runExclusive<T>(view: string, key: string, action: () => Promise<T>): Promise<T> {
  const release = markInFlight(key);
  if (!release) throw new UserFacingError(vscode.l10n.t("Already in progress."));
  try {
    return await vscode.window.withProgress({ location: { viewId: `joker.${view}` } }, action);
  } finally {
    release();
  }
}

/** Reloads the loaded ones of `resources` after an action, whether it succeeded or not. */
export async function refreshAfter<T>(action: Promise<T>, ...resources: Resource<unknown>[]): Promise<T> {
  try {
    return await action;
  } finally {
    const loadedResources = resources.filter(({ state }) => state.kind !== "idle");
    await Promise.all(loadedResources.map((resource) => resource.reload()));
  }
}

/**
 * The account, by default the active one, if it may modify rows of `kind` as far as known.
 * @throws UserFacingError with the reason and what to do
 */
export function requirePermission(
  context: CommandContext,
  kind: ModifiableKind,
  account = context.accounts.requireCurrent(),
): Account {
  const denialReason = findDenialReason(account.permissions, kind);
  if (denialReason) throw new UserFacingError(denialMessage(denialReason), [actionForDenial(denialReason)]);
  return account;
}

function actionForDenial(denialReason: DenialReason): MessageAction {
  return denialReason === "read-only-mode"
    ? createCommandAction(vscode.l10n.t("Turn Off Read-Only Mode"), "joker.account.readOnly")
    : createCommandAction(vscode.l10n.t("Edit API Key"), "joker.account.editKey");
}

function createCommandAction(title: string, command: string): MessageAction {
  return { title, run: () => vscode.commands.executeCommand(command) };
}

/**
 * The account may have been signed out while a dialog was open; switching to another account does not matter.
 * @throws UserFacingError
 */
export async function requireSameAccount({ accounts }: CommandContext, account: Account): Promise<void> {
  const currentAccount = await accounts.requireById(account.id).catch(() => undefined);
  if (currentAccount !== account)
    throw new UserFacingError(vscode.l10n.t("The account changed in the meantime, so nothing was sent. Try again."));
}

/** Polls for the effect of an action on these transfers in the next minute. */
export function pollAfterAction(
  { accounts, watcher }: CommandContext,
  account: Account,
  transfers: readonly { domain: string }[],
): void {
  if (accounts.current === account) watcher.pollAfterAction(transfers.map(({ domain }) => domain));
}
