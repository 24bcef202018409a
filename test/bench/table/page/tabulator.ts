import { TabulatorFull as Tabulator } from "tabulator-tables";
import { createDriver } from "./competitor";
import { columns, parseOrders } from "./orders";

let table: Tabulator | undefined;
let built = false;

/** Tabulator as its documents advise for many rows: a fixed height with virtual rows, fixed widths, no reactive data. */
globalThis.driver = createDriver({
  show(bytes) {
    const element = document.createElement("div");
    document.body.append(element);
    table = new Tabulator(element, {
      data: parseOrders(bytes),
      columns: columns.map((field) => ({ title: field, field, width: 130 })),
      height: innerHeight,
      layout: "fitData",
      renderVertical: "virtual",
      autoResize: false,
    });
    table.on("tableBuilt", () => (built = true));
  },
  hasFirst: () => (document.querySelector(".tabulator-row [tabulator-field=identifier]")?.textContent ?? "") !== "",
  hasAll: () => built,
  async sort(descending) {
    await table?.setSort("amount_brutto", descending ? "desc" : "asc");
  },
  filter(text) {
    if (text === "") table?.clearFilter(true);
    else table?.setFilter([columns.map((field) => ({ field, type: "like", value: text }))]);
    return Promise.resolve(table?.getDataCount("active") ?? 0);
  },
  firstAmount: () => Number(document.querySelector(".tabulator-row [tabulator-field=amount_brutto]")?.textContent),
  scroller: () => document.querySelector(".tabulator-tableholder") ?? document.body,
});
