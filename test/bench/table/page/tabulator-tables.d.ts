declare module "tabulator-tables" {
  /** What the bench uses of it. */
  export class TabulatorFull {
    constructor(element: HTMLElement, options: Readonly<Record<string, unknown>>);
    on(event: "tableBuilt", then: () => void): void;
    setSort(field: string, direction: "asc" | "desc"): Promise<void> | undefined;
    setFilter(filters: readonly (readonly { field: string; type: string; value: string }[])[]): void;
    clearFilter(headers: boolean): void;
    getDataCount(which: "active"): number;
  }
}
