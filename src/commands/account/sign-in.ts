import * as vscode from "vscode";
import type { Accounts } from "../../account/accounts";
import { explain } from "../../account/explain";
import { markOf, nameOf, type Account, type AccountRecord } from "../../account/model";
import type { Credentials } from "../../dmapi/session";
import { Disposables } from "../../workbench/disposables";
import { plain } from "../../workbench/plain";
import { endpointOfSetting, pickEndpoint, sandboxChoice, titleFor } from "./endpoints";

/**
 * Asks for credentials and signs in; the input stays open until a login succeeded or the user gives up.
 * @param at the endpoint to begin with; the one of `joker.endpoint` if left out
 * @returns undefined when the user gave up, or went to the sandbox, which needs no credentials
 * @throws HumanError when `joker.endpoint` is not usable
 */
export async function askAndSignIn(accounts: Accounts, at?: string): Promise<Account | undefined> {
  const endpoint = at ?? endpointOfSetting();
  const choice = await pickKind(titleFor(endpoint), [anotherEndpoint()]);
  if (choice === undefined) return undefined;
  if (choice !== "another-endpoint") {
    const verify: Verify = (credentials, signal) => accounts.signIn(endpoint, credentials, true, signal);
    return askCredentials(choice, titleFor(endpoint), verify);
  }
  const another = await pickEndpoint();
  if (another !== sandboxChoice) return another === undefined ? undefined : askAndSignIn(accounts, another);
  await vscode.commands.executeCommand("joker.sandbox.start");
  return undefined;
}

/**
 * Asks for other credentials of an account until `verify` takes them.
 * @returns undefined when the user gave up
 */
export async function askNewCredentials(record: AccountRecord, verify: Verify): Promise<Account | undefined> {
  const title = vscode.l10n.t("New Key for {0}", markOf(record) ? nameOf(record) : record.label);
  const choice = await pickKind(title, []);
  return choice === undefined || choice === "another-endpoint" ? undefined : askCredentials(choice, title, verify);
}

type Choice = Credentials["kind"] | "another-endpoint";
type ChoiceItem = vscode.QuickPickItem & { readonly choice: Choice };

async function pickKind(title: string, more: readonly ChoiceItem[]): Promise<Choice | undefined> {
  const items: ChoiceItem[] = [
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
    ...more,
  ];
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.choice;
}

function anotherEndpoint(): ChoiceItem {
  return {
    label: vscode.l10n.t("Other Endpoint…"),
    detail: vscode.l10n.t("Production, OT&E (test system), the sandbox, or a custom URL"),
    choice: "another-endpoint",
  };
}

/** Takes credentials over, or rejects with what is wrong with them. */
export type Verify = (credentials: Credentials, signal: AbortSignal) => Promise<Account>;

function askCredentials(kind: Credentials["kind"], title: string, verify: Verify): Promise<Account | undefined> {
  return kind === "api-key" ? askApiKey(title, verify) : askPassword(title, verify);
}

function askApiKey(title: string, verify: Verify): Promise<Account | undefined> {
  return ask({
    title,
    prompt: vscode.l10n.t(
      "Create a key at Joker.com under My Profile > Manage Joker.com API access keys. A read-only key is enough to view data. The key is stored in the system keyring.",
    ),
    placeholder: vscode.l10n.t("API key"),
    password: true,
    accept: (apiKey, signal) => verify({ kind: "api-key", apiKey: apiKey.trim() }, signal),
  });
}

async function askPassword(title: string, verify: Verify): Promise<Account | undefined> {
  const username = await ask({
    title,
    prompt: vscode.l10n.t("Your Joker.com username, usually an email address"),
    placeholder: vscode.l10n.t("Username"),
    password: false,
    accept: (text) => Promise.resolve(text.trim()),
  });
  if (username === undefined) return undefined;
  return ask({
    title,
    prompt: vscode.l10n.t("The password for {0}. It is stored in the system keyring.", username),
    placeholder: vscode.l10n.t("Password"),
    password: true,
    accept: (password, signal) => verify({ kind: "password", username, password }, signal),
  });
}

interface Input<T> {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  readonly password: boolean;
  /** Takes the text over, or rejects with what is wrong with it; the signal says that the user gave up. */
  readonly accept: (text: string, signal: AbortSignal) => Promise<T>;
}

/** An input box that stays open, with its text, until `accept` took the text over. */
function ask<T>({ title, prompt, placeholder, password, accept }: Input<T>): Promise<T | undefined> {
  const disposables = new Disposables();
  const box = disposables.add(vscode.window.createInputBox());
  Object.assign(box, { title, prompt, placeholder, password, ignoreFocusOut: true });
  const givenUp = new AbortController();
  return new Promise((resolve) => {
    disposables.add(box.onDidChangeValue(() => (box.validationMessage = undefined)));
    disposables.add(
      box.onDidHide(() => {
        givenUp.abort();
        resolve(undefined);
        disposables.dispose();
      }),
    );
    disposables.add(
      box.onDidAccept(() => void acceptIn(box, placeholder, (text) => accept(text, givenUp.signal), resolve)),
    );
    box.show();
  });
}

async function acceptIn<T>(
  box: vscode.InputBox,
  what: string,
  accept: (text: string) => Promise<T>,
  resolve: (taken: T) => void,
): Promise<void> {
  if (box.busy) return;
  if (box.value.trim() === "") {
    box.validationMessage = vscode.l10n.t("{0} is required.", what);
    return;
  }
  Object.assign(box, { busy: true, enabled: false, validationMessage: undefined });
  try {
    resolve(await accept(box.value));
    // VS Code hides its one box with the text that was typed, and has it there until the next one is shown.
    box.value = "";
    box.hide();
  } catch (error) {
    box.validationMessage = plain(explain(error).message);
  } finally {
    Object.assign(box, { busy: false, enabled: true });
  }
}
