import { dayMs, formatIsoTime, secondMs } from "../clock";
import { formatCents } from "../money";
import type { RequestParameters } from "../request-parameters";
import { malformedParameterError, EppError } from "../epp-error";
import type { Order } from "./order";

/** How the rows of query-order-list are written. */
export interface OrderFormat {
  readonly separator: string;
  readonly decimalMark: string;
}

const separators = new Map([
  ["tab", "\t"],
  ["\\t", "\t"],
  ["\t", "\t"],
  ["comma", ","],
  [",", ","],
  ["semicolon", ";"],
  [";", ";"],
  ["pipe", "|"],
  ["|", "|"],
]);

/** Reads `separator` and `num-comma`; error 2306 if both ask for the comma. */
export function parseOrderFormat(parameters: RequestParameters): OrderFormat {
  const parameter = parameters.raw("separator") ?? "";
  const separator = separators.get(parameter === "" ? "tab" : parameter.toLowerCase());
  if (separator === undefined) throw malformedParameterError("separator", "tab, comma, semicolon or pipe");
  const decimalMark = parameters.flag("num-comma") ? "," : ".";
  if (separator === decimalMark) throw new EppError(2306, "separator: comma cannot be used together with num-comma");
  return { separator, decimalMark };
}

/** One row without its line end. An amount of zero is written `0`, beside an empty currency. */
export function formatOrder(order: Order, { separator, decimalMark }: OrderFormat): string {
  const { id, procId, createdAt, status, type, brutto, netto, currency, identifier } = order;
  const amount = (cents: number) => (cents === 0 ? "0" : formatCents(cents, decimalMark));
  return (
    `${id}${separator}${procId}${separator}${formatTime(createdAt)}${separator}${status}${separator}${type}${separator}` +
    `${amount(brutto)}${separator}${amount(netto)}${separator}${currency}${separator}${identifier}`
  );
}

/** The day of the previous row, cached: this row often has the same one. */
const lastDay = { start: Infinity, date: "" };

/** Like `formatIsoTime`, but faster for many rows. */
function formatTime(time: number): string {
  if (time < lastDay.start || time >= lastDay.start + dayMs) {
    lastDay.start = Math.floor(time / dayMs) * dayMs;
    lastDay.date = formatIsoTime(lastDay.start).slice(0, 11);
  }
  const second = (time - lastDay.start) / secondMs;
  return `${lastDay.date}${formatTwoDigits(second / 3600)}:${formatTwoDigits((second / 60) % 60)}:${formatTwoDigits(second % 60)}Z`;
}

function formatTwoDigits(value: number): string {
  return value < 10 ? `0${Math.floor(value)}` : `${Math.floor(value)}`;
}
