import * as z from "zod/mini";
import { orderStatuses, orderTypes } from "../dmapi/order-query";
import { namedPeriods } from "../messages/named-periods";

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const text = z.string().check(z.minLength(1), z.maxLength(255));
const id = z.string().check(z.regex(/^\d{1,30}$/));

/** The input of the orders tool. */
export const ordersSchema = z.strictObject({
  period: z.optional(z.enum(namedPeriods)),
  after: z.optional(day),
  before: z.optional(day),
  type: z.optional(z.enum(orderTypes)),
  status: z.optional(z.enum(orderStatuses)),
  tld: z.optional(text),
  domain: z.optional(text),
  domainPattern: z.optional(text),
  orderId: z.optional(id),
  procId: z.optional(id),
  includeFree: z.optional(z.boolean()),
  groupBy: z.optional(z.enum(["type", "month", "tld"])),
  amounts: z.optional(z.enum(["gross", "net"])),
  sort: z.optional(z.enum(["newest", "oldest", "largest"])),
  limit: z.optional(z.int().check(z.gte(0), z.lte(100))),
});

export type OrdersInput = z.infer<typeof ordersSchema>;
