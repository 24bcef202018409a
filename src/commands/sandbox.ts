import * as vscode from "vscode";
import { nameOf } from "../account/model";
import type { Sandbox } from "../sandbox/server";
import { tell } from "../workbench/messages";
import { setContext } from "../workbench/context";
import { register, type Desk } from "./desk";

/** Runs a DMAPI server inside the extension and signs in to it, so that everything can be tried without an account. */
export function registerSandboxCommands(desk: Desk): vscode.Disposable {
  let running: Promise<Sandbox> | undefined;

  async function start(): Promise<void> {
    running ??= launch();
    const { url } = await running.catch((error: unknown) => {
      running = undefined;
      throw error;
    });
    setContext("sandbox.running", true);
    if (desk.accounts.current?.endpoint === url) return;
    const open = desk.accounts.records().find(({ endpoint }) => endpoint === url);
    if (open) await desk.accounts.open(open);
    else await desk.accounts.signIn(url, { kind: "api-key", apiKey: "sandbox-full" }, false);
  }

  async function stop(): Promise<void> {
    const sandbox = await running;
    if (!sandbox) {
      tell(vscode.l10n.t("The sandbox is not running."));
      return;
    }
    running = undefined;
    setContext("sandbox.running", false);
    const own = desk.accounts.records().filter(({ endpoint }) => endpoint === sandbox.url);
    const isActive = own.some(({ id }) => id === desk.accounts.current?.id);
    for (const { id } of own) await desk.accounts.remove(id);
    if (isActive) await desk.accounts.restore();
    await sandbox.close();
    const { current } = desk.accounts;
    tell(
      current
        ? vscode.l10n.t("The sandbox was stopped. You are now signed in as {0}.", nameOf(current))
        : vscode.l10n.t("The sandbox was stopped."),
    );
  }

  const commands = register(desk, { "joker.sandbox.start": start, "joker.sandbox.stop": stop });
  const end = { dispose: () => void running?.then((sandbox) => sandbox.close()) };
  return vscode.Disposable.from(commands, end);
}

async function launch(): Promise<Sandbox> {
  const { startSandbox } = await import("../sandbox/server");
  return startSandbox();
}
