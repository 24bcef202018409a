import { toDisplayDomain } from "../../../idn/display-domain";
import { formatDay, formatMonth } from "../../../formatting/format-day";
import type { NumberFormatter } from "../../shared/format";
import type { Strings } from "../../../messages/strings";
import { describeOrderCount } from "../order-count";
import type { OrderModel } from "../order-model";
import { describeGroupTotals } from "../totals/describe-group-totals";
import type { ViewState } from "../view-state";
import type { CellFormatter } from "./cell-formatter";
import type { GroupText } from "./row-element";

interface GroupTextContext {
  readonly strings: Strings;
  readonly numbers: NumberFormatter;
  readonly cells: CellFormatter;
  readonly model: OrderModel;
  readonly language: string;
}

/** The texts of a group row: title, number of orders, totals by currency. */
export function createGroupText(
  { strings, numbers, cells, model, language }: GroupTextContext,
  view: ViewState,
  group: number,
): GroupText {
  const { names = [], starts } = model.groups ?? {};
  const name = names[group] ?? "";
  const rows = (starts?.[group + 1] ?? 0) - (starts?.[group] ?? 0);
  return {
    title: describeGroup(cells, view, name, language),
    countText: describeOrderCount(strings, numbers, rows),
    totalsText: describeGroupTotals(strings, numbers, model.subtotals[group], model.mainCurrency),
    isFolded: model.folded.has(name),
  };
}

function describeGroup(cells: CellFormatter, { group }: ViewState, name: string, language: string): string {
  if (name !== "" && group?.by === "tld") return `.${toDisplayDomain(name)}`;
  if (name !== "" && group?.by === "day") return formatDay(name, language);
  if (name !== "" && group?.by === "month") return formatMonth(name, language);
  return cells.describeValue(group?.column ?? "", name);
}
