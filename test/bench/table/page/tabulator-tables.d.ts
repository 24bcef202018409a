declare module "tabulator-tables" {
  /** What the bench uses of it. */
  export class TabulatorFull {
    constructor(element: HTMLElement, options: Readonly<Record<string, unknown>>);
    on(event: "tableBuilt", then: () => void): void;
    setSort(field: string, direction: "asc" | "desc"): Promise<void> | undefined;
    setFilter(filters: readonly (readonly { field: string; type: string; value: string }[])[]): void;
    clearFilter(headers: boolean): void;
    getDataCount(which: "active"): number;
    getData(which: "active"): readonly Readonly<Record<string, unknown>>[];
    getRows(which: "active"): readonly unknown[];
    setGroupBy(field: string | false): void;
    getGroups(): readonly unknown[];
    readonly modules: {
      readonly clipboard: { generatePlainContent(list: unknown): string };
      readonly export: {
        generateExportList(config: object, styled: boolean, rows: () => readonly unknown[], kind: "clipboard"): unknown;
        generateHTMLTable(list: unknown): string;
      };
    };
  }
}
