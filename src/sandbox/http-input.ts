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

const FORM = "application/x-www-form-urlencoded";
const MULTIPART = "multipart/form-data";

/**
 * The fields of a form, in the order sent. Clients over PHP's curl that hand it an array send multipart forms.
 * HttpProblem 415 for what is no form, 400 for a form that cannot be read or holds a file.
 */
export async function readForm(request: IncomingMessage): Promise<(readonly [name: string, value: string])[]> {
  const type = request.headers["content-type"] ?? FORM;
  const kind = type.split(";")[0]?.trim().toLowerCase();
  if (kind !== FORM && kind !== MULTIPART) throw new HttpProblem(415, `Use ${FORM}`);
  const body = await readBytes(request);
  return kind === FORM ? [...new URLSearchParams(body.toString())] : readParts(body, type);
}

async function readParts(body: Buffer, type: string): Promise<(readonly [name: string, value: string])[]> {
  const unreadable = new HttpProblem(400, "The multipart form cannot be read");
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- for servers that take uploads of any size; this one is small
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData().catch(() => {
    throw unreadable;
  });
  return [...form].map(([name, value]) => {
    if (typeof value !== "string") throw new HttpProblem(400, `${name}: a file is no parameter`);
    return [name, value];
  });
}

/** The whole body as text; HttpProblem 413 beyond 1 MiB. */
export async function readBody(request: IncomingMessage): Promise<string> {
  return (await readBytes(request)).toString("utf8");
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
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
  return Buffer.concat(chunks);
}
