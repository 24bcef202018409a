import * as vscode from "vscode";
import type { AgentContext } from "../agents/agent-tool";
import type { Log } from "../workbench/log";
import { onDidChangeSettings, settings } from "../workbench/settings";
import { McpServerProvider } from "./mcp-server-provider";

/** As in `contributes.mcpServerDefinitionProviders`. */
const providerId = "joker-dmapi.mcp";

/**
 * The part of the API of VS Code 1.101 that is used; the extension also runs in 1.100, which has it under the same name, but
 * for extensions with proposed APIs only.
 */
export interface McpApi {
  readonly McpHttpServerDefinition?: new (
    label: string,
    uri: vscode.Uri,
    headers: Record<string, string>,
    version: string,
  ) => object;
  readonly lm: {
    readonly registerMcpServerDefinitionProvider?: (id: string, provider: McpProvider) => vscode.Disposable;
  };
}

/** What VS Code asks for servers. */
export interface McpProvider {
  readonly onDidChangeMcpServerDefinitions: vscode.Event<void>;
  /** Called early, and for all servers. */
  readonly provideMcpServerDefinitions: () => object[];
  /** Called whenever VS Code starts a server. */
  readonly resolveMcpServerDefinition: () => Promise<object | undefined>;
}

interface Manifest {
  readonly name: string;
  readonly displayName: string;
  readonly version: string;
}

/**
 * Offers the tools for language models to other agents as an MCP server, as long as the setting is on. The server listens
 * from when VS Code starts it until the setting is turned off or the window closes. Does nothing in VS Code 1.100.
 * @param getContext is called with each call of a tool
 */
export function registerMcpServer(
  { extension }: Pick<vscode.ExtensionContext, "extension">,
  getContext: () => Promise<AgentContext>,
  log: Pick<Log, "secrets" | "info">,
): vscode.Disposable {
  const { McpHttpServerDefinition, lm } = vscode as unknown as McpApi;
  if (!McpHttpServerDefinition || !lm.registerMcpServerDefinitionProvider) return { dispose: () => undefined };
  const manifest = extension.packageJSON as Manifest;
  const provider = new McpServerProvider({
    isEnabled: settings.isMcpServerEnabled,
    createDefinition: (url, headers) =>
      new McpHttpServerDefinition(manifest.displayName, vscode.Uri.parse(url), headers, manifest.version),
    startServer: async () => {
      const { startMcpServer } = await import("./mcp-server");
      const server = await startMcpServer({ packageJson: manifest, getContext });
      log.secrets.add(server.token);
      return server;
    },
  });
  const changed = new vscode.EventEmitter<void>();
  const registration = tryRegister(lm.registerMcpServerDefinitionProvider, log, {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions: () => provider.provide(),
    resolveMcpServerDefinition: () => provider.resolve(),
  });
  const settingChange = onDidChangeSettings(["mcpServer.enabled"], () => {
    if (!settings.isMcpServerEnabled()) provider.close();
    changed.fire();
  });
  return vscode.Disposable.from(registration, settingChange, changed, { dispose: () => provider.close() });
}

/** An API that refuses must not keep the extension from being activated. */
function tryRegister(
  register: NonNullable<McpApi["lm"]["registerMcpServerDefinitionProvider"]>,
  log: Pick<Log, "info">,
  provider: McpProvider,
): vscode.Disposable {
  try {
    return register(providerId, provider);
  } catch (error) {
    log.info(
      `This VS Code takes no MCP servers from extensions: ${error instanceof Error ? error.message : String(error)}`,
    );
    return { dispose: () => undefined };
  }
}
