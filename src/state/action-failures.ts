import * as vscode from "vscode";
import type { ResultIdentity } from "../dmapi/model";

/** The failure of the last action on a row. */
export interface ActionFailure {
  /** The title of the action, such as `Cancel Transfer`. */
  readonly action: string;
  /** A sentence for the user. */
  readonly why: string;
  /** False when the reply was lost, so that the action may have been done. */
  readonly isConfirmed: boolean;
  /** The state of a transfer when the action was sent: another one shows what became of a lost reply. */
  readonly stateBefore?: string | undefined;
}

/** Id of a row in the views of an account. */
export type RowId = string;

/** The row id of a transfer. */
export function transferRowId({ domain }: { readonly domain: string }): RowId {
  return `transfer:${domain}`;
}

/** The row id of a result. */
export function resultRowId({ svTrId, procId, object, isUnreadable }: ResultIdentity): RowId {
  return isUnreadable ? `result:row:${object}` : `result:${svTrId}:${procId}`;
}

const maxFailures = 1_000;

/**
 * Failed actions, kept as long as the window is open: each is shown on its row until an action on it succeeds or the user
 * dismisses it.
 */
export class ActionFailures implements vscode.Disposable {
  private readonly byKey = new Map<string, ActionFailure>();
  private readonly changed = new vscode.EventEmitter<{ readonly failed: readonly RowId[] }>();
  /** Fires with the rows whose action has just failed. */
  readonly onDidChange = this.changed.event;

  /** The last failure of a row. @param accountId an account record's id */
  get(accountId: string, rowId: RowId): ActionFailure | undefined {
    return this.byKey.get(failureKey(accountId, rowId));
  }

  /** Records the outcomes of an action on several rows; undefined for success. */
  record(accountId: string, outcomes: Iterable<readonly [subject: RowId, failure: ActionFailure | undefined]>): void {
    const failed: RowId[] = [];
    let isChanged = false;
    for (const [rowId, failure] of outcomes) {
      isChanged = this.byKey.delete(failureKey(accountId, rowId)) || isChanged;
      if (!failure) continue;
      this.byKey.set(failureKey(accountId, rowId), failure);
      failed.push(rowId);
    }
    for (const oldest of [...this.byKey.keys()].slice(0, -maxFailures)) this.byKey.delete(oldest);
    if (isChanged || failed.length > 0) this.changed.fire({ failed });
  }

  /** Removes lost replies of transfers whose state has changed since. */
  resolveTransfers(accountId: string, transfers: readonly { readonly domain: string; readonly state: string }[]): void {
    const resolved = transfers
      .map((transfer) => ({ ...transfer, rowId: transferRowId(transfer) }))
      .filter((transfer) => {
        const failure = this.get(accountId, transfer.rowId);
        if (!failure || failure.isConfirmed || failure.stateBefore === undefined) return false;
        return failure.stateBefore !== transfer.state;
      });
    this.dismiss(
      accountId,
      resolved.map(({ rowId }) => rowId),
    );
  }

  /** Removes failures the user has read. */
  dismiss(accountId: string, rowIds: readonly RowId[]): void {
    this.record(
      accountId,
      rowIds.map((rowId) => [rowId, undefined]),
    );
  }

  /** Forgets an account, as when it is removed. */
  forgetAccount(accountId: string): void {
    for (const key of this.byKey.keys()) if (key.startsWith(`${accountId} `)) this.byKey.delete(key);
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function failureKey(accountId: string, rowId: RowId): string {
  return `${accountId} ${rowId}`;
}
