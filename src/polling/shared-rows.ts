import * as z from "zod/mini";
import type { AccountSummary } from "../state/app-state";
import type { Result, Transfer } from "../dmapi/model";
import { maxTimeMs } from "../workbench/clock";

const textSchema = z.string();
const fieldsSchema = z.pipe(
  z.array(z.tuple([textSchema, textSchema])),
  z.transform((entries): ReadonlyMap<string, string> => new Map(entries)),
);

const transferSchema = z.object({
  domain: textSchema,
  state: textSchema,
  ownerEmail: textSchema,
  adminEmail: textSchema,
  fields: fieldsSchema,
  isUnreadable: z.optional(z.boolean()),
});

const resultSchema = z.object({
  timeStamp: textSchema,
  svTrId: textSchema,
  procId: textSchema,
  requestType: textSchema,
  object: textSchema,
  status: textSchema,
  clTrId: textSchema,
  fields: fieldsSchema,
  isDeleted: z.optional(z.boolean()),
  isUnreadable: z.optional(z.boolean()),
});

const accountSummarySchema = z.object({
  balance: z.object({ available: textSchema, pending: textSchema, total: textSchema, currency: textSchema }),
  access: textSchema,
  accessAsSent: textSchema,
});

/** The account and query the rows belong to, and when they were loaded (epoch ms). */
const originSchema = {
  account: textSchema,
  endpoint: textSchema,
  scope: textSchema,
  at: z.number().check(z.positive(), z.maximum(maxTimeMs)),
};

const sharedRowsSchema = z.discriminatedUnion("name", [
  z.object({ ...originSchema, name: z.literal("transfers"), value: z.array(transferSchema) }),
  z.object({ ...originSchema, name: z.literal("results"), value: z.array(resultSchema) }),
  z.object({ ...originSchema, name: z.literal("account"), value: accountSummarySchema }),
]);

/** Rows that one window loaded and the others take over. */
export type SharedRows =
  | (Origin & { readonly name: "transfers"; readonly value: readonly Transfer[] })
  | (Origin & { readonly name: "results"; readonly value: readonly Result[] })
  | (Origin & { readonly name: "account"; readonly value: AccountSummary });

interface Origin {
  readonly account: string;
  readonly endpoint: string;
  readonly scope: string;
  readonly at: number;
}

/** The rows as JSON can hold them: without maps. */
export function serializeRows(rows: SharedRows): unknown {
  if (rows.name === "account") return rows;
  return { ...rows, value: rows.value.map((row) => ({ ...row, fields: [...row.fields] })) };
}

/** Parses a message of another window; undefined when it has another shape. */
export function parseRows(message: unknown): SharedRows | undefined {
  const parsed = sharedRowsSchema.safeParse(message);
  return parsed.success ? parsed.data : undefined;
}
