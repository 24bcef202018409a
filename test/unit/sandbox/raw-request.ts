import { request } from "node:http";
import type { IncomingHttpHeaders } from "node:http";

export interface RawReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly trailers: NodeJS.Dict<string>;
  readonly bytes: Buffer;
}

/** GETs a path over HTTP/1.1 without decoding anything and without following redirects. */
export function getRaw(origin: string, path: string, headers: Record<string, string> = {}): Promise<RawReply> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const { statusCode: status = 0, headers: received, trailers } = response;
        resolve({ status, headers: received, trailers, bytes: Buffer.concat(chunks) });
      });
    })
      .on("error", reject)
      .end();
  });
}
