import assert from "node:assert/strict";
import { crc32 } from "node:zlib";
import { createZipArchive, type ArchiveEntry } from "../../../../src/export/workbook/zip-archive";
import { deflate } from "../../../../src/workbench/deflate";

async function createArchive(entries: readonly ArchiveEntry[]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of createZipArchive(entries, deflate)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The files in the directory at the end of an archive (APPNOTE.TXT, 4.3.12). */
function readDirectory(archive: Buffer) {
  const end = archive.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
  let at = archive.readUInt32LE(end + 16);
  return Array.from({ length: archive.readUInt16LE(end + 10) }, () => {
    const nameLength = archive.readUInt16LE(at + 28);
    const file = {
      path: archive.toString("utf8", at + 46, at + 46 + nameLength),
      method: archive.readUInt16LE(at + 10),
      checksum: archive.readUInt32LE(at + 16),
      size: archive.readUInt32LE(at + 24),
    };
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    return file;
  });
}

describe("A zip archive", () => {
  it("lists its files with their checksums and sizes, compressed", async () => {
    const contents = { "a.xml": ["<a/>"], "b/ä.xml": ["x".repeat(100_000), "y"], "empty.xml": [] as string[] };
    const entries = Object.entries(contents).map(([path, texts]) => ({ path, chunks: texts.map((text) => Buffer.from(text)) })); // prettier-ignore
    const expected = Object.entries(contents).map(([path, texts]) => {
      const bytes = Buffer.from(texts.join(""));
      return { path, method: 8, checksum: crc32(bytes), size: bytes.length };
    });
    assert.deepEqual(readDirectory(await createArchive(entries)), expected);
  });

  it("fails for a path that does not fit", async () => {
    await assert.rejects(createArchive([{ path: "x".repeat(70_000), chunks: [] }]), /filename too long/);
  });

  it("ends with the failure of a file, without the files behind it", async () => {
    const read: string[] = [];
    const failing = function* (): Generator<Uint8Array> {
      yield Buffer.from("x");
      throw new RangeError("no more rows");
    };
    const next = function* (): Generator<Uint8Array> {
      read.push("next");
      yield Buffer.from("x");
    };
    await assert.rejects(createArchive([{ path: "a", chunks: failing() }, { path: "b", chunks: next() }]), /no more rows/); // prettier-ignore
    assert.deepEqual(read, []);
  });
});
