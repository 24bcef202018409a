import { getLocalToday } from "../messages/named-periods";

/** What a file is named after. */
export interface ExportedList {
  /** Such as `orders`. */
  readonly subject: string;
  /** The account's name, and its environment unless that is production. */
  readonly account: readonly string[];
  /** The days of the list; the user's day if absent. */
  readonly period?: { readonly after?: string | undefined; readonly before?: string | undefined } | undefined;
  /** Epoch ms. */
  readonly now: number;
}

/** The suggested name without extension: `joker-orders-shop-2026-07-01--2026-09-30`. */
export function createFileName({ subject, account, period, now }: ExportedList): string {
  const [name = "", environment = ""] = account;
  const isNamed = name.toLowerCase().includes(environment.toLowerCase());
  const accountPart = [name, isNamed ? "" : environment].map(toFileNamePart).filter(Boolean).join("-");
  const today = getLocalToday(now);
  const days = [period?.after, period?.before ?? today].filter((day) => day !== undefined);
  return ["joker", subject, accountPart, [...new Set(days)].join("--")].filter(Boolean).join("-");
}

function toFileNamePart(text: string): string {
  return text.replace(/[^\p{L}\p{N}@._-]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "");
}

/** The name with the extension, unless it has one. `shop.example-2026` has none: extensions are short and have letters. */
export function withExtension(name: string, extension: string): string {
  return /\.(?=\w*[a-z])\w{1,5}$/i.test(name) ? name : `${name.replace(/\.$/, "")}.${extension}`;
}
