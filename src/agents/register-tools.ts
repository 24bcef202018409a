import * as vscode from "vscode";
import type { AgentContext } from "./agent-tool";
import { toolNames, type ToolName } from "./tool-names";

/** What the tools need of the extension, which is loaded when one of them is first called. */
export interface ToolSource {
  /** The name of the active account with its environment; undefined when nobody is signed in. */
  getAccountName(): Promise<string | undefined>;
  getContext(): Promise<AgentContext>;
}

/** Registers the tools of package.json. Each call is confirmed by the user, as VS Code asks or remembers. */
export function registerTools(source: ToolSource): vscode.Disposable {
  const tools = Object.values(toolNames).map((name) => vscode.lm.registerTool(name, createTool(name, source)));
  return vscode.Disposable.from(...tools);
}

function createTool(name: ToolName, source: ToolSource): vscode.LanguageModelTool<unknown> {
  let confirmed: ConfirmedAccount | undefined;
  return {
    prepareInvocation: async () => {
      // It sends nothing.
      if (name === toolNames.transferState) return {};
      const account = await source.getAccountName();
      confirmed = { name: account };
      return account === undefined ? {} : createConfirmation(name, account);
    },
    invoke: async ({ input }, token) => {
      const abort = new AbortController();
      const cancellation = token.onCancellationRequested(() => abort.abort());
      if (token.isCancellationRequested) abort.abort();
      try {
        await requireConfirmedAccount(source, confirmed);
        const { runTool } = await import("./run-tool");
        const text = await runTool(name, await source.getContext(), input, abort.signal);
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
      } catch (error) {
        throw abort.signal.aborted ? new vscode.CancellationError() : error;
      } finally {
        cancellation.dispose();
      }
    },
  };
}

/** What the confirmation named; no name if nobody was signed in, and nothing was confirmed. */
interface ConfirmedAccount {
  readonly name: string | undefined;
}

/** The user may have switched the account, or signed in, after the confirmation. */
async function requireConfirmedAccount(source: ToolSource, confirmed: ConfirmedAccount | undefined): Promise<void> {
  if (!confirmed || (await source.getAccountName()) === confirmed.name) return;
  throw new Error("The active account changed after the user confirmed the call. Call the tool again.");
}

function createConfirmation(name: ToolName, account: string): vscode.PreparedToolInvocation {
  const { title, progress } = toolTexts()[name];
  const message = vscode.l10n.t(
    "The assistant wants to read data from {0}. The answer can include your customers' names and amounts, and is sent to the language model. Nothing is changed.",
    account,
  );
  return {
    invocationMessage: progress,
    // Plain text within Markdown: an account name comes from a server.
    confirmationMessages: { title, message: new vscode.MarkdownString().appendText(message) },
  };
}

function toolTexts(): Record<ToolName, { readonly title: string; readonly progress: string }> {
  const reading = vscode.l10n.t("Reading from Joker.com");
  return {
    [toolNames.transfers]: { title: vscode.l10n.t("Read pending transfers?"), progress: reading },
    [toolNames.orders]: { title: vscode.l10n.t("Read orders and their totals?"), progress: reading },
    [toolNames.results]: { title: vscode.l10n.t("Read the list of results?"), progress: reading },
    [toolNames.result]: { title: vscode.l10n.t("Read a result? Auth-IDs stay masked."), progress: reading },
    [toolNames.balance]: { title: vscode.l10n.t("Read the balance?"), progress: reading },
    [toolNames.transferState]: { title: vscode.l10n.t("Explain a transfer state?"), progress: reading },
  };
}
