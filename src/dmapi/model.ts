import type { OrderColumnField } from "./order-columns";

/** The rows of DMAPI's lists, every field as sent. */

/** A row of domain-transfer-control `action=list`. */
export interface Transfer {
  readonly domain: string;
  /** As sent: one of `state/transfer-states.ts`, or a state this version does not know. */
  readonly state: string;
  readonly ownerEmail: string;
  readonly adminEmail: string;
  /** The whole row by column name, with what is not known here. */
  readonly fields: ReadonlyMap<string, string>;
  /** True for a row that could not be understood: `domain` is then the whole row as sent, and no action is possible. */
  readonly isUnreadable?: boolean | undefined;
}

/** A block of a list as DMAPI sent it: complete rows, UTF-8. `separator` is one ASCII character. */
export interface RowBlock {
  readonly columns: readonly string[];
  readonly separator: string;
  readonly body: Uint8Array;
}

/** A row of query-order-list: its documented columns (see `orderColumns`), and the whole row. */
export interface Order extends Readonly<Record<OrderColumnField, string>> {
  /** The whole row by column name, with what is not known here. */
  readonly fields: ReadonlyMap<string, string>;
}

/** `pending` is DMAPI's `?`, which some servers call `pending`. */
export type ResultStatus = "ack" | "nack" | "pending";

/** A row of result-list. */
export interface Result {
  /** As sent: YYYYMMDDHHMMSS or YYYY-MM-DD hh:mm:ss, in a zone DMAPI does not state. */
  readonly timeStamp: string;
  readonly svTrId: string;
  readonly procId: string;
  readonly requestType: string;
  /** The host, domain or contact handle; empty in the six-column form. */
  readonly object: string;
  /** `ack`, `nack`, `pending`, or what else was sent. */
  readonly status: ResultStatus | (string & {});
  readonly clTrId: string;
  /** The whole row by column name, with what is not known here. */
  readonly fields: ReadonlyMap<string, string>;
  /** True if its content is known to be deleted; Joker.com then keeps only the status. */
  readonly isDeleted?: boolean | undefined;
  /** True for a row that could not be understood: `object` is then the whole row as sent, and no action is possible. */
  readonly isUnreadable?: boolean | undefined;
}

/** The reply to query-account-balance: decimals as sent, in the account's currency. */
export interface Balance {
  readonly available: string;
  readonly pending: string;
  readonly total: string;
  readonly currency: string;
}

/** The access level of the credentials; `@modify-only` may modify, but not cause costs. */
export type Access = "full" | "readonly" | "modify-only" | "whois-only" | "unknown";

/** A repeated `Key: value` text, in the order sent. */
export type FieldList = readonly (readonly [name: string, value: string])[];

/** A key that identifies a result of an account. */
export function resultKey({ svTrId, procId, object, isUnreadable }: ResultIdentity): string {
  return isUnreadable ? object : `${svTrId} ${procId}`;
}

/** What identifies a result; a row that could not be understood has only its text. */
export type ResultIdentity = Pick<Result, "svTrId" | "procId" | "object" | "isUnreadable">;

/** True once an asynchronous request has been answered. */
export function isResultFinished({ status }: Pick<Result, "status">): boolean {
  return status === "ack" || status === "nack";
}

/** True if there is content to delete. */
export function canDeleteResult(result: Pick<Result, "status" | "isDeleted">): boolean {
  return isResultFinished(result) && result.isDeleted !== true;
}

/** The first value of a name, as `normalizeWord` compares names. */
export function findField(fields: FieldList | undefined, name: string): string | undefined {
  return fields?.find(([key]) => normalizeWord(key) === normalizeWord(name))?.[1];
}

/** A name, status or type for comparison: DMAPI mixes letter case, `-` and `_`. Texts are shown as sent. */
export function normalizeWord(word: string): string {
  return word.trim().toLowerCase().replaceAll("_", "-");
}

/** `domain-transfer-in-reseller` and similar; not domain-transfer-control, which resends FOAs and cancels. */
export function isTransferOrder(requestType: string): boolean {
  return requestType.includes("transfer") && requestType !== "domain-transfer-control";
}
