import { AllCommunityModule, createGrid, ModuleRegistry, type GridApi } from "ag-grid-community";
import { createDriver } from "./competitor";
import { columns, parseOrders, type Order } from "./orders";

let api: GridApi<Order> | undefined;

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
  firstAmount: () => Number(api?.getDisplayedRowAtIndex(0)?.data?.amount_brutto),
  scroller: () => document.querySelector(".ag-grid-viewport, .ag-body-viewport") ?? document.body,
});
