import type { IncomingMessage } from "node:http";

const LARGEST_BODY = 1024 * 1024;

/** A request that is answered by HTTP alone, without a DMAPI block: its status and a sentence. */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The whole body as text; HttpProblem 413 beyond 1 MiB. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Destroying the request would take the connection down before the 413 is told.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) {
      request.resume();
      throw new HttpProblem(413, "The request body is too large");
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
