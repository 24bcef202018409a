import * as vscode from "vscode";
import type { Accounts } from "../account/accounts";
import type { Account } from "../account/model";
import { explain, obstacleText } from "../account/explain";
import { obstacleTo, type Obstacle, type Subject } from "../account/rights";
import type { Data } from "../data/data";
import type { Resource } from "../data/resource";
import { DmapiError } from "../dmapi/errors";
import { readOnlyMode } from "../dmapi/outcome";
import type { Clock } from "../workbench/clock";
import { HumanError, type Remedy } from "../workbench/human-error";
import type { Log } from "../workbench/log";
import { tellError } from "../workbench/messages";
import { claim } from "./claims";

/** What every command works with. */
export interface Desk {
  readonly accounts: Accounts;
  readonly data: Data;
  readonly watch: {
    /** Looks again several times in the next minute; to be called before something is done to these domains. */
    burst(domains?: readonly string[]): void;
    /** Keeps a result from being news, since somebody waits for it and is told. */
    hold(account: string, procId: string): { told(): Promise<boolean>; drop(): void };
  };
  readonly log: Log;
  readonly clock: Clock;
  readonly extensionUri: vscode.Uri;
  /** Where choices are remembered, on this computer: never anything secret. */
  readonly memory: vscode.Memento;
  /** The same for what belongs to the workspace that is open. */
  readonly workspaceMemory: vscode.Memento;
}

/** Commands by id; each gets what VS Code passes, such as the row it was called on. */
export type Handlers = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** Registers commands whose failures are told in the user's words, with a way out where there is one. */
export function register(desk: Desk, handlers: Handlers): vscode.Disposable {
  const disposables = Object.entries(handlers).map(([id, handler]) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        await handler(...args);
      } catch (error) {
        await report(desk, error);
      }
    }),
  );
  return vscode.Disposable.from(...disposables);
}

async function report(desk: Desk, error: unknown): Promise<void> {
  const { message, reason } = explain(error);
  if (reason === "cancelled") return;
  desk.log.error(reason === "defect" && error instanceof Error ? (error.stack ?? error.message) : message);
  await tellError(message, remediesFor(desk, error));
}

function remediesFor(desk: Desk, error: unknown): readonly Remedy[] {
  if (error instanceof HumanError) return error.remedies;
  const showLog = { title: vscode.l10n.t("Show Log"), run: () => desk.log.show() };
  if (!(error instanceof DmapiError)) return [showLog];
  if (error.code === readOnlyMode) return [wayOutOf("read-only-mode")];
  if (error.reason === "permission") return [wayOutOf("refused"), showLog];
  return error.reason === "authentication" ? [remedy(vscode.l10n.t("Sign In"), "joker.signIn"), showLog] : [showLog];
}

/**
 * The value of `resource`, loaded first where nobody has looked at it yet.
 * @throws HumanError with what failed
 */
export async function valueOf<T>(desk: Desk, resource: Resource<T>): Promise<T> {
  desk.accounts.require();
  if (resource.value === undefined) await resource.refresh();
  const { state } = resource;
  if (state.kind === "failed" && state.value === undefined) throw new HumanError(state.failure.message);
  if (resource.value === undefined) throw new HumanError(vscode.l10n.t("No data was loaded. Try again."));
  return resource.value;
}

/**
 * Refreshes because the user asked: refused credentials may be tried once more, and when this went well, so may
 * everything else that had failed.
 */
export async function refreshNow(desk: Desk, resource: Resource<unknown>): Promise<void> {
  desk.accounts.require().session.allowLogin();
  await resource.reload();
  if (resource.state.kind !== "ready") return;
  const failed = desk.data.all.filter(({ state }) => state.kind === "failed");
  await Promise.all(failed.map((other) => other.reload()));
}

/**
 * Does something to one thing, named by `key`, while its view shows that it is being done.
 * @throws HumanError when the same is under way already: a second click is not a second order
 */
export async function act<T>(view: string, key: string, action: () => Promise<T>): Promise<T> {
  const release = claim(key);
  if (!release) throw new HumanError(vscode.l10n.t("Already in progress."));
  try {
    return await vscode.window.withProgress({ location: { viewId: `joker.${view}` } }, action);
  } finally {
    release();
  }
}

/** Shows the new truth after an action, whatever came of it, wherever the old one was shown. */
export async function afterwards<T>(action: Promise<T>, ...resources: Resource<unknown>[]): Promise<T> {
  try {
    return await action;
  } finally {
    const known = resources.filter(({ state }) => state.kind !== "idle");
    await Promise.all(known.map((resource) => resource.reload()));
  }
}

/**
 * An account, the active one if left out, where it may modify `subject` as far as it is known.
 * @throws HumanError which says why it may not and what helps
 */
export function requireRight(desk: Desk, subject: Subject, account = desk.accounts.require()): Account {
  const obstacle = obstacleTo(account.rights, subject);
  if (obstacle) throw new HumanError(obstacleText(obstacle), [wayOutOf(obstacle)]);
  return account;
}

function wayOutOf(obstacle: Obstacle): Remedy {
  return obstacle === "read-only-mode"
    ? remedy(vscode.l10n.t("Turn Off Read-Only Mode"), "joker.account.readOnly")
    : remedy(vscode.l10n.t("Edit API Key"), "joker.account.editKey");
}

function remedy(title: string, command: string): Remedy {
  return { title, run: () => vscode.commands.executeCommand(command) };
}

/**
 * The account may have been signed out while a question was open; being left for another one does no harm.
 * @throws HumanError
 */
export async function requireSame({ accounts }: Desk, account: Account): Promise<void> {
  const now = await accounts.use(account.id).catch(() => undefined);
  if (now !== account)
    throw new HumanError(vscode.l10n.t("The account changed in the meantime, so nothing was sent. Try again."));
}

/** Lets the views follow what is about to be done to these transfers for the next minute. */
export function burst({ accounts, watch }: Desk, account: Account, transfers: readonly { domain: string }[]): void {
  if (accounts.current === account) watch.burst(transfers.map(({ domain }) => domain));
}
