import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import "../agents/vscode-stub";
import { startMcpServer, type McpServer, type McpServerOptions } from "../../../src/mcp/mcp-server";
import { McpServerProvider } from "../../../src/mcp/mcp-server-provider";

const packageJson = JSON.parse(readFileSync("package.json", "utf8")) as McpServerOptions["packageJson"] & {
  readonly contributes: {
    readonly configuration: unknown;
    readonly mcpServerDefinitionProviders: readonly { readonly id: string; readonly label: string }[];
  };
};

describe("The provider of the MCP server", () => {
  const started: McpServer[] = [];
  const closed: McpServer[] = [];
  let isEnabled: boolean;
  let failure: Error | undefined;

  const startServer = async () => {
    if (failure) throw failure;
    const server = await startMcpServer({ packageJson, getContext: () => Promise.reject(new Error("not called")) });
    started.push(server);
    const close = () => {
      closed.push(server);
      server.close();
    };
    return { ...server, close };
  };
  const createProvider = () =>
    new McpServerProvider({
      isEnabled: () => isEnabled,
      createDefinition: (url, headers) => ({ url, headers }),
      startServer,
    });

  beforeEach(() => {
    isEnabled = true;
    failure = undefined;
    started.length = 0;
    closed.length = 0;
  });
  afterEach(() => started.forEach((server) => server.close()));

  it("provides nothing and starts nothing unless the user has turned it on", async () => {
    isEnabled = false;
    const provider = createProvider();
    assert.deepEqual(provider.provide(), []);
    assert.equal(await provider.resolve(), undefined);
    assert.deepEqual(started, []);
  });

  it("provides neither port nor token, which VS Code would store, and starts nothing", () => {
    assert.deepEqual(createProvider().provide(), [{ url: "http://127.0.0.1/mcp", headers: {} }]);
    assert.deepEqual(started, []);
  });

  it("starts one server when it is needed, with a random token of 256 bits", async () => {
    const provider = createProvider();
    const [first, second] = await Promise.all([provider.resolve(), provider.resolve()]);
    assert.equal(started.length, 1);
    assert.deepEqual(first, second);
    assert.match(first?.url ?? "", /^http:\/\/127\.0\.0\.1:\d+\/mcp$/);
    const token = /^Bearer ([\w-]+)$/.exec(first?.headers["Authorization"] ?? "")?.[1] ?? "";
    assert.equal(Buffer.from(token, "base64url").length, 32);
    const ofAnotherWindow = await createProvider().resolve();
    assert.notEqual(ofAnotherWindow?.headers["Authorization"], first?.headers["Authorization"]);
    provider.close();
  });

  it("closes the server, also one that is being started, and starts another with another token", async () => {
    const provider = createProvider();
    const starting = provider.resolve();
    provider.close();
    const first = await starting;
    const second = await provider.resolve();
    assert.equal(closed.length, 1);
    assert.notEqual(second?.headers["Authorization"], first?.headers["Authorization"]);
    provider.close();
    await Promise.resolve();
    assert.equal(closed.length, 2);
    await assert.rejects(fetch(second?.url ?? "", { method: "POST" }));
  });

  it("names no server that was turned off while it was starting", async () => {
    const provider = createProvider();
    const starting = provider.resolve();
    isEnabled = false;
    provider.close();
    assert.equal(await starting, undefined);
    assert.equal(closed.length, 1);
  });

  it("tries again after a server could not be started", async () => {
    const provider = createProvider();
    failure = new Error("listen EADDRNOTAVAIL");
    await assert.rejects(provider.resolve(), failure);
    failure = undefined;
    assert.match((await provider.resolve())?.url ?? "", /^http:/);
    provider.close();
  });

  it("is off by default, for the user alone to turn on", () => {
    const found: unknown[] = [];
    JSON.stringify(packageJson.contributes.configuration, (key, value: unknown) => {
      if (key === "joker.mcpServer.enabled") found.push(value);
      return value;
    });
    assert.equal(found.length, 1);
    const { type, default: byDefault, scope } = found[0] as Record<string, unknown>;
    assert.deepEqual({ type, byDefault, scope }, { type: "boolean", byDefault: false, scope: "application" });
    const source = readFileSync("src/mcp/register-mcp-server.ts", "utf8");
    for (const { id } of packageJson.contributes.mcpServerDefinitionProviders) assert(source.includes(`"${id}"`), id);
  });
});
