const utf8 = new TextEncoder();
const initialBytes = 1 << 18;

/** A growing byte buffer. */
export class ByteWriter {
  bytes = new Uint8Array(initialBytes);
  length = 0;

  /** Reserves space for `count` more bytes. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.length + count));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  writeText(text: string): void {
    this.reserve(3 * text.length);
    this.length += utf8.encodeInto(text, this.bytes.subarray(this.length)).written;
  }

  writeBytes(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    for (const byte of bytes) this.bytes[this.length++] = byte;
  }

  /** Returns the bytes written so far and starts a new buffer. */
  flush(): Uint8Array {
    const taken = this.bytes.subarray(0, this.length);
    this.bytes = new Uint8Array(initialBytes);
    this.length = 0;
    return taken;
  }
}
