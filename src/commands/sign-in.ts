import * as vscode from "vscode";
import type { Accounts } from "../account/accounts";
import { explain } from "../account/explain";
import { markOfEndpoint, type Account } from "../account/model";
import { readEndpoint } from "../dmapi/endpoint";
import type { Credentials } from "../dmapi/session";
import { Disposables } from "../workbench/disposables";
import { HumanError } from "../workbench/human-error";
import { plain } from "../workbench/plain";
import { openSetting, settings } from "../workbench/settings";

/**
 * Asks for credentials and signs in; the input stays open until a login succeeded or the user gives up.
 * @returns undefined when the user gave up
 * @throws HumanError when `joker.endpoint` is not usable
 */
export async function askAndSignIn(accounts: Accounts): Promise<Account | undefined> {
  const endpoint = endpointToUse();
  const kind = await pickKind(endpoint);
  if (!kind) return undefined;
  const verify: Verify = (credentials, signal) => accounts.signIn(endpoint, credentials, true, signal);
  return kind === "api-key" ? askApiKey(endpoint, verify) : askPassword(endpoint, verify);
}

function endpointToUse(): string {
  const read = readEndpoint(settings.endpoint());
  if ("endpoint" in read) return read.endpoint;
  const problems = {
    "not-a-url": vscode.l10n.t("The setting joker.endpoint is not a URL such as https://dmapi.joker.com."),
    "not-https": vscode.l10n.t(
      "The setting joker.endpoint must begin with https://, so that no key travels unencrypted. Plain http is for 127.0.0.1 alone.",
    ),
    "has-secret": vscode.l10n.t("The setting joker.endpoint must be a plain URL without user, password or parameters."),
  };
  const remedy = { title: vscode.l10n.t("Open Setting"), run: () => openSetting("endpoint") };
  throw new HumanError(problems[read.problem], [remedy]);
}

async function pickKind(endpoint: string): Promise<Credentials["kind"] | undefined> {
  const items = [
    {
      label: vscode.l10n.t("API Key"),
      description: vscode.l10n.t("recommended"),
      detail: vscode.l10n.t("Can be restricted to reading, and revoked on its own"),
      choice: "api-key" as const,
    },
    {
      label: vscode.l10n.t("Username and Password"),
      description: "",
      detail: vscode.l10n.t("The ones of Joker.com's web site"),
      choice: "password" as const,
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: titleFor(endpoint), ignoreFocusOut: true });
  return chosen?.choice;
}

function titleFor(endpoint: string): string {
  const mark = markOfEndpoint(endpoint);
  return mark ? vscode.l10n.t("Sign In to Joker.com · {0}", mark) : vscode.l10n.t("Sign In to Joker.com");
}

type Verify = (credentials: Credentials, signal: AbortSignal) => Promise<Account>;

function askApiKey(endpoint: string, verify: Verify): Promise<Account | undefined> {
  return ask({
    title: titleFor(endpoint),
    prompt: vscode.l10n.t(
      "Create a key at Joker.com in My Profile, section Manage Joker.com API access keys. A read-only key is enough to look. It is kept in the system's keyring.",
    ),
    placeholder: vscode.l10n.t("API key"),
    password: true,
    accept: (apiKey, signal) => verify({ kind: "api-key", apiKey: apiKey.trim() }, signal),
  });
}

async function askPassword(endpoint: string, verify: Verify): Promise<Account | undefined> {
  const username = await ask({
    title: titleFor(endpoint),
    prompt: vscode.l10n.t("Your Joker.com user name, which is an e-mail address in most cases."),
    placeholder: vscode.l10n.t("User name"),
    password: false,
    accept: (text) => Promise.resolve(text.trim()),
  });
  if (username === undefined) return undefined;
  return ask({
    title: titleFor(endpoint),
    prompt: vscode.l10n.t("The password of {0}. It is kept in the system's keyring.", username),
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
    box.validationMessage = vscode.l10n.t("Enter something here: {0}.", what);
    return;
  }
  Object.assign(box, { busy: true, enabled: false, validationMessage: undefined });
  try {
    resolve(await accept(box.value));
    box.hide();
  } catch (error) {
    box.validationMessage = plain(explain(error).message);
  } finally {
    Object.assign(box, { busy: false, enabled: true });
  }
}
