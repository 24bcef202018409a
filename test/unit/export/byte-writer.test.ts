import assert from "node:assert/strict";
import { ByteWriter } from "../../../src/export/byte-writer";
import { createPlainCharacters } from "../../../src/export/line-format";

const bufferSize = new ByteWriter().bytes.length;

describe("A byte writer", () => {
  it("has what was written since it was last flushed", () => {
    const writer = new ByteWriter();
    writer.writeText("aä€😀");
    writer.writeBytes(Uint8Array.of(1, 2));
    assert.deepEqual(Buffer.from(writer.flush()), Buffer.concat([Buffer.from("aä€😀"), Buffer.of(1, 2)]));
    assert.equal(writer.flush().length, 0);
    writer.writeText("b");
    assert.equal(Buffer.from(writer.flush()).toString(), "b");
  });

  it("grows with what is written, without losing any of it", () => {
    const writer = new ByteWriter();
    const parts = ["x".repeat(bufferSize - 1), "€€", "y".repeat(3 * bufferSize), "z"];
    for (const part of parts) writer.writeText(part);
    assert(Buffer.from(writer.flush()).equals(Buffer.from(parts.join(""))));
    for (const part of parts) writer.writeBytes(Buffer.from(part));
    assert(Buffer.from(writer.flush()).equals(Buffer.from(parts.join(""))));
  });

  it("reserves at least the space asked for, at first by doubling", () => {
    const writer = new ByteWriter();
    const reserve = (count: number) => {
      writer.reserve(count);
      return writer.bytes.length;
    };
    assert.equal(reserve(bufferSize), bufferSize);
    assert.equal(reserve(bufferSize + 1), 2 * bufferSize);
    writer.length = 2 * bufferSize;
    assert.equal(reserve(0), 2 * bufferSize);
    assert.equal(reserve(1), 4 * bufferSize);
    assert.equal(reserve(9 * bufferSize), 11 * bufferSize);
  });
});

describe("The characters a format leaves unchanged", () => {
  it("are those of ASCII that are printed and not special", () => {
    const kinds = createPlainCharacters('",', " =");
    const charactersOf = (kind: string) =>
      kinds.flatMap((each, code) => (each === kind ? [String.fromCharCode(code)] : [])).join("");
    assert.equal(kinds.length, 256);
    assert.equal(charactersOf("inside"), " =");
    const printed = String.fromCharCode(...Array.from({ length: 95 }, (_, at) => 32 + at));
    assert.equal(charactersOf("anywhere"), printed.replace(/[ ",=]/g, ""));
    assert.deepEqual([...new Set(createPlainCharacters("").slice(32, 127))], ["anywhere"]);
  });
});
