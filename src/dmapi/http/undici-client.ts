import type { Agent, Dispatcher, Pool } from "undici";
import type { DmapiError } from "../errors";
import { unlessAborted } from "../unless-aborted";
import type { CertificateAuthorities } from "./certificate-authorities";
import { decodeContent, toUtf8 } from "./content-codings";
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

export interface UndiciClientOptions {
  readonly proxy: ProxyServer | undefined;
  readonly systemCertificates: boolean;
  readonly authorities: CertificateAuthorities;
  readonly limits: HttpLimits;
}

/** The connection was closed: by the server, while it was unused, or by a network that is gone. */
const lostConnectionCodes = new Set(["ECONNRESET", "EPIPE", "ECONNABORTED", "UND_ERR_SOCKET"]);

/** A kept-alive connection was dead: no byte of a reply came. Whether the request arrived is not known. */
class StaleConnectionError extends Error {
  constructor(readonly failure: DmapiError) {
    super("a kept-alive connection was dead");
  }
}

/**
 * An HTTP client over undici with keep-alive connections. Redirects are not followed, so that the key is sent only to its
 * endpoint.
 */
export function createUndiciClient(options: UndiciClientOptions): HttpClient {
  return new UndiciClient(options);
}

/** Connections to the endpoint, and to the proxy they lead through. */
interface ConnectionPools {
  readonly agent: Agent;
  readonly proxyPool?: Pool;
}

class UndiciClient implements HttpClient {
  private isClosed = false;
  /** Of the requests that are running, on whichever connection. */
  private readonly aborts = new Set<AbortController>();
  private poolsPromise: Promise<ConnectionPools> | undefined;

  /** Connections established so far, and when one was last used, epoch ms. */
  private connects = 0;
  private lastUsedAt = 0;

  constructor(private readonly options: UndiciClientOptions) {}

  async post(request: HttpRequest): Promise<HttpReply> {
    if (this.aborts.size === 0 && Math.abs(Date.now() - this.lastUsedAt) > this.options.limits.keepAliveMs)
      this.dropConnections();
    try {
      return await this.postOnce(request);
    } catch (error) {
      if (!(error instanceof StaleConnectionError)) throw error;
      this.dropConnections();
      if (request.isRepeatable !== true) throw error.failure;
      return await this.postOnce({ ...request, isRepeatable: false }).catch((again: unknown) => {
        throw again instanceof StaleConnectionError ? again.failure : again;
      });
    } finally {
      this.lastUsedAt = Date.now();
    }
  }

  /** @throws DmapiError, or StaleConnectionError when a kept-alive connection was dead */
  private async postOnce(request: HttpRequest): Promise<HttpReply> {
    const progress = { isSent: false, hasReply: false, isSilent: false };
    const connectsBefore = this.connects;
    const isKeptAlive = () => connectsBefore > 0 && this.connects === connectsBefore;
    const abort = new AbortController();
    this.aborts.add(abort);
    const timer = setTimeout(() => {
      progress.isSilent = request.isRepeatable === true && progress.isSent && !progress.hasReply && isKeptAlive();
      if (progress.isSilent) abort.abort();
    }, this.options.limits.keptAliveHeadersTimeoutMs);
    try {
      const signal = request.signal ? AbortSignal.any([request.signal, abort.signal]) : abort.signal;
      const createError = () => this.createAbortError(request.request, progress.isSent);
      return await unlessAborted(this.send({ ...request, signal }, progress), signal, createError);
    } catch (error) {
      const failure = toDmapiError(request, error, getLimits(request, this.options.limits), progress.isSent);
      const isDead = progress.isSilent || lostConnectionCodes.has(failure.code ?? "");
      throw isDead && isKeptAlive() && progress.isSent && !progress.hasReply
        ? new StaleConnectionError(failure)
        : failure;
    } finally {
      clearTimeout(timer);
      this.aborts.delete(abort);
    }
  }

  private createAbortError(request: string, isSent: boolean): Error {
    if (!this.isClosed) return new Error("aborted");
    return isSent ? new Error("the connection was closed") : clientClosedError(request);
  }

  private async send(
    { request, url, form, signal, maxReplyBytes, ...hooks }: HttpRequest,
    progress: { isSent: boolean; hasReply: boolean },
  ): Promise<HttpReply> {
    const { agent } = await this.getPools(url.protocol === "https:");
    if (this.isClosed) throw clientClosedError(request);
    const sendHook = createSendHook(() => {
      hooks.beforeSend?.();
      progress.isSent = true;
    });
    const { statusCode, headers, body } = await agent.compose(sendHook).request({
      origin: url.origin,
      path: url.pathname,
      method: "POST",
      headers: formHeaders,
      body: form,
      signal: signal ?? null,
    });
    progress.hasReply = true;
    const header = (name: string) => [headers[name]].flat()[0];
    const decoded = decodeContent(request, body, header("content-encoding"));
    const bytes = await readBody(decoded, Math.min(maxReplyBytes ?? Infinity, this.options.limits.maxReplyBytes));
    return { status: statusCode, body: toUtf8(bytes, header("content-type")), retryAfter: header("retry-after") };
  }

  private async getPools(isHttps: boolean): Promise<ConnectionPools> {
    this.poolsPromise ??= createPools(isHttps, this.options, () => (this.connects += 1));
    const promise = this.poolsPromise;
    try {
      return await promise;
    } catch (error) {
      if (this.poolsPromise === promise) this.poolsPromise = undefined;
      throw error;
    }
  }

  /** The next request connects anew; requests that are running are finished on their connections. */
  private dropConnections(): void {
    const dropped = this.poolsPromise;
    this.poolsPromise = undefined;
    this.connects = 0;
    void closePools(dropped, "when idle").catch(() => undefined);
  }

  async close(when: "at once" | "when idle"): Promise<void> {
    if (when === "at once") {
      this.isClosed = true;
      for (const abort of this.aborts) abort.abort();
    }
    await closePools(this.poolsPromise, when);
  }
}

async function closePools(promise: Promise<ConnectionPools> | undefined, when: "at once" | "when idle"): Promise<void> {
  const pools = await promise?.catch(() => undefined);
  await (when === "at once" ? pools?.agent.destroy() : pools?.agent.close());
  await pools?.proxyPool?.destroy();
}

async function createPools(
  isHttps: boolean,
  { proxy, limits, ...trustOptions }: UndiciClientOptions,
  onConnect: () => void,
): Promise<ConnectionPools> {
  const undici = (await import("./load-undici")).loadUndici();
  const usesTls = isHttps || proxy?.origin.startsWith("https:") === true;
  const authorities = usesTls ? await trustOptions.authorities(trustOptions.systemCertificates) : undefined;
  const tlsSettings = { authorities, timeout: limits.connectTimeoutMs };
  const { connect, proxyPool } = proxy
    ? createTunnelConnector(undici, proxy, tlsSettings)
    : { connect: createDirectConnector(undici, tlsSettings) };
  const agent = new undici.Agent({
    connect: (connectOptions, callback) =>
      connect(connectOptions, (...result) => {
        if (!result[0]) onConnect();
        callback(...result);
      }),
    headersTimeout: limits.headersTimeoutMs,
    bodyTimeout: limits.bodyTimeoutMs,
    maxResponseSize: limits.maxReplyBytes,
    keepAliveTimeout: limits.keepAliveMs,
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
