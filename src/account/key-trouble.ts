import * as vscode from "vscode";
import { HumanError, type Remedy } from "../workbench/human-error";
import { nameOf, type AccountRecord, type KeyProblem } from "./model";

/** Nobody is signed in. */
export function notSignedIn(): HumanError {
  return new HumanError(vscode.l10n.t("You are not signed in to Joker.com."), [signInRemedy()]);
}

/** There is no such account, or not any more. */
export function accountUnknown(): HumanError {
  return new HumanError(vscode.l10n.t("You are signed out of this account. Sign in again."), [signInRemedy()]);
}

/** The account is known, but its key cannot be had. */
export function keyLost(record: AccountRecord, problem: KeyProblem): HumanError {
  const name = nameOf(record);
  if (record.signedOut)
    return new HumanError(vscode.l10n.t("You are signed out of {0}. Sign in again.", name), [signInRemedy()]);
  const message =
    problem === "unreadable"
      ? vscode.l10n.t(
          "Could not read the key for {0} from the system keyring. Unlock the keyring, or sign in again.",
          name,
        )
      : vscode.l10n.t("The key for {0} is no longer in the system keyring. Sign in again.", name);
  return new HumanError(message, [signInRemedy()]);
}

/** The keyring takes nothing. */
export function keyringFull(error: unknown): HumanError {
  const why = error instanceof Error ? error.message : String(error);
  const message = vscode.l10n.t(
    "Could not save the key in the system keyring ({0}). Unlock or set up the keyring, then try again.",
    why,
  );
  return new HumanError(message, [], error);
}

function signInRemedy(): Remedy {
  return { title: vscode.l10n.t("Sign In"), run: () => vscode.commands.executeCommand("joker.signIn") };
}
