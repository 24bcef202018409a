import { TabulatorFull as Tabulator } from "tabulator-tables";
import { createDriver } from "./competitor";
import { columns, parseOrders } from "./orders";

let table: Tabulator | undefined;
let built = false;
let selectedRows: readonly unknown[] = [];

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
  group() {
    table?.setGroupBy("type");
    return Promise.resolve(table?.getGroups().length);
  },
  ungroup() {
    table?.setGroupBy(false);
    return Promise.resolve();
  },
  listValues() {
    const counts = new Map<unknown, number>();
    for (const { type } of table?.getData("active") ?? []) counts.set(type, (counts.get(type) ?? 0) + 1);
    return Promise.resolve(counts.size);
  },
  select(rows) {
    selectedRows = table?.getRows("active").slice(0, rows) ?? [];
    return Promise.resolve();
  },
  // What its clipboard module does with the rows, text and HTML as ours.
  copy() {
    if (!table) return "";
    const { clipboard, export: exporter } = table.modules;
    const list = exporter.generateExportList({ columnHeaders: false }, false, () => selectedRows, "clipboard");
    exporter.generateHTMLTable(list);
    return clipboard.generatePlainContent(list);
  },
  firstAmount: () => Number(document.querySelector(".tabulator-row [tabulator-field=amount_brutto]")?.textContent),
  scroller: () => document.querySelector(".tabulator-tableholder") ?? document.body,
});
