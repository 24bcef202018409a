import type { Agent, Pool } from "undici";
import type { Authorities } from "./authorities";
import { directConnector, tunnelConnector } from "./connect";
import { formHeaders, type Carrier, type Exchange, type HttpReply, type Limits } from "./exchange";
import { failureOf } from "./failure";
import type { ProxyServer } from "./route";
import { loadUndici } from "./undici";

export interface OwnCarrierOptions {
  readonly proxy: ProxyServer | undefined;
  readonly systemCertificates: boolean;
  readonly authorities: Authorities;
  readonly limits: Limits;
}

/**
 * Carries requests with undici, over connections kept alive. Redirects are not followed: a key goes to its endpoint and
 * nowhere else.
 */
export function ownCarrier(options: OwnCarrierOptions): Carrier {
  let open: Promise<{ agent: Agent; proxyPool?: Pool }> | undefined;

  async function post(exchange: Exchange): Promise<HttpReply> {
    try {
      return await unlessAborted(carry(exchange), exchange.signal);
    } catch (error) {
      throw failureOf(exchange, error, options.limits);
    }
  }

  async function carry({ url, form, signal }: Exchange): Promise<HttpReply> {
    const { agent } = await opened(url.protocol === "https:");
    const { statusCode, headers, body } = await agent.request({
      origin: url.origin,
      path: url.pathname,
      method: "POST",
      headers: formHeaders,
      body: form,
      signal: signal ?? null,
    });
    const retryAfter = [headers["retry-after"]].flat()[0];
    return { status: statusCode, body: new Uint8Array(await body.arrayBuffer()), retryAfter };
  }

  async function opened(secure: boolean) {
    open ??= openAgent(secure, options);
    try {
      return await open;
    } catch (error) {
      open = undefined;
      throw error;
    }
  }

  async function close(how: "at once" | "when idle"): Promise<void> {
    const { agent, proxyPool } = (await open?.catch(() => undefined)) ?? {};
    await (how === "at once" ? agent?.destroy() : agent?.close());
    await proxyPool?.destroy();
  }

  return { post, close };
}

async function openAgent(secure: boolean, { proxy, limits, ...trust }: OwnCarrierOptions) {
  const undici = loadUndici();
  const speaksTls = secure || proxy?.origin.startsWith("https:") === true;
  const authorities = speaksTls ? await trust.authorities(trust.systemCertificates) : undefined;
  const security = { authorities, timeout: limits.connect };
  const { connect, proxyPool } = proxy
    ? tunnelConnector(undici, proxy, security)
    : { connect: directConnector(undici, security) };
  const agent = new undici.Agent({
    connect,
    headersTimeout: limits.headers,
    bodyTimeout: limits.body,
    maxResponseSize: limits.size,
    keepAliveTimeout: 30_000,
  });
  return proxyPool ? { agent, proxyPool } : { agent };
}

/** undici heeds a signal only once a connection stands; then it sends nothing any more. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  const settled = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("aborted")), { signal: settled.signal });
  });
  return Promise.race([work, aborted]).finally(() => settled.abort());
}
