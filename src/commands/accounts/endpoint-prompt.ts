import * as vscode from "vscode";
import { endpointLabel } from "../../accounts/model";
import { oteEndpoint, productionEndpoint, parseEndpoint } from "../../dmapi/endpoint";
import { UserFacingError } from "../../workbench/user-facing-error";
import { openSetting, settings } from "../../workbench/settings";

/** The choice for the sandbox of this window, which has no endpoint before it is started. */
export const sandboxChoice = "sandbox";

/**
 * The endpoint `joker.endpoint` names.
 * @throws UserFacingError when it is not usable
 */
export function requireEndpointSetting(): string {
  const parsed = parseEndpoint(settings.endpoint());
  if ("endpoint" in parsed) return parsed.endpoint;
  const action = { title: vscode.l10n.t("Open Setting"), run: () => openSetting("endpoint") };
  throw new UserFacingError(
    vscode.l10n.t("The joker.endpoint setting is invalid. {0}", endpointProblemText(parsed.problem)),
    [action],
  );
}

/** Asks where to sign in; undefined when the user canceled. */
export async function promptForEndpoint(): Promise<string | undefined> {
  const items = [
    { label: vscode.l10n.t("Production"), detail: productionEndpoint, value: productionEndpoint },
    { label: vscode.l10n.t("OT&E (test system)"), detail: oteEndpoint, value: oteEndpoint },
    { label: vscode.l10n.t("Sandbox"), detail: vscode.l10n.t("Sample data on this computer"), value: sandboxChoice },
    { label: vscode.l10n.t("Another URL…"), detail: vscode.l10n.t("A custom DMAPI server"), value: "" },
  ];
  const title = vscode.l10n.t("Select Endpoint");
  const chosen = await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true });
  return chosen?.value === "" ? promptForUrl(title) : chosen?.value;
}

async function promptForUrl(title: string): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("The DMAPI server URL. Your key is sent only to this server."),
    placeHolder: "https://dmapi.example.com",
    ignoreFocusOut: true,
    validateInput: validateUrl,
  });
  const parsed = text === undefined ? undefined : parseEndpoint(text);
  return parsed && "endpoint" in parsed ? parsed.endpoint : undefined;
}

function validateUrl(text: string): string | undefined {
  const parsed = parseEndpoint(text);
  return "problem" in parsed ? endpointProblemText(parsed.problem) : undefined;
}

function endpointProblemText(problem: "not-a-url" | "not-https" | "has-secret"): string {
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
export function signInTitle(endpoint: string, environment = endpointLabel(endpoint)): string {
  return environment ? vscode.l10n.t("Sign In to Joker.com · {0}", environment) : vscode.l10n.t("Sign In to Joker.com");
}
