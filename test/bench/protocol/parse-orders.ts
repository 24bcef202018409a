import { writeFileSync } from "node:fs";
import { formatOrder } from "../../../src/sandbox/orders/order-format";
import { OrderGenerator } from "../../../src/sandbox/orders/order-generator";

const seed = 1;
const newest = Date.UTC(2026, 0, 1);
const chunk = 10_000;

/** Writes the body of a query-order-list reply with `count` orders to a file, newest first as DMAPI sends it. */
export function writeOrders(path: string, count: number): void {
  const orders = new OrderGenerator(seed, count, newest);
  writeFileSync(path, "");
  for (let end = count; end > 0; end -= chunk) {
    let text = "";
    for (let at = end - 1; at >= Math.max(0, end - chunk); at--) {
      text += `${formatOrder(orders.order(at), { separator: "\t", decimalMark: "." })}\n`;
    }
    writeFileSync(path, text, { flag: "a" });
  }
}
