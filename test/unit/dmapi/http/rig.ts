import assert from "node:assert/strict";
import { inspect } from "node:util";
import { DmapiError, type Reason } from "../../../../src/dmapi/errors";
import type { NetworkSettings } from "../../../../src/dmapi/http/route";
import { noSettings } from "../../../../src/dmapi/http/route";
import { httpTransport, type Transport, type TransportOptions } from "../../../../src/dmapi/transport";
import { endServers } from "./servers";

export const form = new URLSearchParams({ "api-key": "s3cret-key" });

export interface RigOptions extends Omit<TransportOptions, "settings" | "authorities"> {
  readonly settings?: Partial<NetworkSettings>;
  /** Certificates trusted beside Node's own. */
  readonly trusted?: readonly string[];
}

/** Transports of a test, closed after it. Neither this machine's environment nor its store counts; fetch gets nowhere. */
export function transports(): (endpoint: string, options?: RigOptions) => Transport {
  const made: Transport[] = [];
  afterEach(async () => {
    await Promise.all(made.splice(0).map(async (transport) => transport.close()));
    endServers();
  });
  return (endpoint, { settings, trusted, ...options } = {}) => {
    const transport = httpTransport(endpoint, {
      env: {},
      hostFetch: unreachable,
      ...options,
      settings: () => ({ ...noSettings, ...settings }),
      authorities: () => Promise.resolve(trusted),
    });
    made.push(transport);
    return transport;
  };
}

/** A `fetch` that fails as Node's does where nobody listens. */
export async function unreachable(): Promise<never> {
  const cause = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", syscall: "connect" });
  return Promise.reject(new TypeError("fetch failed", { cause }));
}

/** For `assert.rejects`: an error of this reason whose detail matches, and which tells no secret of ours. */
export function fails(reason: Reason, detail: RegExp, { unsent = true } = {}) {
  return (error: unknown) => {
    assert(error instanceof DmapiError);
    assert.equal(error.reason, reason, `${error.reason}: ${error.detail}`);
    assert.match(error.detail, detail);
    assert.equal(error.unsent, unsent);
    assert.doesNotMatch(JSON.stringify(error) + inspect(error, { depth: 20, showHidden: true }), /s3cret/);
    return true;
  };
}
