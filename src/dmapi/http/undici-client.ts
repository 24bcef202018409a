import type { Agent, Dispatcher, Pool } from "undici";
import type { CertificateAuthorities } from "./certificate-authorities";
import { createDirectConnector, createTunnelConnector } from "./connectors";
import {
  formHeaders,
  getLimits,
  readBody,
  type HttpClient,
  type HttpRequest,
  type HttpReply,
  type HttpLimits,
} from "./types";
import { clientClosedError, toDmapiError } from "./http-errors";
import type { ProxyServer } from "./route";
import { loadUndici } from "./load-undici";

export interface UndiciClientOptions {
  readonly proxy: ProxyServer | undefined;
  readonly systemCertificates: boolean;
  readonly authorities: CertificateAuthorities;
  readonly limits: HttpLimits;
}

/**
 * An HTTP client over undici with keep-alive connections. Redirects are not followed, so that the key is sent only to its
 * endpoint.
 */
export function createUndiciClient(options: UndiciClientOptions): HttpClient {
  let isClosed = false;
  let agentPromise: Promise<{ agent: Agent; proxyPool?: Pool }> | undefined;

  async function post(request: HttpRequest): Promise<HttpReply> {
    let isSent = false;
    const beforeSend = () => {
      request.beforeSend?.();
      isSent = true;
    };
    try {
      return await unlessAborted(send(request, beforeSend), request.signal);
    } catch (error) {
      throw toDmapiError(request, error, getLimits(request, options.limits), isSent);
    }
  }

  async function send(
    { request, url, form, signal, maxReplyBytes }: HttpRequest,
    beforeSend: () => void,
  ): Promise<HttpReply> {
    const { agent } = await getAgent(url.protocol === "https:");
    if (isClosed) throw clientClosedError(request);
    const { statusCode, headers, body } = await agent.compose(createSendHook(beforeSend)).request({
      origin: url.origin,
      path: url.pathname,
      method: "POST",
      headers: formHeaders,
      body: form,
      signal: signal ?? null,
    });
    const retryAfter = [headers["retry-after"]].flat()[0];
    return { status: statusCode, body: await readBody(body, maxReplyBytes ?? Infinity), retryAfter };
  }

  async function getAgent(isHttps: boolean) {
    agentPromise ??= createAgent(isHttps, options);
    try {
      return await agentPromise;
    } catch (error) {
      agentPromise = undefined;
      throw error;
    }
  }

  async function close(when: "at once" | "when idle"): Promise<void> {
    isClosed ||= when === "at once";
    const { agent, proxyPool } = (await agentPromise?.catch(() => undefined)) ?? {};
    await (when === "at once" ? agent?.destroy() : agent?.close());
    await proxyPool?.destroy();
  }

  return { post, close };
}

async function createAgent(isHttps: boolean, { proxy, limits, ...trustOptions }: UndiciClientOptions) {
  const undici = loadUndici();
  const usesTls = isHttps || proxy?.origin.startsWith("https:") === true;
  const authorities = usesTls ? await trustOptions.authorities(trustOptions.systemCertificates) : undefined;
  const tlsSettings = { authorities, timeout: limits.connectTimeoutMs };
  const { connect, proxyPool } = proxy
    ? createTunnelConnector(undici, proxy, tlsSettings)
    : { connect: createDirectConnector(undici, tlsSettings) };
  const agent = new undici.Agent({
    connect,
    headersTimeout: limits.headersTimeoutMs,
    bodyTimeout: limits.bodyTimeoutMs,
    maxResponseSize: limits.maxReplyBytes,
    keepAliveTimeout: 30_000,
  });
  return proxyPool ? { agent, proxyPool } : { agent };
}

/**
 * Calls `beforeSend` for each request when its connection is established and nothing was written yet. When it throws, the
 * request fails with that error and is not written.
 */
function createSendHook(beforeSend: () => void): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart: (controller, context: unknown) => {
        try {
          beforeSend();
        } catch (error) {
          controller.abort(error instanceof Error ? error : new Error(String(error)));
          return;
        }
        handler.onRequestStart?.(controller, context);
      },
      onResponseStart: (...args) => handler.onResponseStart?.(...args),
      onResponseData: (...args) => handler.onResponseData?.(...args),
      onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
      onResponseError: (...args) => handler.onResponseError?.(...args),
    });
}

/** undici observes the signal only once the connection is established, so waiting for that must be abortable too. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  const settled = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("aborted")), { signal: settled.signal });
  });
  return Promise.race([work, aborted]).finally(() => settled.abort());
}
