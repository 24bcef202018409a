import * as z from "zod/mini";
import type { AccountFacts } from "../data/data";
import type { Result, Transfer } from "../dmapi/model";

const text = z.string();
const fields = z.pipe(
  z.array(z.tuple([text, text])),
  z.transform((entries): ReadonlyMap<string, string> => new Map(entries)),
);

const transfer = z.object({ domain: text, state: text, ownerEmail: text, adminEmail: text, fields });

const result = z.object({
  timeStamp: text,
  svTrId: text,
  procId: text,
  requestType: text,
  object: text,
  status: text,
  clTrId: text,
  fields,
  isDeleted: z.optional(z.boolean()),
});

const facts = z.object({
  balance: z.object({ available: text, pending: text, total: text, currency: text }),
  access: text,
  accessAsSent: text,
});

/** Whose rows they are, which question they answer, and when they were true (epoch ms). */
const origin = { account: text, endpoint: text, scope: text, at: z.number().check(z.positive()) };

const schema = z.discriminatedUnion("name", [
  z.object({ ...origin, name: z.literal("transfers"), value: z.array(transfer) }),
  z.object({ ...origin, name: z.literal("results"), value: z.array(result) }),
  z.object({ ...origin, name: z.literal("account"), value: facts }),
]);

/** What one window loaded and the others take over. */
export type SharedRows =
  | (Origin & { readonly name: "transfers"; readonly value: readonly Transfer[] })
  | (Origin & { readonly name: "results"; readonly value: readonly Result[] })
  | (Origin & { readonly name: "account"; readonly value: AccountFacts });

interface Origin {
  readonly account: string;
  readonly endpoint: string;
  readonly scope: string;
  readonly at: number;
}

/** As it is sent: JSON knows no maps. */
export function toMessage(rows: SharedRows): unknown {
  if (rows.name === "account") return rows;
  return { ...rows, value: rows.value.map((row) => ({ ...row, fields: [...row.fields] })) };
}

/** Reads what another window sent; undefined for anything of another shape. */
export function fromMessage(message: unknown): SharedRows | undefined {
  const parsed = schema.safeParse(message);
  return parsed.success ? parsed.data : undefined;
}
