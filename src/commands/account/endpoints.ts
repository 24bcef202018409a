import * as vscode from "vscode";
import { markOfEndpoint } from "../../account/model";
import { oteEndpoint, productionEndpoint, readEndpoint } from "../../dmapi/endpoint";
import { HumanError } from "../../workbench/human-error";
import { openSetting, settings } from "../../workbench/settings";

/** The sandbox of this window, which has no endpoint before it is started. */
export const sandboxChoice = "sandbox";

/**
 * The endpoint `joker.endpoint` names.
 * @throws HumanError when it is not usable
 */
export function endpointOfSetting(): string {
  const read = readEndpoint(settings.endpoint());
  if ("endpoint" in read) return read.endpoint;
  const remedy = { title: vscode.l10n.t("Open Setting"), run: () => openSetting("endpoint") };
  throw new HumanError(vscode.l10n.t("The setting joker.endpoint is invalid. {0}", textOf(read.problem)), [remedy]);
}

/** Asks where to sign in; undefined when the user gave up. */
export async function pickEndpoint(): Promise<string | undefined> {
  const items = [
    { label: vscode.l10n.t("Production"), detail: productionEndpoint, value: productionEndpoint },
    { label: vscode.l10n.t("OT&E (test system)"), detail: oteEndpoint, value: oteEndpoint },
    { label: vscode.l10n.t("Sandbox"), detail: vscode.l10n.t("Sample data on this computer"), value: sandboxChoice },
    { label: vscode.l10n.t("Another URL…"), detail: vscode.l10n.t("A custom DMAPI server (https only)"), value: "" },
  ];
  const title = vscode.l10n.t("Select Endpoint");
  const chosen = await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true });
  return chosen?.value === "" ? askUrl(title) : chosen?.value;
}

async function askUrl(title: string): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("The DMAPI server URL. Your key is sent only to this server."),
    placeHolder: "https://dmapi.example.com",
    ignoreFocusOut: true,
    validateInput: problemOf,
  });
  const read = text === undefined ? undefined : readEndpoint(text);
  return read && "endpoint" in read ? read.endpoint : undefined;
}

function problemOf(text: string): string | undefined {
  const read = readEndpoint(text);
  return "problem" in read ? textOf(read.problem) : undefined;
}

function textOf(problem: "not-a-url" | "not-https" | "has-secret"): string {
  const problems = {
    "not-a-url": vscode.l10n.t("Enter a URL such as https://dmapi.joker.com."),
    "not-https": vscode.l10n.t(
      "The URL must start with https:// to protect your key. Plain http is allowed only for 127.0.0.1.",
    ),
    "has-secret": vscode.l10n.t("The URL must not contain a username, password, or parameters."),
  };
  return problems[problem];
}

/** A title that names the endpoint where it is not production. */
export function titleFor(endpoint: string, mark = markOfEndpoint(endpoint)): string {
  return mark ? vscode.l10n.t("Sign In to Joker.com · {0}", mark) : vscode.l10n.t("Sign In to Joker.com");
}
