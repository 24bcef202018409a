import * as vscode from "vscode";

/** The groupings and sort orders of a view; the first of each is the default. */
export interface ViewOptionChoices<Grouping extends string, Sorting extends string> {
  readonly groupings: readonly [Grouping, ...Grouping[]];
  readonly sortings: readonly [Sorting, ...Sorting[]];
}

/** Grouping, sort order and text filter of one view. The filter lasts as long as the window. */
export class ViewOptions<Grouping extends string = string, Sorting extends string = string> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private filterText = "";

  /** @param name of the view, such as `transfers` */
  constructor(
    readonly name: string,
    readonly choices: ViewOptionChoices<Grouping, Sorting>,
    private readonly memento: vscode.Memento,
  ) {}

  get grouping(): Grouping {
    return this.readOption("grouping", this.choices.groupings);
  }

  get sorting(): Sorting {
    return this.readOption("sorting", this.choices.sortings);
  }

  /** The words that rows must contain; empty for all rows. */
  get filter(): string {
    return this.filterText;
  }

  set filter(text: string) {
    if (text === this.filterText) return;
    this.filterText = text;
    this.changed.fire();
  }

  /** Sets the grouping or sort order and stores it. */
  async setOption(option: "grouping" | "sorting", choice: string): Promise<void> {
    await this.memento.update(this.storageKey(option), choice);
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }

  private readOption<T extends string>(option: "grouping" | "sorting", choices: readonly [T, ...T[]]): T {
    const stored: unknown = this.memento.get(this.storageKey(option));
    return choices.find((choice) => choice === stored) ?? choices[0];
  }

  private storageKey(option: string): string {
    return `views.${this.name}.${option}`;
  }
}

/** The options of the views that have any. */
export interface AllViewOptions extends vscode.Disposable {
  readonly transfers: ViewOptions<"phase" | "flat", "urgency" | "domain" | "age">;
  readonly orders: ViewOptions<"day" | "month", "newest">;
  readonly results: ViewOptions<"status", "newest">;
}

/** @param globalState stores the choices */
export function createViewOptions(globalState: vscode.Memento): AllViewOptions {
  const transfers = new ViewOptions(
    "transfers",
    { groupings: ["phase", "flat"], sortings: ["urgency", "domain", "age"] },
    globalState,
  );
  const orders = new ViewOptions("orders", { groupings: ["day", "month"], sortings: ["newest"] }, globalState);
  const results = new ViewOptions("results", { groupings: ["status"], sortings: ["newest"] }, globalState);
  return { transfers, orders, results, dispose: () => [transfers, orders, results].forEach((item) => item.dispose()) };
}
