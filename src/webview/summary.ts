import type { InitMessage } from "../messages/host";
import type { ColumnFilter } from "../rows/column-filter";
import { noSpend, type Spend } from "../rows/spend";
import type { Totals } from "../rows/totals";
import type { Numbers } from "./format";
import type { OrderModel } from "./model";
import { holds, samePick, withoutPick, withPick, type Pick, type Picked } from "./picture/pick";
import { Picture } from "./picture/picture";
import { Spending } from "./picture/spending";
import type { PictureState } from "./picture/state";
import { PictureWords } from "./picture/words";
import { areSet, currencyFilter, filtersOf, set, unset, type Figure } from "./totals/figures";
import { TotalsStrip } from "./totals/strip";

/** What the user made of the sums. */
export interface SummaryState {
  readonly amount: string;
  readonly picture: PictureState;
  readonly pick: Pick | null;
}

export interface SummaryEvents {
  changed(state: SummaryState): void;
  /** The rows shall have these column filters. */
  filter(filters: ColumnFilter[]): void;
  copy(text: string): void;
}

/** What the rows in sight come to: totals by currency and the picture of spending, both of which limit the rows too. */
export class Summary {
  readonly totals: TotalsStrip;
  readonly picture: Picture;
  private readonly spending: Spending;
  private spend: Spend = noSpend;

  constructor(
    { strings, language }: InitMessage,
    numbers: Numbers,
    private readonly model: OrderModel,
    private state: SummaryState,
    private readonly events: SummaryEvents,
  ) {
    model.amount = state.amount;
    this.totals = new TotalsStrip(strings, numbers, {
      amount: (column) => this.totalBy(column),
      figure: (figure) => this.toggle(this.filtersOf(figure)),
      currency: (currency) => this.toggle([currencyFilter(currency)]),
      copy: (text) => events.copy(text),
    });
    this.picture = new Picture(new PictureWords(strings, numbers, language), state.picture, {
      choose: (picked) => this.choose(picked),
      changed: (picture) => this.pictureChanged(picture),
    });
    this.spending = new Spending(model, (spend) => {
      this.spend = spend;
      this.picture.show(spend, this.state.pick);
    });
  }

  /** Shows the totals of the rows in sight, and works out their picture. */
  show(totals: Totals): void {
    const { filters } = this.model;
    if (this.state.pick && !holds(filters, this.state.pick)) this.keep({ pick: null });
    this.totals.show(totals, {
      figure: (figure) => areSet(filters, this.filtersOf(figure)),
      currency: (currency) => areSet(filters, [currencyFilter(currency)]),
    });
    this.draw();
  }

  /** Gives up the sums of rows that are gone. */
  forget(): void {
    this.totals.clear();
    this.picture.clear();
  }

  /** Gives up the sums of rows that are to go, and the bar that was picked among them. */
  clear(): void {
    this.forget();
    const { pick } = this.state;
    if (!pick) return;
    this.keep({ pick: null });
    this.events.filter(withoutPick(this.model.filters, pick));
  }

  /** Offers the columns that amounts are in. */
  offerAmounts(): void {
    const amounts = this.model.index.columns.filter((name) => name.startsWith("amount"));
    if (!amounts.includes(this.model.amount)) this.model.amount = amounts[0] ?? this.model.amount;
    this.totals.offer(amounts, this.model.amount);
  }

  /** Hides everything where there are no rows. */
  set empty(empty: boolean) {
    for (const { element } of [this.totals, this.picture]) element.classList.toggle("empty", empty);
  }

  /** The picture is of the rows as they would be without the bar that is picked: else that would be all it shows. */
  private draw(): void {
    const { pick } = this.state;
    if (!this.picture.open) this.spending.stop();
    else void this.spending.update(pick ? withoutPick(this.model.filters, pick) : undefined);
  }

  private choose(picked: Picked): void {
    const { pick } = this.state;
    const base = pick ? withoutPick(this.model.filters, pick) : [...this.model.filters];
    const next = pick && samePick(pick, picked) ? undefined : withPick(base, picked, this.model.amount);
    this.keep({ pick: next?.pick ?? null });
    this.picture.show(this.spend, this.state.pick);
    this.events.filter(next?.filters ?? base);
  }

  private pictureChanged(picture: PictureState): void {
    this.keep({ picture });
    this.draw();
  }

  private toggle(filters: ColumnFilter[]): void {
    const isSet = areSet(this.model.filters, filters);
    this.events.filter((isSet ? unset : set)(this.model.filters, filters));
  }

  private totalBy(amount: string): void {
    this.keep({ amount });
    this.model.amount = amount;
    void this.model.total();
  }

  private filtersOf(figure: Figure): ColumnFilter[] {
    const { index, amount } = this.model;
    const values = (name: string) => index.typed.dictionary(index.columnOf(name)).values;
    return filtersOf(figure, { amount, statuses: values("status"), types: values("type") });
  }

  private keep(change: Partial<SummaryState>): void {
    this.state = { ...this.state, ...change };
    this.events.changed(this.state);
  }
}
