import * as vscode from "vscode";
import { redactSecretFields } from "../redaction/redact-fields";
import { SecretRedactor } from "../redaction/secret-redactor";

/** The extension's log, shown by `Joker: Show Log`. Secrets are redacted by value and by field name. */
export interface Log {
  /** Keys, passwords and session ids are registered here when they become known. */
  readonly secrets: SecretRedactor;
  /** Auth-ids in replies are registered here: documents may show them, the log may not. */
  readonly authIds: SecretRedactor;
  /** The text without secrets. */
  redact(text: string): string;
  debug(text: string): void;
  info(text: string): void;
  warn(text: string): void;
  error(problem: string | Error): void;
  show(): void;
}

/** Creates the log. Nothing else writes to its channel. */
export function createLog(): Log & vscode.Disposable {
  const channel = vscode.window.createOutputChannel("Joker.com DMAPI", { log: true });
  const secrets = new SecretRedactor();
  const authIds = new SecretRedactor();
  const redact = (text: string) => redactSecretFields(authIds.redact(secrets.redact(text)));
  return {
    secrets,
    authIds,
    redact,
    debug: (text) => channel.debug(redact(text)),
    info: (text) => channel.info(redact(text)),
    warn: (text) => channel.warn(redact(text)),
    error: (problem) =>
      channel.error(redact(typeof problem === "string" ? problem : (problem.stack ?? problem.message))),
    show: () => channel.show(),
    dispose: () => channel.dispose(),
  };
}
