import type { McpServer } from "./mcp-server";

/** What a provider of the server needs. */
export interface McpServerProviderOptions<Definition> {
  readonly isEnabled: () => boolean;
  /** A definition as VS Code knows it. */
  readonly createDefinition: (url: string, headers: Record<string, string>) => Definition;
  readonly startServer: () => Promise<McpServer>;
}

/** VS Code stores what is provided in files, so that it has neither port nor token. */
const unresolvedUrl = "http://127.0.0.1/mcp";

/** Provides one server, which is started when it is first needed, and again after it was closed. */
export class McpServerProvider<Definition> {
  private server: Promise<McpServer> | undefined;

  constructor(private readonly options: McpServerProviderOptions<Definition>) {}

  /** The definition of the server, if it is enabled; starts nothing. */
  provide(): Definition[] {
    const { isEnabled, createDefinition } = this.options;
    return isEnabled() ? [createDefinition(unresolvedUrl, {})] : [];
  }

  /**
   * The definition of the running server; undefined if it is not enabled.
   * @throws the system's error if it cannot be started
   */
  async resolve(): Promise<Definition | undefined> {
    const { isEnabled, createDefinition } = this.options;
    if (!isEnabled()) return undefined;
    const { url, headers } = await this.start();
    return isEnabled() ? createDefinition(url, { ...headers }) : undefined;
  }

  /** Also closes a server that is being started. */
  close(): void {
    const { server } = this;
    this.server = undefined;
    server?.then(
      (started) => started.close(),
      () => undefined,
    );
  }

  private start(): Promise<McpServer> {
    if (this.server) return this.server;
    const starting = this.options.startServer();
    this.server = starting;
    starting.catch(() => {
      if (this.server === starting) this.server = undefined;
    });
    return starting;
  }
}
