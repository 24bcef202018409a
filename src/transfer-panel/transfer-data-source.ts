import type { Event } from "vscode";
import type { ObservedState } from "../state/state-history";
import type { FieldList } from "../dmapi/model";
import type { TransferAction } from "../messages/transfer-messages";

/** A transfer's entry in the list of pending transfers; `gone` if it has left the list. */
export type ListedTransfer =
  | "gone"
  | {
      readonly state: string;
      readonly ownerEmail: string;
      readonly adminEmail: string;
    };

/** Data and actions of a transfer panel. */
export interface TransferDataSource {
  readonly account: { readonly id: string; readonly name: string };
  readonly domain: string;
  /** Results of `getListed` or `whyDisabled` may have changed. */
  readonly onDidChange: Event<unknown>;
  /** The reply of action=show. Throws what `describeError` can explain. */
  loadFields(): Promise<FieldList>;
  /** Reloads the list, which has the state. Never rejects: the list says what failed. */
  refreshList(): Promise<void>;
  /** Undefined while the list is not loaded. */
  getListed(): ListedTransfer | undefined;
  /** The states seen so far, oldest first. */
  getHistory(): readonly ObservedState[];
  /** A sentence why the account is not allowed to do this; undefined if no reason is known. */
  whyDisabled(action: TransferAction): string | undefined;
  /** Runs the action and shows its result to the user. */
  runAction(action: TransferAction): Promise<void>;
  /** A sentence for the user about an error of `loadFields`, and whether it means that there is no such transfer. */
  describeError(error: unknown): { readonly text: string; readonly isNotFound: boolean };
}
