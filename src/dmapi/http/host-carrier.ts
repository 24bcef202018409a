import { formHeaders, type Carrier, type Exchange, type HttpReply, type Limits } from "./exchange";
import { failureOf } from "./failure";

export type HostFetch = (url: URL, init: RequestInit) => Promise<Response>;

/**
 * Carries requests with VS Code's own `fetch`, which follows its proxy resolution (settings, PAC, system), asks for a
 * proxy's password and adds the system's certificates. There is no API to ask VS Code for a proxy instead.
 */
export function hostCarrier(fetch: HostFetch, limits: Limits): Carrier {
  async function post(exchange: Exchange): Promise<HttpReply> {
    const patience = new Patience(limits.connect + limits.headers);
    const { url, form: body } = exchange;
    const signal = exchange.signal ? AbortSignal.any([exchange.signal, patience.signal]) : patience.signal;
    try {
      const response = await fetch(url, { method: "POST", headers: formHeaders, body, redirect: "manual", signal });
      patience.startAgain(limits.body);
      const retryAfter = response.headers.get("retry-after") ?? undefined;
      return { status: response.status, body: await collect(response, limits, patience), retryAfter };
    } catch (error) {
      throw failureOf(exchange, error, limits);
    } finally {
      patience.end();
    }
  }
  return { post, close: () => Promise.resolve() };
}

/** Aborts its signal unless something happens in time. */
class Patience {
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout;

  constructor(milliseconds: number) {
    this.#timer = this.#expireIn(milliseconds);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  startAgain(milliseconds: number): void {
    this.end();
    this.#timer = this.#expireIn(milliseconds);
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #expireIn(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => this.#abort.abort(coded("HOST_FETCH_TIMEOUT")), milliseconds);
  }
}

async function collect({ body }: Response, limits: Limits, patience: Patience): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
    patience.startAgain(limits.body);
    size += piece.length;
    if (size > limits.size) throw coded("UND_ERR_RES_EXCEEDED_MAX_SIZE");
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

function coded(code: string): Error {
  return Object.assign(new Error("the reply of the host's fetch was given up"), { code });
}
