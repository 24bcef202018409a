import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { DmapiError } from "../errors";

/** What the client asks for. A proxy may send another coding all the same. */
export const acceptedCodings = "gzip, deflate";

const decoders: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * The body without its content codings (RFC 9110, section 8.4), the last one removed first.
 * @throws DmapiError `malformed` for an unknown coding
 */
export function decodeContent(
  request: string,
  body: Readable,
  contentEncoding: string | undefined,
): AsyncIterable<Uint8Array> {
  const codings = (contentEncoding ?? "")
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim());
  const applied = codings.filter((coding) => coding !== "" && coding !== "identity");
  return applied.reverse().reduce<Readable>((stream, coding) => {
    const createDecoder = Object.hasOwn(decoders, coding) ? decoders[coding] : undefined;
    if (!createDecoder) {
      body.on("error", () => undefined).destroy();
      throw new DmapiError("malformed", `the reply has the unknown content coding ${coding.slice(0, 20)}`, { request });
    }
    // A failure also ends the decoder, whose reader gets it.
    return pipeline(stream, createDecoder(), () => undefined) as unknown as Readable;
  }, body);
}

/** The body as UTF-8: DMAPI sends UTF-8, but a reply may name another charset. An unknown one is left as it is. */
export function toUtf8(body: Uint8Array, contentType: string | undefined): Uint8Array {
  const charset = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? "")?.[1]?.toLowerCase();
  if (charset === undefined || /^(?:utf-?8|us-ascii)$/.test(charset)) return body;
  try {
    return new TextEncoder().encode(new TextDecoder(charset).decode(body));
  } catch {
    return body;
  }
}
