import { setMaxListeners } from "node:events";
import { DmapiError } from "../errors";
import { toUtf8 } from "./content-codings";
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

export type HostFetch = (url: URL, init: RequestInit) => Promise<Response>;

/**
 * An HTTP client over VS Code's own `fetch`, which uses its proxy resolution (settings, PAC, system), prompts for the
 * proxy's password and adds the system's certificates. There is no API to get the proxy from VS Code instead.
 * @param isTrusted whether it verifies certificates; called before each use, and nothing is sent while it is false
 */
export function createHostFetchClient(fetch: HostFetch, limits: HttpLimits, isTrusted: () => boolean): HttpClient {
  const lifetime = new AbortController();
  setMaxListeners(0, lifetime.signal);

  async function post(request: HttpRequest): Promise<HttpReply> {
    const timer = new AbortTimer(limits.connectTimeoutMs + limits.headersTimeoutMs);
    const { url, form } = request;
    const { maxReplyBytes } = getLimits(request, limits);
    const signal = AbortSignal.any([lifetime.signal, timer.signal, ...(request.signal ? [request.signal] : [])]);
    let isSent = false;
    try {
      if (lifetime.signal.aborted) throw clientClosedError(request.request);
      request.beforeSend?.();
      if (!isTrusted()) throw untrustedHostError(request.request);
      isSent = true;
      const response = await fetch(url, {
        method: "POST",
        headers: formHeaders,
        body: form,
        redirect: "manual",
        signal,
      });
      timer.restart(limits.bodyTimeoutMs);
      const body = (response.body ?? []) as AsyncIterable<Uint8Array>;
      const restartTimer = () => timer.restart(limits.bodyTimeoutMs);
      const retryAfter = response.headers.get("retry-after") ?? undefined;
      const bytes = await readBody(body, maxReplyBytes, restartTimer);
      const contentType = response.headers.get("content-type") ?? undefined;
      return { status: response.status, body: toUtf8(bytes, contentType), retryAfter };
    } catch (error) {
      throw toDmapiError(request, error, getLimits(request, limits), isSent);
    } finally {
      timer.stop();
    }
  }

  function close(when: "at once" | "when idle"): Promise<void> {
    if (when === "at once") lifetime.abort(errorWithCode("HOST_FETCH_CLOSED"));
    return Promise.resolve();
  }

  return { post, close };
}

function untrustedHostError(request: string): DmapiError {
  const detail = "this kind of proxy is not supported while NODE_TLS_REJECT_UNAUTHORIZED is 0";
  return new DmapiError("proxy", detail, { request, isUnsent: true });
}

/** Aborts its signal when the timeout expires; `restart` begins a new timeout. */
class AbortTimer {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout;

  constructor(timeoutMs: number) {
    this.timer = this.startTimer(timeoutMs);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  restart(timeoutMs: number): void {
    this.stop();
    this.timer = this.startTimer(timeoutMs);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private startTimer(timeoutMs: number): NodeJS.Timeout {
    return setTimeout(() => this.controller.abort(errorWithCode("HOST_FETCH_TIMEOUT")), timeoutMs);
  }
}

function errorWithCode(code: string): Error {
  return Object.assign(new Error("the reply of the host's fetch was given up"), { code });
}
