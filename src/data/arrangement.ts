import * as vscode from "vscode";

/** How the rows of a view may be arranged; the first of each is the usual one. */
export interface Choices<Grouping extends string, Sorting extends string> {
  readonly groupings: readonly [Grouping, ...Grouping[]];
  readonly sortings: readonly [Sorting, ...Sorting[]];
}

/** How the rows of one view are arranged, and which are left out. The filter is forgotten with the window. */
export class Arrangement<Grouping extends string = string, Sorting extends string = string> {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #filter = "";

  /** @param name the view's, as `transfers` */
  constructor(
    readonly name: string,
    readonly choices: Choices<Grouping, Sorting>,
    private readonly state: vscode.Memento,
  ) {}

  get grouping(): Grouping {
    return this.#read("grouping", this.choices.groupings);
  }

  get sorting(): Sorting {
    return this.#read("sorting", this.choices.sortings);
  }

  /** The words which rows must hold; empty for all rows. */
  get filter(): string {
    return this.#filter;
  }

  set filter(words: string) {
    if (words === this.#filter) return;
    this.#filter = words;
    this.#changed.fire();
  }

  /** Arranges the rows in another way, for this time and the next ones. */
  async arrange(what: "grouping" | "sorting", choice: string): Promise<void> {
    await this.state.update(this.#key(what), choice);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #read<T extends string>(what: "grouping" | "sorting", choices: readonly [T, ...T[]]): T {
    const stored: unknown = this.state.get(this.#key(what));
    return choices.find((choice) => choice === stored) ?? choices[0];
  }

  #key(what: string): string {
    return `views.${this.name}.${what}`;
  }
}

/** The views whose rows can be arranged. */
export interface Arrangements extends vscode.Disposable {
  readonly transfers: Arrangement<"phase" | "flat", "urgency" | "domain" | "age">;
  readonly orders: Arrangement<"day" | "month", "newest">;
  readonly results: Arrangement<"status", "newest">;
}

/** @param state where the choices are kept over restarts */
export function createArrangements(state: vscode.Memento): Arrangements {
  const transfers = new Arrangement(
    "transfers",
    { groupings: ["phase", "flat"], sortings: ["urgency", "domain", "age"] },
    state,
  );
  const orders = new Arrangement("orders", { groupings: ["day", "month"], sortings: ["newest"] }, state);
  const results = new Arrangement("results", { groupings: ["status"], sortings: ["newest"] }, state);
  return { transfers, orders, results, dispose: () => [transfers, orders, results].forEach((item) => item.dispose()) };
}
