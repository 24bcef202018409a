import assert from "node:assert/strict";
import { inspect } from "node:util";
import { DmapiError, type DmapiErrorReason } from "../../../../src/dmapi/errors";
import type { NetworkSettings } from "../../../../src/dmapi/http/route";
import { defaultNetworkSettings } from "../../../../src/dmapi/http/route";
import { createHttpTransport, type Transport, type TransportOptions } from "../../../../src/dmapi/transport";
import { stopServers } from "./servers";

export const form = new URLSearchParams({ "api-key": "s3cret-key" });

export interface HarnessOptions extends Omit<TransportOptions, "settings" | "authorities"> {
  readonly settings?: Partial<NetworkSettings>;
  /** Certificates trusted beside Node's own. */
  readonly trusted?: readonly string[];
}

/** Creates transports that are closed after each test and ignore this machine's environment, certificate store and `fetch`. */
export function useTransports(): (endpoint: string, options?: HarnessOptions) => Transport {
  const made: Transport[] = [];
  afterEach(async () => {
    await Promise.all(made.splice(0).map(async (transport) => transport.close()));
    stopServers();
  });
  return (endpoint, { settings, trusted, ...options } = {}) => {
    const transport = createHttpTransport(endpoint, {
      env: {},
      hostFetch: unreachableFetch,
      ...options,
      settings: () => ({ ...defaultNetworkSettings, ...settings }),
      authorities: () => Promise.resolve(trusted),
    });
    made.push(transport);
    return transport;
  };
}

/** A `fetch` that fails as Node's does where nobody listens. */
export async function unreachableFetch(): Promise<never> {
  const cause = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", syscall: "connect" });
  return Promise.reject(new TypeError("fetch failed", { cause }));
}

/** For `assert.rejects`: an error with this reason whose detail matches and which contains no secret. */
export function isErrorWith(reason: DmapiErrorReason, detail: RegExp, { unsent = true } = {}) {
  return (error: unknown) => {
    assert(error instanceof DmapiError);
    assert.equal(error.reason, reason, `${error.reason}: ${error.detail}`);
    assert.match(error.detail, detail);
    assert.equal(error.isUnsent, unsent);
    assert.doesNotMatch(JSON.stringify(error) + inspect(error, { depth: 20, showHidden: true }), /s3cret/);
    return true;
  };
}
