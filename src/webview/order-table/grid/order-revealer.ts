import type { OrderModel } from "../order-model";
import type { Grid } from "./grid";

export interface OrderRevealerEvents {
  /** The focus is on the requested order. */
  onRevealed(): void;
  /** Shows the rows that filters hide, or those of folded groups; the rows shown then change. */
  removeObstacle(isFiltered: boolean): void;
}

/** Focuses a requested order once it is loaded and shown. */
export class OrderRevealer {
  private orderId: string | undefined;

  constructor(
    private readonly model: Pick<OrderModel, "entries" | "rows" | "findRow">,
    private readonly grid: Pick<Grid, "focus" | "topRow" | "element">,
    private readonly events: OrderRevealerEvents,
  ) {}

  /** Requests an order, instead of an earlier one. */
  request(orderId: string): Promise<void> {
    this.orderId = orderId;
    return this.reveal();
  }

  /** Tries again, because the rows shown have changed. */
  async reveal(): Promise<void> {
    const { orderId, model, grid } = this;
    if (orderId === undefined) return;
    const row = await model.findRow("order_id", orderId);
    if (row === undefined || this.orderId !== orderId) return;
    const position = model.entries.indexOf(row);
    if (position < 0) {
      this.events.removeObstacle(!model.rows.includes(row));
      return;
    }
    this.orderId = undefined;
    grid.focus = { ...grid.focus, row: position };
    grid.topRow = Math.max(0, position - 2);
    this.events.onRevealed();
    grid.element.focus();
  }
}
