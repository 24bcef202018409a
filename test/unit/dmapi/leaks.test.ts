import assert from "node:assert/strict";
import { inspect } from "node:util";
import { queryBalance, queryProfile } from "../../../src/dmapi/account";
import { DmapiError } from "../../../src/dmapi/errors";
import { queryOrders } from "../../../src/dmapi/orders";
import { listResults } from "../../../src/dmapi/results";
import type { Credentials } from "../../../src/dmapi/login";
import { Session } from "../../../src/dmapi/session";
import { cancelTransfer, listTransfers, resendFoa } from "../../../src/dmapi/transfers";
import { defaultLimits, createHttpTransport, type PostOptions } from "../../../src/dmapi/transport";
import { faultKinds } from "../../../src/sandbox/fault-injection";
import { startSandbox, type Sandbox } from "../../../src/sandbox/server";

const byKey: Credentials = { kind: "api-key", apiKey: "sandbox-full" };
const wrongKey: Credentials = { kind: "api-key", apiKey: "marked-secret-key" };
const wrongPassword: Credentials = { kind: "password", username: "sandbox", password: "marked & secret pässword" };
const limits = { ...defaultLimits, headersTimeoutMs: 400, bodyTimeoutMs: 200 };

describe("No secret leaks under any fault:", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ orders: 50 });
  });
  after(() => sandbox.close());

  for (const kind of faultKinds) {
    it(kind, async () => {
      const shown: unknown[] = [];
      const sids = new Set<string>();
      const trace = (line: string) => shown.push(line);
      for (const credentials of [byKey, wrongKey, wrongPassword]) {
        sandbox.control.addFaults({ kind, count: 3, ms: 1 });
        const transport = createHttpTransport(sandbox.url, { env: {}, limits, trace });
        const listening = {
          close: transport.close,
          post: (name: string, form: URLSearchParams, options?: PostOptions) => {
            sids.add(form.get("auth-sid") ?? "no session yet");
            return transport.post(name, form, options);
          },
        };
        const session = new Session(listening, credentials, { trace, sleep: () => Promise.resolve() });
        const { call } = session;
        const works = [
          () => queryProfile(call),
          () => queryBalance(call),
          () => listTransfers(call),
          () => resendFoa(call, "acme-widgets.com"),
          () => cancelTransfer(call, "acme-widgets.com"),
          () => listResults(call, {}),
          () => queryOrders(call, {}),
          () => session.end(),
        ];
        for (const work of works) {
          await work().catch((error: unknown) => {
            assert(error instanceof DmapiError, String(error));
            shown.push(error, error.stack, error.serverMessage);
          });
        }
        sandbox.control.clearFaults();
      }
      const { log } = sandbox.control;
      assert(log.length > 0 && log.every(({ path }) => !path.includes("?")));
      shown.push(...log);
      const text = shown.map((one) => inspect(one, { depth: 9, showHidden: true })).join("\n");
      sids.delete("no session yet");
      assert(shown.length > 10);
      for (const mark of ["sandbox-full", "marked-secret-key", "marked & secret", "marked+%26", ...sids]) {
        assert(!text.includes(mark), mark);
      }
    });
  }
});
