import * as vscode from "vscode";
import { UserFacingError, type MessageAction } from "../workbench/user-facing-error";
import { accountName, type AccountRecord, type KeyProblem } from "./model";
import { KeyringTimeoutError } from "./timed-secrets";

/** No account is active. */
export function createNotSignedInError(): UserFacingError {
  return new UserFacingError(vscode.l10n.t("You are not signed in to Joker.com."), [createSignInAction()]);
}

/** The account does not exist or was removed. */
export function createUnknownAccountError(): UserFacingError {
  return new UserFacingError(vscode.l10n.t("You are signed out of this account. Sign in again."), [
    createSignInAction(),
  ]);
}

/** The account is known, but its key is not available. */
export function createKeyUnavailableError(record: AccountRecord, problem: KeyProblem): UserFacingError {
  const name = accountName(record);
  if (record.signedOut)
    return new UserFacingError(vscode.l10n.t("You are signed out of {0}. Sign in again.", name), [
      createSignInAction(),
    ]);
  if (problem === "no-answer") return new UserFacingError(keyringTimeoutText(), [createRetryKeyringAction()]);
  const message =
    problem === "unreadable"
      ? vscode.l10n.t(
          "Could not read the key for {0} from the system keyring. Unlock the keyring, or sign in again.",
          name,
        )
      : vscode.l10n.t("The key for {0} is no longer in the system keyring. Sign in again.", name);
  return new UserFacingError(message, [createSignInAction()]);
}

/** The key could not be written to the keyring. */
export function createKeyringWriteError(error: unknown): UserFacingError {
  if (error instanceof KeyringTimeoutError) return new UserFacingError(keyringTimeoutText(), [], error);
  const why = error instanceof Error ? error.message : String(error);
  const message = vscode.l10n.t(
    "Could not save the key in the system keyring ({0}). Unlock or set up the keyring, then try again.",
    why,
  );
  return new UserFacingError(message, [], error);
}

/** The account is signed out or removed, but its key could not be deleted. */
export function createKeyringDeleteError(error: unknown): UserFacingError {
  const why = error instanceof Error ? error.message : String(error);
  const message = vscode.l10n.t(
    "You are signed out, but the key could not be removed from the system keyring ({0}). Unlock the keyring, then select Remove Account.",
    why,
  );
  return new UserFacingError(message, [], error);
}

function keyringTimeoutText(): string {
  return vscode.l10n.t("The system keyring is not responding. Unlock it or respond to its prompt, then try again.");
}

function createRetryKeyringAction(): MessageAction {
  return { title: vscode.l10n.t("Retry"), run: () => vscode.commands.executeCommand("joker.account.retryKeyring") };
}

function createSignInAction(): MessageAction {
  return { title: vscode.l10n.t("Sign In"), run: () => vscode.commands.executeCommand("joker.signIn") };
}
