import { Zip, ZipPassThrough } from "fflate";

/** A file of an archive. */
export interface ArchiveEntry {
  readonly path: string;
  readonly chunks: Iterable<Uint8Array>;
}

/** Compresses chunks as a raw DEFLATE stream (RFC 1951). */
export type Deflate = (chunks: Iterable<Uint8Array>) => AsyncIterable<Uint8Array<ArrayBuffer>>;

/** The method of a compressed file (APPNOTE.TXT, 4.4.5). */
const deflateMethod = 8;
/** Without Zip64, which not every spreadsheet reads, a file of an archive is smaller than 4 GB. */
const maxEntryBytes = 0xffffffff;

/** A file whose data is compressed elsewhere: what is pushed only counts for its size and checksum. */
class CompressedEntry extends ZipPassThrough {
  override compression = deflateMethod;

  protected override process(): void {
    if (this.size > maxEntryBytes) throw new RangeError(`${this.filename} is too large for a zip archive`);
  }
}

/**
 * Yields a zip archive, one file after the other. The platform compresses, in another thread; fflate writes the archive's
 * structure. Throws RangeError for a file of more than 4 GB.
 */
export async function* createZipArchive(entries: Iterable<ArchiveEntry>, deflate: Deflate): AsyncGenerator<Uint8Array> {
  const output: Uint8Array[] = [];
  const archive = new Zip((error, bytes) => {
    if (error) throw error;
    output.push(bytes);
  });
  for (const { path, chunks } of entries) {
    const entry = new CompressedEntry(path);
    archive.add(entry);
    for await (const bytes of deflate(countChunks(chunks, entry))) {
      entry.ondata(null, bytes, false);
      yield* output.splice(0);
    }
    entry.ondata(null, new Uint8Array(), true);
  }
  archive.end();
  yield* output;
}

function* countChunks(chunks: Iterable<Uint8Array>, entry: CompressedEntry): Generator<Uint8Array> {
  for (const chunk of chunks) {
    entry.push(chunk);
    yield chunk;
  }
  entry.push(new Uint8Array(), true);
}
