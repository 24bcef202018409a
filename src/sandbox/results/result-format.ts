import { formatCompactTime } from "../clock";
import type { QuirkSet } from "../quirks";
import type { Header } from "../reply";
import type { Result } from "./result-store";

interface ResultColumn {
  readonly name: string;
  readonly format: (result: Result) => string;
}

/** How result-list writes its rows. */
export interface ResultFormat {
  /** `Columns` and `Separator`, if they are sent. */
  readonly headers: readonly Header[];
  /** One row without its line end. */
  readonly formatRow: (result: Result) => string;
}

const shuffledOrder = [2, 5, 4, 6, 0, 3, 1];
const foreignNames = ["timestamp", "svtrid", "procid", "type", "object", "status", "cltrid"];
const meaninglessNames = ["a", "b", "c", "d", "e", "f", "g"];

/** By default `TimeStamp SvTrId Proc-ID request-type request-object status ClTrId`, without headers. */
export function createResultFormat(quirks: QuirkSet): ResultFormat {
  const columns = arrangeColumns(createColumns(quirks), quirks);
  const separatorQuirk = quirks.find("result-tabs", "result-tabs-unannounced");
  const separator = separatorQuirk === undefined ? " " : "\t";
  const headers: Header[] = columns === undefined ? [] : [["Columns", columns.map(({ name }) => name).join(",")]];
  if (separatorQuirk === "result-tabs") headers.push(["Separator", "TAB"]);
  const written = columns ?? createColumns(quirks);
  return { headers, formatRow: (result) => written.map(({ format }) => format(result)).join(separator) };
}

/** The status as this server writes it. */
export function formatStatus({ status }: Result, quirks: QuirkSet): string {
  return status === "?" && quirks.has("in-progress-word") ? "pending" : status;
}

/** The documented columns (DMAPI docs, result-list). */
function createColumns(quirks: QuirkSet): ResultColumn[] {
  return [
    { name: "TimeStamp", format: ({ at }) => formatTime(at, quirks) },
    { name: "SvTrId", format: ({ trackingId }) => trackingId },
    { name: "Proc-ID", format: ({ procId }) => `${procId}` },
    { name: "request-type", format: ({ type }) => type },
    { name: "request-object", format: ({ object }) => object },
    { name: "status", format: (result) => formatStatus(result, quirks) },
    { name: "ClTrId", format: ({ clTrId }) => clTrId },
  ];
}

/** The columns as `Columns` names them; undefined if it is not sent. */
function arrangeColumns(columns: readonly ResultColumn[], quirks: QuirkSet): readonly ResultColumn[] | undefined {
  const rename = (names: readonly string[]) =>
    columns.map(({ name, format }, index) => ({ name: names[index] ?? name, format }));
  if (quirks.has("result-columns-documented")) return columns;
  if (quirks.has("result-columns-foreign")) return rename(foreignNames);
  if (quirks.has("result-columns-unknown")) return rename(meaninglessNames);
  if (quirks.has("result-columns-six")) return columns.filter(({ name }) => name !== "request-object");
  if (quirks.has("result-columns-extra"))
    return columns.toSpliced(3, 0, { name: "queue-id", format: ({ procId }) => `${100 + (procId % 900)}` });
  if (quirks.has("result-columns-shuffled"))
    return shuffledOrder.map((index) => columns[index]).filter((column) => column !== undefined);
  return undefined;
}

function formatTime(time: number, quirks: QuirkSet): string {
  if (!quirks.has("result-times-iso")) return formatCompactTime(time);
  return new Date(time).toISOString().slice(0, 19).replace("T", " ");
}
