/** Bounds in a text. */
export type Range = readonly [start: number, end: number];

/** Texts to find in others, in time that grows with those others and hardly with the number of texts. */
export class MultiPatternSearch {
  readonly #byBeginning = new Map<string, string[]>();

  readonly #minLength: number;

  /** @param minLength the length of the beginning by which texts are looked up: none may be shorter */
  constructor(minLength: number) {
    this.#minLength = minLength;
  }

  add(text: string): void {
    const beginning = text.slice(0, this.#minLength);
    const texts = this.#byBeginning.get(beginning);
    if (!texts) this.#byBeginning.set(beginning, [text]);
    else if (!texts.includes(text)) texts.push(text);
  }

  /** Where texts occur, also where they overlap; at each place the longest. */
  find(text: string): Range[] {
    const ranges: Range[] = [];
    for (let start = 0; start + this.#minLength <= text.length; start += 1) {
      const texts = this.#byBeginning.get(text.slice(start, start + this.#minLength));
      const lengths = (texts ?? []).filter((each) => text.startsWith(each, start)).map(({ length }) => length);
      if (lengths.length > 0) ranges.push([start, start + Math.max(...lengths)]);
    }
    return ranges;
  }
}
