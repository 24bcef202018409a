import { eachRow, type OrderBlock } from "../order-block";

type Id = number | string;

/**
 * Drops rows that were there before: new orders which arrive while pages are read push earlier ones onto the next page.
 * Remembers the ids of the last pages alone, so that memory does not grow with the rows. A page's own rows all stay.
 */
export class Seams {
  #latest = new Set<Id>();
  #before = new Set<Id>();

  /** @param memory how many ids are remembered at least */
  constructor(private readonly memory: number) {}

  /** The rows of `block` that are new, and their number. */
  fresh(block: OrderBlock): { readonly block: OrderBlock; readonly rows: number } {
    const place = block.columns.indexOf("order_id");
    const ids: Id[] = [];
    const pieces: Uint8Array[] = [];
    let from = 0;
    let rows = 0;
    eachRow(block, (start, end) => {
      const id = idIn(block, start, end, place);
      if (id === undefined || !this.#knows(id)) rows += 1;
      else {
        pieces.push(block.body.subarray(from, start));
        from = end;
      }
      if (id !== undefined) ids.push(id);
    });
    this.#remember(ids);
    if (pieces.length === 0) return { block, rows };
    return { block: { ...block, body: Buffer.concat([...pieces, block.body.subarray(from)]) }, rows };
  }

  #knows(id: Id): boolean {
    return this.#latest.has(id) || this.#before.has(id);
  }

  #remember(ids: readonly Id[]): void {
    if (this.#latest.size >= this.memory) {
      this.#before = this.#latest;
      this.#latest = new Set();
    }
    for (const id of ids) this.#latest.add(id);
  }
}

/** The field number `place` of the row from `start` to `end`, as a number where it is a short one. */
function idIn({ body, separator }: OrderBlock, start: number, end: number, place: number): Id | undefined {
  if (place < 0) return undefined;
  const mark = separator.charCodeAt(0);
  let at = start;
  for (let passed = 0; passed < place && at < end; at += 1) if (body[at] === mark) passed += 1;
  const first = at;
  while (at < end && body[at] !== mark) at += 1;
  return readId(body.subarray(first, at));
}

function readId(bytes: Uint8Array): Id {
  let value = 0;
  for (const byte of bytes) {
    if (byte < 48 || byte > 57 || value > 1e14) return new TextDecoder().decode(bytes);
    value = value * 10 + byte - 48;
  }
  return bytes.length > 0 && bytes[0] !== 48 ? value : new TextDecoder().decode(bytes);
}
