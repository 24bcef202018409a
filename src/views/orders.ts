import * as vscode from "vscode";
import type { Accounts } from "../account/accounts";
import type { Arrangements } from "../data/arrangement";
import type { Data } from "../data/data";
import { sumOrders, type Sum, type Sums } from "../data/order-sums";
import { holdsWords } from "../data/words";
import { dayOf } from "../dmapi/days";
import type { Order } from "../dmapi/model";
import { readableName } from "../names/readable-name";
import type { Clock } from "../workbench/clock";
import { cardOf } from "../workbench/markdown";
import { grouping, groupRow } from "./group";
import { lastRow } from "./more";
import { orderRow } from "./order-row";
import { rows, rowsOf, type Row } from "./row";
import { countText, joined } from "./texts";
import type { Picture, ResourceView } from "./tree";

/** Groups are unfolded until so many orders are shown. */
const mostShown = 100;

/** The orders of the last days by day or month, with what they cost. */
export class OrdersView implements ResourceView<readonly Order[]> {
  readonly name = "orders";
  readonly resource: Data["orders"];
  readonly onDidChange: vscode.Event<void>;

  constructor(
    private readonly accounts: Accounts,
    private readonly data: Data,
    private readonly arrangement: Arrangements["orders"],
    private readonly clock: Clock,
  ) {
    this.resource = data.orders;
    this.onDidChange = arrangement.onDidChange;
  }

  picture(orders: readonly Order[]): Picture {
    const { filter } = this.arrangement;
    const some = filter === "" ? orders : orders.filter((order) => holdsWords(filter, textsOf(order)));
    const groups = this.#groups(some, periodOf(orders.at(-1), this.arrangement.grouping));
    const told = filter && vscode.l10n.t("Filter “{0}”: {1} of {2} orders.", filter, some.length, orders.length);
    return { rows: rows([...groups, ...(groups.length > 0 ? this.#end() : [])]), filtered: told };
  }

  /** @param last the period of the oldest order there is: not all of it may be loaded */
  #groups(orders: readonly Order[], last: string): Row[] {
    const { grouping: by } = this.arrangement;
    const account = this.accounts.current?.id ?? "";
    let before = 0;
    return [...grouping(orders, (order) => periodOf(order, by))].map(([period, some]) => {
      before += some.length;
      const sums = sumOrders(some);
      const part = period === last ? this.#partText(period) : "";
      return groupRow({
        id: `period:${period}`,
        label: shortText(period, dayOf(this.clock())),
        description: joined(" · ", sumsText(sums.charged) || vscode.l10n.t("no charges"), incompleteText(sums, part)),
        tooltip: () => cardOfSums(periodText(period), some.length, sums, part),
        icon: "calendar",
        children: rowsOf(some, (order) => orderRow({ account, order, by }), before <= mostShown),
      });
    });
  }

  /** What of a period is loaded, where it is not all of it. */
  #partText(period: string): string {
    const { after, isCut } = this.data.orderDays;
    if (isCut) return vscode.l10n.t("incomplete");
    const isWhole = period.length !== "2026-11".length || after <= `${period}-01`;
    return isWhole ? "" : vscode.l10n.t("since {0}", dayText(after));
  }

  /** The row behind the oldest orders. */
  #end(): Row[] {
    const { hasMore, isCut, after } = this.data.orderDays;
    if (isCut) {
      const label = vscode.l10n.t("Open the order table for more orders");
      return [lastRow("orders/table", label, { command: "joker.orders.openTable" })];
    }
    const label = vscode.l10n.t("Load older orders (before {0})", after && dayText(after));
    return hasMore ? [lastRow("orders/load-more", label, { command: "joker.orders.loadMore" })] : [];
  }
}

/** What the filter looks into: the fields as they came, and the name as it is read. */
function textsOf({ fields, identifier }: Order): string[] {
  return [...fields.values(), readableName(identifier)];
}

/** The day or the month (UTC) of an order, as 2026-11-22 or 2026-11; empty where it tells none. */
function periodOf(order: Order | undefined, by: "day" | "month"): string {
  const [month, day] = /^(\d{4}-\d{2})-\d{2}/.exec(order?.createdAt ?? "")?.toReversed() ?? [];
  return (by === "day" ? day : month) ?? "";
}

function periodText(period: string): string {
  if (period === "") return vscode.l10n.t("No date");
  return period.length > "2026-11".length ? dayText(period) : inUtc(`${period}-01`, { month: "long", year: "numeric" });
}

/** A period in as few letters as it takes, since what it cost stands beside it: one of this year goes without the year. */
function shortText(period: string, today: string): string {
  if (period.slice(0, 4) !== today.slice(0, 4)) return periodText(period);
  const isDay = period.length > "2026-11".length;
  return isDay ? inUtc(period, { month: "short", day: "numeric" }) : inUtc(`${period}-01`, { month: "long" });
}

function dayText(day: string): string {
  return inUtc(day, { dateStyle: "medium" });
}

function inUtc(day: string, options: Intl.DateTimeFormatOptions): string {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time)
    ? day
    : new Date(time).toLocaleDateString(vscode.env.language, { ...options, timeZone: "UTC" });
}

function sumsText(sums: readonly Sum[]): string {
  return sums.map(({ amount, currency }) => `${amount} ${currency}`.trim()).join(" · ");
}

function incompleteText({ unreadable }: Sums, part: string): string {
  return unreadable > 0 ? vscode.l10n.t("incomplete") : part;
}

function cardOfSums(title: string, count: number, sums: Sums, part: string): vscode.MarkdownString {
  const { charged, refunded, topUps, unreadable, pending, failed } = sums;
  return cardOf({
    title,
    sentences: [
      part,
      unreadable > 0
        ? vscode.l10n.t("The amounts of {0} orders could not be read and are not included in totals.", unreadable)
        : "",
    ],
    facts: [
      [vscode.l10n.t("Orders"), countText(count)],
      [vscode.l10n.t("Charged, less refunds"), sumsText(charged)],
      [vscode.l10n.t("Refunds"), sumsText(refunded)],
      [vscode.l10n.t("Top-ups (not included)"), sumsText(topUps)],
      [vscode.l10n.t("Pending (not included)"), pending > 0 ? countText(pending) : ""],
      [vscode.l10n.t("Failed (not included)"), failed > 0 ? countText(failed) : ""],
    ],
  });
}
