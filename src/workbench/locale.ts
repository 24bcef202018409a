import * as vscode from "vscode";

const fallbackLocale = "en";

/**
 * VS Code's display language as a locale that Intl accepts: it throws for an empty or malformed one, as some language
 * settings give.
 */
export function displayLocale(): string {
  try {
    return Intl.getCanonicalLocales(vscode.env.language.replaceAll("_", "-"))[0] ?? fallbackLocale;
  } catch {
    return fallbackLocale;
  }
}
