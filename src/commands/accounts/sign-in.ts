import * as vscode from "vscode";
import type { Accounts } from "../../accounts/accounts";
import { describeError } from "../../accounts/error-messages";
import { environmentLabel, accountName, type Account, type AccountRecord } from "../../accounts/model";
import type { Credentials } from "../../dmapi/login";
import { Disposables } from "../../workbench/disposables";
import { sanitize } from "../../workbench/sanitize";
import { requireEndpointSetting, promptForEndpoint, sandboxChoice, signInTitle } from "./endpoint-prompt";

/**
 * Asks for credentials and signs in; the input stays open until a login succeeds or the user cancels.
 * @param initialEndpoint the endpoint to start with; the setting `joker.endpoint` if omitted
 * @returns undefined when the user canceled, or chose the sandbox, which needs no credentials
 * @throws UserFacingError when `joker.endpoint` is not usable
 */
export async function promptAndSignIn(accounts: Accounts, initialEndpoint?: string): Promise<Account | undefined> {
  const endpoint = initialEndpoint ?? requireEndpointSetting();
  const choice = await pickCredentialKind(signInTitle(endpoint), [createOtherEndpointItem()]);
  if (choice === undefined) return undefined;
  if (choice !== "another-endpoint") {
    const verify: VerifyCredentials = (credentials, signal) => accounts.signIn(endpoint, credentials, true, signal);
    return promptForCredentials(choice, signInTitle(endpoint), verify);
  }
  const otherEndpoint = await promptForEndpoint();
  if (otherEndpoint !== sandboxChoice)
    return otherEndpoint === undefined ? undefined : promptAndSignIn(accounts, otherEndpoint);
  await vscode.commands.executeCommand("joker.sandbox.start");
  return undefined;
}

/**
 * Asks for new credentials of an account until `verify` accepts them.
 * @returns undefined when the user canceled
 */
export async function promptForNewCredentials(
  record: AccountRecord,
  verify: VerifyCredentials,
): Promise<Account | undefined> {
  const title = vscode.l10n.t("New Key for {0}", environmentLabel(record) ? accountName(record) : record.label);
  const choice = await pickCredentialKind(title, []);
  return choice === undefined || choice === "another-endpoint"
    ? undefined
    : promptForCredentials(choice, title, verify);
}

type CredentialChoice = Credentials["kind"] | "another-endpoint";
type CredentialChoiceItem = vscode.QuickPickItem & { readonly choice: CredentialChoice };

async function pickCredentialKind(
  title: string,
  extraItems: readonly CredentialChoiceItem[],
): Promise<CredentialChoice | undefined> {
  const items: CredentialChoiceItem[] = [
    {
      label: vscode.l10n.t("API Key"),
      description: vscode.l10n.t("recommended"),
      detail: vscode.l10n.t("Can be limited to read-only access and revoked separately"),
      choice: "api-key",
    },
    {
      label: vscode.l10n.t("Username and Password"),
      detail: vscode.l10n.t("Your Joker.com website sign-in"),
      choice: "password",
    },
    ...extraItems,
  ];
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.choice;
}

function createOtherEndpointItem(): CredentialChoiceItem {
  return {
    label: vscode.l10n.t("Other Endpoint…"),
    detail: vscode.l10n.t("Production, OT&E (test system), the sandbox, or a custom URL"),
    choice: "another-endpoint",
  };
}

/** Signs in with credentials; rejects with the reason when they are not accepted. */
export type VerifyCredentials = (credentials: Credentials, signal: AbortSignal) => Promise<Account>;

function promptForCredentials(
  kind: Credentials["kind"],
  title: string,
  verify: VerifyCredentials,
): Promise<Account | undefined> {
  return kind === "api-key" ? promptForApiKey(title, verify) : promptForPassword(title, verify);
}

function promptForApiKey(title: string, verify: VerifyCredentials): Promise<Account | undefined> {
  return showInput({
    title,
    prompt: vscode.l10n.t(
      "Create a key at Joker.com under My Profile > Manage Joker.com API access keys. A read-only key is enough to view data. The key is stored in the system keyring.",
    ),
    placeholder: vscode.l10n.t("API key"),
    password: true,
    accept: (apiKey, signal) => verify({ kind: "api-key", apiKey: apiKey.trim() }, signal),
  });
}

async function promptForPassword(title: string, verify: VerifyCredentials): Promise<Account | undefined> {
  const username = await showInput({
    title,
    prompt: vscode.l10n.t("Your Joker.com username, usually an email address"),
    placeholder: vscode.l10n.t("Username"),
    password: false,
    accept: (text) => Promise.resolve(text.trim()),
  });
  if (username === undefined) return undefined;
  return showInput({
    title,
    prompt: vscode.l10n.t("The password for {0}. It is stored in the system keyring.", username),
    placeholder: vscode.l10n.t("Password"),
    password: true,
    accept: (password, signal) => verify({ kind: "password", username, password }, signal),
  });
}

interface InputOptions<T> {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  readonly password: boolean;
  /** Uses the text; rejects with the reason when it is not accepted. The signal aborts when the user cancels. */
  readonly accept: (text: string, signal: AbortSignal) => Promise<T>;
}

/** An input box that stays open, with its text, until `accept` succeeds. */
function showInput<T>({ title, prompt, placeholder, password, accept }: InputOptions<T>): Promise<T | undefined> {
  const disposables = new Disposables();
  const box = disposables.add(vscode.window.createInputBox());
  Object.assign(box, { title, prompt, placeholder, password, ignoreFocusOut: true });
  const cancellation = new AbortController();
  return new Promise((resolve) => {
    disposables.add(box.onDidChangeValue(() => (box.validationMessage = undefined)));
    disposables.add(
      box.onDidHide(() => {
        cancellation.abort();
        resolve(undefined);
        disposables.dispose();
      }),
    );
    disposables.add(
      box.onDidAccept(() => void handleAccept(box, placeholder, (text) => accept(text, cancellation.signal), resolve)),
    );
    box.show();
  });
}

async function handleAccept<T>(
  box: vscode.InputBox,
  label: string,
  accept: (text: string) => Promise<T>,
  resolve: (result: T) => void,
): Promise<void> {
  if (box.busy) return;
  if (box.value.trim() === "") {
    box.validationMessage = vscode.l10n.t("{0} is required.", label);
    return;
  }
  Object.assign(box, { busy: true, enabled: false, validationMessage: undefined });
  try {
    resolve(await accept(box.value));
    // VS Code keeps the text in its shared input box until the next one is shown.
    box.value = "";
    box.hide();
  } catch (error) {
    box.validationMessage = sanitize(describeError(error).message);
  } finally {
    Object.assign(box, { busy: false, enabled: true });
  }
}
