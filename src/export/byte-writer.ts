const utf8 = new TextEncoder();
const startSize = 1 << 18;

/** Collects bytes. */
export class ByteWriter {
  bytes = new Uint8Array(startSize);
  length = 0;

  /** Makes room for so many bytes more. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.length + count));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  text(text: string): void {
    this.reserve(3 * text.length);
    this.length += utf8.encodeInto(text, this.bytes.subarray(this.length)).written;
  }

  add(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    for (const byte of bytes) this.bytes[this.length++] = byte;
  }

  /** What was collected; begins anew. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.length);
    this.bytes = new Uint8Array(startSize);
    this.length = 0;
    return taken;
  }
}
