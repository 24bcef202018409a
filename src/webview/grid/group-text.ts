import { readableName } from "../../names/readable-name";
import type { CurrencyTotals, Totals } from "../../rows/totals";
import { fill, type Numbers } from "../format";
import type { Strings } from "../../messages/strings";
import type { OrderModel } from "../model";
import type { View } from "../view";
import { valueText } from "./filter-text";
import type { GroupText } from "./row";

interface Parts {
  readonly strings: Strings;
  readonly numbers: Numbers;
  readonly model: OrderModel;
}

/** A group as it is shown: what its rows have in common, how many there are, and what they come to in each currency. */
export function groupText({ strings, numbers, model }: Parts, view: View, group: number): GroupText {
  const { names = [], starts } = model.groups ?? {};
  const name = names[group] ?? "";
  const rows = (starts?.[group + 1] ?? 0) - (starts?.[group] ?? 0);
  return {
    title: view.group?.by === "tld" && name !== "" ? `.${readableName(name)}` : valueText(strings, name),
    count: rows === 1 ? strings.oneOrder : fill(strings.orders, numbers.count(rows)),
    detail: detailText(strings, numbers, model.subtotals[group]),
    folded: model.folded.has(name),
  };
}

/** What a group comes to; empty as long as that is not known. */
function detailText(strings: Strings, numbers: Numbers, totals: Totals | undefined): string {
  const { currencies = [], unreadable = 0 } = totals ?? {};
  const sums = currencies.map((each) => currencyText(strings, numbers, each));
  const lacking = unreadable > 0 ? [fill(strings.unreadable, numbers.count(unreadable))] : [];
  return [...sums, ...lacking].join("  ·  ");
}

function currencyText(strings: Strings, numbers: Numbers, totals: CurrencyTotals): string {
  const { currency, total } = totals;
  const isUsed = (amount: string) => /[1-9]/.test(amount);
  const notes = (["pending", "failed"] as const)
    .filter((name) => isUsed(totals[name]))
    .map((name) => `${strings[name]} ${numbers.decimal(totals[name])}`);
  const sum = `${currency || strings.noCurrency} ${numbers.decimal(total)}`;
  return notes.length > 0 ? `${sum} (${notes.join(", ")})` : sum;
}
