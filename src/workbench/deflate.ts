import { pipeline, Readable } from "node:stream";
import { createDeflateRaw } from "node:zlib";

/** Compresses a workbook's XML to an eighth; the default level takes twice as long for a tenth less. */
const compressionLevel = 3;

/** Compresses chunks as a raw DEFLATE stream (RFC 1951), in a thread of its own. Throws what the chunks throw. */
export async function* deflate(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const stream = createDeflateRaw({ level: compressionLevel });
  // An error also ends the stream that is read below.
  pipeline(Readable.from(chunks, { objectMode: true, highWaterMark: 1 }), stream, () => undefined);
  for await (const chunk of stream) yield new Uint8Array(chunk as Buffer);
}
