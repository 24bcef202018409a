import type { ObservedState } from "../state/state-history";
import { type FieldList, findField } from "../dmapi/model";
import type { ListedTransfer } from "./transfer-data-source";

/** What is known of a transfer at one time. */
export interface TransferSnapshot {
  readonly domain: string;
  /** The last reply of action=show; undefined before the first. */
  readonly fields: FieldList | undefined;
  readonly history: readonly ObservedState[];
  /** Whether it has left the list of pending transfers. */
  readonly hasLeftList: boolean;
  /** From the list, which may be newer than the reply. */
  readonly listed: Exclude<ListedTransfer, "gone"> | undefined;
}

/** The latest known state; empty if there is none. */
export function getState({ fields, listed, history }: TransferSnapshot): string {
  return listed?.state ?? findField(fields, "status") ?? findField(fields, "state") ?? history.at(-1)?.state ?? "";
}

export function getOwnerEmail({ fields, listed }: TransferSnapshot): string {
  return findField(fields, "owner_email") ?? listed?.ownerEmail ?? "";
}

export function getAdminEmail({ fields, listed }: TransferSnapshot): string {
  return findField(fields, "admin_email") ?? listed?.adminEmail ?? "";
}

export function getTransferId({ fields }: TransferSnapshot): string {
  return findField(fields, "transfer-id") ?? "";
}

/** When the current state was first seen (epoch ms). */
export function getStateSince(snapshot: TransferSnapshot): number | undefined {
  const state = getState(snapshot);
  return snapshot.history.findLast((observed) => observed.state === state)?.at;
}

/** The reply as sent. */
export function getReplyText({ fields = [] }: TransferSnapshot): string {
  return fields.map(([name, value]) => `${name}: ${value}`).join("\n");
}
