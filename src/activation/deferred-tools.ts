import type * as vscode from "vscode";
import { registerTools } from "../agents/register-tools";
import type { Services } from "../services";
import type { Lazy } from "../workbench/lazy";

/** Registers the tools for language models; what answers is loaded with the first call. */
export function registerDeferredTools(services: Lazy<Services>): vscode.Disposable {
  return registerTools({
    getAccountName: async () => (await services.get()).agents.getAccountName(),
    getContext: async () => (await services.get()).agents.getContext(),
  });
}
