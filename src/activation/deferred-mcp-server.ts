import type * as vscode from "vscode";
import { registerMcpServer } from "../mcp/register-mcp-server";
import type { Services } from "../services";
import type { Lazy } from "../workbench/lazy";
import type { Log } from "../workbench/log";

/** Registers the MCP server for other agents; what answers is loaded with the first call. */
export function registerDeferredMcpServer(
  context: vscode.ExtensionContext,
  services: Lazy<Services>,
  log: Log,
): vscode.Disposable {
  return registerMcpServer(context, async () => (await services.get()).agents.getContext(), log);
}
