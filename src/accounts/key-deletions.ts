import type { UserFacingError } from "../workbench/user-facing-error";
import type { AccountStore } from "./account-store";
import { createKeyringDeleteError } from "./credential-errors";

/** Deletes the keys of ended accounts. What the keyring does not delete is deleted when it answers again. */
export class KeyDeletions {
  private readonly pending = new Set<string>();

  constructor(private readonly store: AccountStore) {}

  /** Runs `work`, which deletes the key of an account; gives the error to report after the account has ended. */
  async run(id: string, work: () => Promise<void>): Promise<UserFacingError | undefined> {
    try {
      await work();
      return undefined;
    } catch (error) {
      this.pending.add(id);
      return createKeyringDeleteError(error);
    }
  }

  /** Deletes what was not deleted, except the keys of accounts that were signed in to again. */
  async retry(isInUse: (id: string) => boolean): Promise<void> {
    for (const id of this.pending) {
      if (!isInUse(id)) {
        await this.store.deleteCredentials(id);
        await this.store.deleteSession(id);
      }
      this.pending.delete(id);
    }
  }
}
