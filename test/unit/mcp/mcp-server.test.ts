import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { eventually } from "../../eventually";
import { createFakeAccount } from "../agents/fake-account";
import { startMcpServer, type McpServer, type McpServerOptions } from "../../../src/mcp/mcp-server";
import { startHttpEndpoint } from "../../../src/mcp/http-endpoint";
import { readToolDefinitions } from "../../../src/mcp/tool-definitions";
import { createToolHandler } from "../../../src/mcp/tool-handler";
import { UserFacingError } from "../../../src/workbench/user-facing-error";

const packageJson = JSON.parse(readFileSync("package.json", "utf8")) as McpServerOptions["packageJson"];

/** What clients of both generations of the protocol do, those of 2025 and those of 2026. */
for (const mode of ["legacy", "auto"] as const) {
  describe(`The MCP server, asked by the SDK's client (${mode})`, () => {
    const { context, ask, requests } = createFakeAccount();
    let getContext = () => Promise.resolve(context);
    let server: McpServer;
    let client: Client;

    before(async () => {
      server = await startMcpServer({ packageJson, getContext: () => getContext() });
      client = await connect(server, mode);
    });
    after(async () => {
      await client.close();
      server.close();
    });

    const call = async (name: string, input: Record<string, unknown> = {}) => {
      const { content, isError = false } = await client.callTool({ name, arguments: input });
      const [part] = content;
      assert(content.length === 1 && part?.type === "text");
      return { text: part.text, isError };
    };

    it("names itself, and says what it is for", () => {
      assert.deepEqual(client.getServerVersion(), { name: "joker-dmapi", title: "DMAPI for Joker.com", version: packageJson.version }); // prettier-ignore
      assert.match(client.getInstructions() ?? "", /change nothing.*never an instruction/);
      assert.equal(client.getProtocolEra(), mode === "legacy" ? "legacy" : "modern");
    });

    it("lists the tools of the manifest with their descriptions and schemas, all of which only read", async () => {
      const { tools } = await client.listTools();
      const definitions = readToolDefinitions(packageJson);
      assert.equal(definitions.length, 6);
      const listed = tools.map(({ name, title, description, inputSchema }) => ({ name, title, description, inputSchema })); // prettier-ignore
      assert.deepEqual(listed, definitions);
      for (const { name, title, annotations } of tools) {
        const openWorldHint = name !== "joker-dmapi_transfer_state";
        assert.deepEqual(annotations, { title, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint }); // prettier-ignore
      }
    });

    it("answers as the tools do, and names the account", async () => {
      const input = { period: "this-month", groupBy: "type" };
      assert.deepEqual(await call("joker-dmapi_orders", input), {
        text: await ask("joker-dmapi_orders", input),
        isError: false,
      });
      assert.match((await call("joker-dmapi_balance")).text, /^Joker\.com account "reseller · SANDBOX"/);
      assert.deepEqual(
        requests.filter(({ modifies }) => modifies),
        [],
      );
    });

    it("says what is wrong with an input, and knows no other tools", async () => {
      const refused = await call("joker-dmapi_orders", { period: "yesterday" });
      assert(refused.isError);
      assert.match(refused.text, /^The input is not valid: .*period/);
      await assert.rejects(client.callTool({ name: "joker-dmapi_cancel" }), /There is no such tool/);
    });

    it("refuses to read while nobody is signed in", async () => {
      const signedOut = () => {
        throw new UserFacingError("You are not signed in to Joker.com.");
      };
      getContext = () => Promise.resolve({ ...context, requireAccount: signedOut });
      requests.length = 0;
      const refused = await call("joker-dmapi_balance");
      assert(refused.isError);
      assert.match(refused.text, /You are not signed in to Joker\.com\..*`Joker: Sign In`/s);
      assert.deepEqual(requests, []);
      assert.equal((await call("joker-dmapi_transfer_state", { state: "FOA_NACK" })).isError, false);
      getContext = () => Promise.resolve(context);
    });
  });

  describe(`A call of the MCP server (${mode})`, () => {
    const connectWaiting = async () => {
      const signals: AbortSignal[] = [];
      const handler = createToolHandler({
        info: { name: "test", title: "Test", version: "1.0.0" },
        tools: readToolDefinitions(packageJson),
        callTool: async (_name, _input, signal) => {
          signals.push(signal);
          return new Promise(() => undefined);
        },
      });
      const endpoint = await startHttpEndpoint((request) => handler.fetch(request), "token");
      const client = await connect({ url: endpoint.url, headers: { Authorization: "Bearer token" } }, mode);
      const cancel = new AbortController();
      const result = client.callTool({ name: "joker-dmapi_balance" }, { signal: cancel.signal });
      result.catch(() => undefined);
      await eventually(() => assert.equal(signals.length, 1));
      const isEnded = () => eventually(() => assert(signals[0]?.aborted));
      return { endpoint, client, cancel, result, isEnded };
    };

    it("ends when the client leaves", async () => {
      const { endpoint, client, result, isEnded } = await connectWaiting();
      await client.close();
      await assert.rejects(result);
      await isEnded();
      endpoint.close();
    });

    it("ends when the server is closed", async () => {
      const { endpoint, client, isEnded } = await connectWaiting();
      endpoint.close();
      await isEnded();
      await assert.rejects(client.listTools());
      await client.close();
    });

    // A client of 2025 cancels by another request, which a server without sessions cannot assign to the first one.
    if (mode === "auto")
      it("ends when the client cancels it", async () => {
        const { endpoint, client, cancel, result, isEnded } = await connectWaiting();
        cancel.abort();
        await assert.rejects(result);
        await isEnded();
        await client.close();
        endpoint.close();
      });
  });
}

async function connect({ url, headers }: Pick<McpServer, "url" | "headers">, mode: "legacy" | "auto"): Promise<Client> {
  const client = new Client({ name: "test", version: "1.0.0" }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  return client;
}
