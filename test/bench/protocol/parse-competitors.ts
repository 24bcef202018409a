import { splitBlock } from "../../../src/columns/row-block";
import { RowIndex } from "../../../src/columns/row-index";
import { orderColumns } from "../../../src/sandbox/orders/order";
import { runOnIndex, runOnOrders, type TypedOrder, type WorkloadResult } from "./parse-workload";

/** One way from the bytes of an order list to what the order table needs. */
export interface Competitor {
  readonly name: string;
  readonly result: string;
  /** Loads the library, which is not measured. `parse` is; what it gives does the table's first work. */
  readonly load: () => Promise<(bytes: Uint8Array) => () => WorkloadResult>;
}

const pieceSize = 1 << 18;
const columns = [...orderColumns];
const separator = "\t";

/** As the order table does it: in pieces, then the columns that its first work needs. */
const ours: Competitor = {
  name: "rows (ours)",
  result: "row index; amount, date, status, type and currency as typed columns",
  load: () =>
    Promise.resolve((bytes) => {
      const index = new RowIndex();
      for (const piece of splitBlock({ columns, separator, body: bytes }, pieceSize)) index.add(piece);
      const reading = index.typedColumns.prepare([
        { column: index.findColumn("amount_brutto"), as: "decimals" },
        { column: index.findColumn("created_at"), as: "sortKeys" },
        ...["status", "type", "currency"].map((name) => ({
          column: index.findColumn(name),
          as: "dictionary" as const,
        })),
      ]);
      while (reading.next().done !== true) continue;
      return () => runOnIndex(index);
    }),
};

const udsv: Competitor = {
  name: "uDSV typedObjs",
  result: "an object per order: numbers, Date, strings; schema inferred, no quotes",
  load: async () => {
    const { inferSchema, initParser } = await import("udsv");
    return (bytes) => {
      const text = new TextDecoder().decode(bytes);
      const schema = inferSchema(text, { header: () => [], col: separator, row: "\n", encl: "" });
      schema.cols.forEach((column, at) => (column.name = columns[at] ?? ""));
      const orders = initParser(schema).typedObjs(text) as unknown as TypedOrder[];
      return () => runOnOrders(orders);
    };
  },
};

const papaparse: Competitor = {
  name: "papaparse",
  result: "an array per order: numbers, Date, strings; dynamicTyping where it helps, fastMode",
  load: async () => {
    const { default: Papa } = await import("papaparse");
    const dynamicTyping = { 0: true, 1: true, 2: true, 5: true, 6: true };
    return (bytes) => {
      const text = new TextDecoder().decode(bytes);
      const options = { delimiter: separator, newline: "\n" as const, fastMode: true, skipEmptyLines: true };
      const { data } = Papa.parse<unknown[]>(text, { ...options, dynamicTyping });
      return () => runOnOrders(data.map(toOrder));
    };
  },
};

const d3: Competitor = {
  name: "d3-dsv",
  result: "an object per order by a row function: numbers, Date, strings",
  load: async () => {
    const { tsvParseRows } = await import("d3-dsv");
    return (bytes) => {
      const orders = tsvParseRows(new TextDecoder().decode(bytes), typed);
      return () => runOnOrders(orders);
    };
  },
};

function typed(row: string[]): TypedOrder {
  const [id, proc, created = "", status = "", type, brutto, netto, currency = "", identifier = ""] = row;
  return {
    order_id: Number(id),
    proc_id: Number(proc),
    created_at: new Date(created),
    status,
    type,
    amount_brutto: Number(brutto),
    amount_netto: Number(netto),
    currency,
    identifier,
  };
}

function toOrder(row: unknown[]): TypedOrder {
  return Object.fromEntries(columns.map((name, at) => [name, row[at]])) as unknown as TypedOrder;
}

export const competitors: readonly Competitor[] = [ours, udsv, papaparse, d3];
