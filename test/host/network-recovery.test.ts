import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Sandbox } from "../../src/sandbox/server";
import { closedPort, startConnectProxy, stopServers } from "../unit/dmapi/http/servers";
import { useDialogs, useSignedIn } from "./test-api";
import { assertRecovers, type Trouble } from "./view-recovery";

/** A name that only the proxy can resolve: the sandbox behind it. */
const hostName = "dmapi.joker.test";
const endpoint = `http://${hostName}`;

let proxyPort: number;

function startProxy({ url }: Sandbox, refuse?: () => number): Promise<number> {
  return startConnectProxy(Number(new URL(url).port), refuse).then(({ port }) => port);
}

async function setProxy(port: number | undefined): Promise<void> {
  const url = port === undefined ? undefined : `http://127.0.0.1:${port}`;
  await vscode.workspace.getConfiguration("http").update("proxy", url, vscode.ConfigurationTarget.Global);
}

const endTrouble = () => setProxy(proxyPort);

const troubles: readonly Trouble[] = [
  {
    name: "the name of the server is unknown",
    effect: /Server not found/,
    begin: () => setProxy(undefined),
    end: endTrouble,
  },
  {
    name: "nobody listens at the proxy's address",
    effect: /Could not use the proxy/,
    begin: async () => setProxy(await closedPort()),
    end: endTrouble,
  },
  {
    name: "the proxy wants a password",
    effect: /The proxy requires a username and password/,
    begin: async (sandbox) => setProxy(await startProxy(sandbox, () => 407)),
    end: endTrouble,
  },
  {
    name: "the proxy refuses to connect",
    effect: /The proxy refused to connect to Joker\.com \(HTTP 403\)/,
    begin: async (sandbox) => setProxy(await startProxy(sandbox, () => 403)),
    end: endTrouble,
  },
];

describe("After a fault of the network, which does not cost it its rows, a view", () => {
  useDialogs();
  const world = useSignedIn({
    hostHeader: hostName,
    createEndpoint: async (sandbox) => {
      proxyPort = await startProxy(sandbox);
      await setProxy(proxyPort);
      return endpoint;
    },
  });

  afterEach(async () => {
    await setProxy(undefined);
    stopServers();
  });

  for (const { name, ...trouble } of troubles)
    it(`is up to date with one refresh: ${name}`, async () => {
      assert.equal(world().accounts.requireCurrent().endpoint, endpoint);
      await assertRecovers(world(), trouble);
    });
});
