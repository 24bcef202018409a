import { AllCommunityModule, createGrid, ModuleRegistry, type GridApi } from "ag-grid-community";
import { createDriver } from "./competitor";
import { columns, parseOrders, type Order } from "./orders";

let api: GridApi<Order> | undefined;
let selectedRows = 0;

/** AG Grid as its documents advise for many rows: typed row objects by field, no animation, a cache for the quick filter. */
globalThis.driver = createDriver({
  show(bytes) {
    ModuleRegistry.registerModules([AllCommunityModule]);
    const element = document.createElement("div");
    element.style.height = "100vh";
    document.body.append(element);
    api = createGrid(element, {
      rowData: parseOrders(bytes),
      columnDefs: columns.map((field) => ({ field })),
      defaultColDef: { sortable: true, resizable: true, width: 130 },
      animateRows: false,
      suppressColumnMoveAnimation: true,
      cacheQuickFilter: true,
    });
  },
  hasFirst: () => (document.querySelector("[row-index='0'] [col-id=identifier]")?.textContent ?? "") !== "",
  hasAll: () => api !== undefined,
  sort(descending) {
    const sort = descending ? "desc" : "asc";
    api?.applyColumnState({ state: [{ colId: "amount_brutto", sort }], defaultState: { sort: null } });
    return Promise.resolve();
  },
  filter(text) {
    api?.setGridOption("quickFilterText", text);
    return Promise.resolve(api?.getDisplayedRowCount() ?? 0);
  },
  // Groups, lists of values and selected cells are not in its free edition: what a page does without them.
  group: () => Promise.resolve(undefined),
  ungroup: () => Promise.resolve(),
  listValues() {
    const counts = new Map<unknown, number>();
    api?.forEachNodeAfterFilter(({ data }) => counts.set(data?.type, (counts.get(data?.type) ?? 0) + 1));
    return Promise.resolve(counts.size);
  },
  select(rows) {
    selectedRows = rows;
    return Promise.resolve();
  },
  copy: () =>
    api?.getDataAsCsv({
      columnSeparator: "\t",
      suppressQuotes: true,
      skipColumnHeaders: true,
      rowPositions: Array.from({ length: selectedRows }, (_, rowIndex) => ({ rowIndex, rowPinned: null })),
    }) ?? "",
  firstAmount: () => Number(api?.getDisplayedRowAtIndex(0)?.data?.amount_brutto),
  scroller: () => document.querySelector(".ag-grid-viewport, .ag-body-viewport") ?? document.body,
});
