import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import * as vscode from "vscode";
import { toolNames } from "../../src/agents/tool-names";
import { registerMcpServer, type McpApi, type McpProvider } from "../../src/mcp/register-mcp-server";
import { eventually } from "../eventually";
import { useSignedIn } from "./test-api";

/** As VS Code 1.101 and later create it. */
interface Definition {
  readonly label: string;
  readonly uri: vscode.Uri;
  readonly headers: Record<string, string>;
}

/** 1.100 has the API for extensions with proposed APIs only. */
const isOffered = !vscode.version.startsWith("1.100.");
const serverId = "joker-dmapi.joker-dmapi/DMAPI for Joker.com";
const names = Object.values(toolNames).sort();

describe("The MCP server in VS Code", () => {
  const now = useSignedIn();
  let provider: McpProvider | undefined;
  let registration: vscode.Disposable;

  /** Registers the provider again, in the place of the one that is registered since the activation, to see what VS Code gets. */
  beforeEach(() => {
    const { lm } = vscode as unknown as McpApi;
    const original = lm.registerMcpServerDefinitionProvider;
    const register: typeof original = (id, given) => {
      const registered = original!(id, given);
      provider = given;
      return registered;
    };
    const extension = vscode.extensions.getExtension("joker-dmapi.joker-dmapi")!;
    Object.assign(lm, { registerMcpServerDefinitionProvider: register });
    try {
      registration = registerMcpServer({ extension }, () => Promise.resolve(now().agents.getContext()), now().log);
    } finally {
      Object.assign(lm, { registerMcpServerDefinitionProvider: original });
    }
  });
  afterEach(() => {
    provider = undefined;
    registration.dispose();
  });

  const turn = (isOn: boolean) => vscode.workspace.getConfiguration("joker").update("mcpServer.enabled", isOn, true);

  const resolve = async () => (await provider?.resolveMcpServerDefinition()) as Definition | undefined;

  function countListeners(): number {
    return process.getActiveResourcesInfo().filter((name) => name === "TCPServerWrap").length;
  }

  async function connect({ uri, headers }: Definition): Promise<Client> {
    const client = new Client({ name: "test", version: "1.0.0" });
    await client.connect(new StreamableHTTPClientTransport(new URL(uri.toString(true)), { requestInit: { headers } }));
    return client;
  }

  function listedByVsCode(): string[] {
    const listed = vscode.lm.tools.filter(({ name }) => name.startsWith("mcp_"));
    return listed.map(({ name }) => name.slice(name.indexOf("joker-dmapi_"))).sort();
  }

  it("is offered where VS Code has the API, and breaks nothing in the lowest version", async () => {
    const extension = vscode.extensions.getExtension("joker-dmapi.joker-dmapi");
    assert(extension?.isActive);
    assert.equal(provider !== undefined, isOffered);
    const before = countListeners();
    await turn(true);
    assert.equal(provider?.provideMcpServerDefinitions().length, isOffered ? 1 : undefined);
    assert.equal(countListeners(), before);
  });

  it("is neither named nor started while the setting is off", async function () {
    if (!provider) return this.skip();
    const before = countListeners();
    assert.deepEqual(provider.provideMcpServerDefinitions(), []);
    assert.equal(await resolve(), undefined);
    assert.equal(countListeners(), before);
  });

  it("answers the SDK's client while the setting is on, and then stops listening", async function () {
    if (!provider) return this.skip();
    const before = countListeners();
    await turn(true);
    const definition = await resolve();
    assert(definition);
    assert.equal(definition.uri.authority.split(":")[0], "127.0.0.1");
    assert.equal(countListeners(), before + 1);
    const client = await connect(definition);
    assert.deepEqual((await client.listTools()).tools.map(({ name }) => name).sort(), names);
    const { content, isError } = await client.callTool({ name: toolNames.balance });
    const [part] = content as { type: string; text: string }[];
    // The name is redacted where another test has signed in with the sandbox's password, which is part of it.
    assert.match(part?.text ?? "", /^Joker\.com account "[^"]*(SANDBOX|\*{3})", .*^Available: [\d.]+ [A-Z]{3}\./ms);
    assert(!isError);
    await turn(false);
    await eventually(() => assert.equal(countListeners(), before));
    await assert.rejects(client.listTools());
    await client.close();
  });

  it("refuses others than the client it was started for", async function () {
    if (!provider) return this.skip();
    await turn(true);
    const definition = await resolve();
    assert(definition);
    const send = (headers: Record<string, string>) =>
      fetch(definition.uri.toString(true), {
        method: "POST",
        headers: { "Content-Type": "application/json", ...headers },
        body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
      });
    assert.equal((await send({})).status, 401);
    assert.equal((await send({ Authorization: "Bearer x" })).status, 401);
    assert.equal((await send({ ...definition.headers, Origin: "https://evil.example" })).status, 403);
  });

  it("is started by VS Code, which stores no token", async function () {
    if (!provider) return this.skip();
    await turn(true);
    await eventually(async () => {
      await vscode.commands.executeCommand("workbench.mcp.startServer", serverId, { waitForLiveTools: true });
      assert.deepEqual(listedByVsCode(), names);
    });
    const tool = vscode.lm.tools.find(({ name }) => name.startsWith("mcp_") && name.endsWith(toolNames.transferState));
    const input = { state: "FOA_NACK" };
    const { content } = await vscode.lm.invokeTool(tool?.name ?? "", { input, toolInvocationToken: undefined });
    assert.match((content[0] as vscode.LanguageModelTextPart).value, /^FOA_NACK means: FOA rejected\./m);
    const token = (await resolve())?.headers["Authorization"]?.replace("Bearer ", "") ?? "";
    assert.equal(token.length, 43);
    assert.equal(now().log.redact(`Bearer ${token}`), "Bearer ***");
    assert.deepEqual(await findInUserData(token), []);
    await turn(false);
    await eventually(() => assert.deepEqual(listedByVsCode(), []));
  });

  /** Files of VS Code and of the extension with this text, and keys of the extension's state. */
  async function findInUserData(text: string): Promise<string[]> {
    const { storageFolder, globalState, workspaceState } = now();
    const folder = join(storageFolder, "..", "..", "..");
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const found: string[] = [];
    for (const file of files) if ((await readFile(file).catch(() => "")).includes(text)) found.push(file);
    assert(files.length > 3, folder);
    const stored = [globalState, workspaceState].flatMap((each) => each.keys().map((key) => [key, each.get(key)]));
    return [...found, ...stored.filter((each) => JSON.stringify(each).includes(text)).map(([key]) => String(key))];
  }
});
