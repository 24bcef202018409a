import { longestState, type KeptTable } from "../messages/table";

/** How often the extension is told at most, ms. */
const rest = 100;

/** Where a page's state is kept. */
export interface Shelves {
  /** With the page itself; VS Code writes it now and then. */
  page(state: KeptTable): void;
  /** With the extension, which writes it soon. */
  extension(state: KeptTable): void;
}

/** Keeps each state of the page, the newest with the highest number. */
export class Keeper {
  private latest: KeptTable | undefined;
  private waiting = false;

  /** `revision` is the number of the state that was kept before. */
  constructor(
    private revision: number,
    private readonly shelves: Shelves,
  ) {}

  keep(state: Omit<KeptTable, "revision">): void {
    this.latest = { ...(state as KeptTable), revision: ++this.revision };
    this.shelves.page(this.latest);
    if (this.waiting) return;
    this.waiting = true;
    setTimeout(() => this.tell(), rest);
  }

  /** One too long for the extension is with the page alone. */
  private tell(): void {
    this.waiting = false;
    if (this.latest && JSON.stringify(this.latest).length <= longestState) this.shelves.extension(this.latest);
  }
}
