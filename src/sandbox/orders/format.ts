import { isoSecond } from "../clock";
import { formatCents } from "../money";
import type { Parameters } from "../parameters";
import { malformed, Refusal } from "../refusal";
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
export function readFormat(parameters: Parameters): OrderFormat {
  const asked = parameters.raw("separator") ?? "";
  const separator = separators.get(asked === "" ? "tab" : asked.toLowerCase());
  if (separator === undefined) throw malformed("separator", "tab, comma, semicolon or pipe");
  const decimalMark = parameters.flag("num-comma") ? "," : ".";
  if (separator === decimalMark) throw new Refusal(2306, "separator: comma cannot be used together with num-comma");
  return { separator, decimalMark };
}

/** One row without its line end. An amount of zero is written `0`, beside an empty currency. */
export function formatOrder(order: Order, { separator, decimalMark }: OrderFormat): string {
  const amount = (cents: number) => (cents === 0 ? "0" : formatCents(cents, decimalMark));
  return [
    order.id,
    order.procId,
    isoSecond(order.createdAt),
    order.status,
    order.type,
    amount(order.brutto),
    amount(order.netto),
    order.currency,
    order.identifier,
  ].join(separator);
}
