import type { IncomingMessage } from "node:http";

const maxBodyBytes = 1024 * 1024;

/** An error that is answered with an HTTP status and a message, without a DMAPI block. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const formType = "application/x-www-form-urlencoded";
const multipartType = "multipart/form-data";

/**
 * The fields of a form, in the order sent. PHP's curl sends arrays as multipart forms.
 * HttpError 415 for other content types, 400 for a form that is malformed or has a file.
 */
export async function readForm(request: IncomingMessage): Promise<(readonly [name: string, value: string])[]> {
  const type = request.headers["content-type"] ?? formType;
  const mediaType = type.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== formType && mediaType !== multipartType) throw new HttpError(415, `Use ${formType}`);
  const body = await readBodyBytes(request);
  return mediaType === formType ? [...new URLSearchParams(body.toString())] : parseMultipart(body, type);
}

async function parseMultipart(body: Buffer, type: string): Promise<(readonly [name: string, value: string])[]> {
  const unreadable = new HttpError(400, "The multipart form cannot be read");
  // oxlint-disable-next-line typescript/no-deprecated -- for servers that take uploads of any size; this one is small
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData().catch(() => {
    throw unreadable;
  });
  return [...form].map(([name, value]) => {
    if (typeof value !== "string") throw new HttpError(400, `${name}: a file is no parameter`);
    return [name, value];
  });
}

/** The whole body as text; HttpError 413 above 1 MiB. */
export async function readBodyText(request: IncomingMessage): Promise<string> {
  return (await readBodyBytes(request)).toString("utf8");
}

async function readBodyBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Destroying the request would close the connection before the 413 is sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) {
      request.resume();
      throw new HttpError(413, "The request body is too large");
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
