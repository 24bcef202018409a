import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { eventually } from "../eventually";
import { findLeaks } from "./driver/leak-scanner";
import { storageAtRest } from "./driver/storage";
import { uiTimeoutMs } from "./driver/timeouts";
import { addSecondExtension } from "./second-extension";
import { openAndSignIn, useWorkbenchAndSandbox } from "./with-sandbox";

const serverName = "DMAPI for Joker.com";

/** Sends to the test with which headers the servers of this window are asked. */
const headerSender = (port: number) => ({
  name: "Headers",
  title: "Send Them",
  script: `
    const { Server, request } = require("node:http");
    const { emit } = Server.prototype;
    Server.prototype.emit = function (event, incoming, ...rest) {
      if (event === "request") {
        const { host, authorization } = incoming.headers;
        request({ host: "127.0.0.1", port: ${port}, method: "POST" }).end(JSON.stringify({ host, authorization }));
      }
      return emit.call(this, event, incoming, ...rest);
    };
    void vscode.window.showInformationMessage("Headers are sent");`,
});

describe("The MCP server", () => {
  let receiver: Server;
  const received: { readonly host: string; readonly authorization: string }[] = [];
  const { workbench } = useWorkbenchAndSandbox({
    trace: true,
    settings: { "chat.disableAIFeatures": false },
    withSandbox: async () => {
      receiver = createServer((request, response) => {
        response.end();
        void text(request).then((body) => received.push(JSON.parse(body) as (typeof received)[number]));
      });
      await once(receiver.listen(0, "127.0.0.1"), "listening");
      const { port } = receiver.address() as AddressInfo;
      return { beforeStart: (home) => addSecondExtension(home, headerSender(port)) };
    },
  });
  after(() => receiver.close());

  /** What VS Code says of the server in its list; undefined if it is not there. */
  async function listedServer(): Promise<string | undefined> {
    const { quick } = workbench();
    await workbench().palette("MCP: List Servers");
    const { items } = await quick.shown(/MCP/);
    await quick.escape();
    return items.find(({ label }) => label === serverName)?.description;
  }

  const isListening = async (host: string) => {
    const response = await fetch(`http://${host}/mcp`, { method: "POST" }).catch(() => undefined);
    return response?.status === 401;
  };

  it("is listed and started while the setting is on, and its token is left nowhere", async () => {
    const { quick, notifications, page } = workbench();
    await openAndSignIn(workbench());
    await workbench().palette("Headers: Send Them");
    await notifications.shown("Headers are sent");
    await notifications.clear();
    assert.equal(await listedServer(), undefined);
    await workbench().configure({ "joker.mcpServer.enabled": true });
    await eventually(async () => assert.equal(await listedServer(), "Stopped"), { timeoutMs: uiTimeoutMs });
    assert.deepEqual(received, []);
    await workbench().palette("MCP: List Servers");
    await quick.pick(serverName);
    await quick.pick("Start Server");
    await workbench().closePanel();
    await eventually(async () => assert.equal(await listedServer(), "Running"), { timeoutMs: uiTimeoutMs });
    const [{ host = "", authorization = "" } = {}] = received;
    assert.match(host, /^127\.0\.0\.1:\d+$/);
    const token = /^Bearer ([\w-]{43})$/.exec(authorization)?.[1];
    assert(token, "no token");
    assert.equal(await isListening(host), true);
    await storageAtRest(page);
    assert.deepEqual(await findLeaks(workbench(), [token]), []);
    await workbench().configure({});
    // VS Code shows another output when that of the server goes.
    await workbench().closePanel();
    await eventually(async () => assert.equal(await isListening(host), false), { timeoutMs: uiTimeoutMs });
    assert.equal(await listedServer(), undefined);
    await storageAtRest(page);
    assert.deepEqual(await findLeaks(workbench(), [token]), []);
  });
});
