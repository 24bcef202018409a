import { randomBytes } from "node:crypto";
import type { AgentContext } from "../agents/agent-tool";
import { runTool } from "../agents/run-tool";
import { startHttpEndpoint } from "./http-endpoint";
import { readToolDefinitions } from "./tool-definitions";
import { createToolHandler } from "./tool-handler";

/** A running server. */
export interface McpServer {
  readonly url: string;
  /** Random, and in no file. */
  readonly token: string;
  /** What a client sends with every request: the token. */
  readonly headers: Readonly<Record<string, string>>;
  /** Ends every request. */
  close(): void;
}

/** What the server needs of the extension. */
export interface McpServerOptions {
  /** The manifest, which also describes the tools. */
  readonly packageJson: { readonly name: string; readonly displayName: string; readonly version: string };
  readonly getContext: () => Promise<AgentContext>;
}

const tokenBytes = 32;

/** Starts a server with the tools of the manifest on loopback, for those who know its random token. */
export async function startMcpServer({ packageJson, getContext }: McpServerOptions): Promise<McpServer> {
  const { name, displayName, version } = packageJson;
  const token = randomBytes(tokenBytes).toString("base64url");
  const handler = createToolHandler({
    info: { name, title: displayName, version },
    tools: readToolDefinitions(packageJson),
    callTool: async (tool, input, signal) => runTool(tool, await getContext(), input, signal),
  });
  const endpoint = await startHttpEndpoint((request) => handler.fetch(request), token);
  const close = () => {
    endpoint.close();
    handler.close().catch(() => undefined);
  };
  return { url: endpoint.url, token, headers: { Authorization: `Bearer ${token}` }, close };
}
