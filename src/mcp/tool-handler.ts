import {
  createMcpHandler,
  McpServer,
  ProtocolError,
  ProtocolErrorCode,
  type McpHttpHandler,
} from "@modelcontextprotocol/server";
import { dataNotice } from "../agents/answer";
import { toolNames, type ToolName } from "../agents/tool-names";
import { NoSchemaValidator } from "./no-schema-validator";
import type { ToolDefinition } from "./tool-definitions";

/** What is served. */
export interface ToolHandlerOptions {
  /** Names and version of the extension. */
  readonly info: { readonly name: string; readonly title: string; readonly version: string };
  readonly tools: readonly ToolDefinition[];
  /** The answer of a tool. An error's message is shown to the model. */
  readonly callTool: (name: ToolName, input: unknown, signal: AbortSignal) => Promise<string>;
}

/** Clients rarely subscribe, and nothing here changes. */
const maxSubscriptions = 4;

const instructions = `These tools read the Joker.com account that is active in the user's VS Code window, and change nothing. Every answer names the account. ${dataNotice}`;

/**
 * Serves tools by the Model Context Protocol. Every request is served by a server of its own, so that there are no sessions
 * and nothing is kept between requests.
 */
export function createToolHandler(options: ToolHandlerOptions): McpHttpHandler {
  return createMcpHandler(() => createToolServer(options), { maxSubscriptions });
}

/** The manifest has JSON schemas, and a tool checks its input itself: the lower level of the SDK takes both as they are. */
function createToolServer({ info, tools, callTool }: ToolHandlerOptions): McpServer {
  const mcpServer = new McpServer(info, {
    capabilities: { tools: {} },
    instructions,
    jsonSchemaValidator: new NoSchemaValidator(),
  });
  const { server } = mcpServer;
  server.setRequestHandler("tools/list", () => ({ tools: tools.map(describeTool) }));
  server.setRequestHandler("tools/call", async ({ params }, { mcpReq: { signal } }) => {
    const tool = tools.find(({ name }) => name === params.name);
    if (!tool) throw new ProtocolError(ProtocolErrorCode.InvalidParams, "There is no such tool.");
    try {
      return textResult(await callTool(tool.name, params.arguments ?? {}, signal));
    } catch (error) {
      return { ...textResult(error instanceof Error ? error.message : String(error)), isError: true };
    }
  });
  return mcpServer;
}

function describeTool({ name, title, description, inputSchema }: ToolDefinition) {
  const annotations = {
    title,
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    // The explanation of a state sends no request.
    openWorldHint: name !== toolNames.transferState,
  };
  return { name, title, description, inputSchema, annotations };
}

function textResult(text: string) {
  return { content: [{ type: "text" as const, text }] };
}
