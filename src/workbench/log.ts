import * as vscode from "vscode";
import { withoutSecretFields } from "../secrecy/fields";
import { Secrets } from "../secrecy/secrets";

/** The extension's log, shown by `Joker: Show Log`. Secrets are taken out of all that is written, by value and by name. */
export interface Log {
  /** Who gets to know a key, a password or a session id tells it here. */
  readonly secrets: Secrets;
  /** Who reads auth-ids in a reply tells them here: replies hold them for whom they are for, the log does not. */
  readonly authIds: Secrets;
  /** A text as it may be shown or copied: without secrets. */
  clean(text: string): string;
  debug(text: string): void;
  info(text: string): void;
  warn(text: string): void;
  error(problem: string | Error): void;
  show(): void;
}

/** Opens the log. Nothing else writes to its channel. */
export function createLog(): Log & vscode.Disposable {
  const channel = vscode.window.createOutputChannel("Joker.com DMAPI", { log: true });
  const secrets = new Secrets();
  const authIds = new Secrets();
  const clean = (text: string) => withoutSecretFields(authIds.takenOutOf(secrets.takenOutOf(text)));
  return {
    secrets,
    authIds,
    clean,
    debug: (text) => channel.debug(clean(text)),
    info: (text) => channel.info(clean(text)),
    warn: (text) => channel.warn(clean(text)),
    error: (problem) =>
      channel.error(clean(typeof problem === "string" ? problem : (problem.stack ?? problem.message))),
    show: () => channel.show(),
    dispose: () => channel.dispose(),
  };
}
