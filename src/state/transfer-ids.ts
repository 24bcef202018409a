import type { Accounts } from "../accounts/accounts";
import { type FieldList, findField } from "../dmapi/model";
import { showTransfer } from "../dmapi/transfers";
import { MemoizedRequest } from "./memoized-request";

/**
 * The ids of transfers. The list does not have them, action=show does (DMAPI docs, domain-transfer-control). Each is
 * requested once, when its row is hovered over.
 */
export class TransferIds {
  private readonly requests = new MemoizedRequest();

  constructor(private readonly accounts: Accounts) {}

  /** The id of a transfer; undefined before it was loaded. @param accountId an account record's id */
  get(accountId: string, domain: string): string | undefined {
    return this.requests.get(transferIdKey(accountId, domain));
  }

  /** Stores the id from a reply to action=show that was requested elsewhere. */
  recordFields(accountId: string, domain: string, fields: FieldList): void {
    this.requests.set(transferIdKey(accountId, domain), parseTransferId(fields));
  }

  /** The id of a transfer of the active account; empty when Joker.com sends none. Rejects as the request does. */
  load(domain: string, signal?: AbortSignal): Promise<string> {
    const { id, session } = this.accounts.requireCurrent();
    return this.requests.getOrLoad(transferIdKey(id, domain), async () =>
      parseTransferId(await showTransfer(session.call, domain, signal)),
    );
  }

  /** Drops transfers of an account that are no longer pending; the next transfer of a domain has another id. */
  retainOnly(accountId: string, transfers: readonly { readonly domain: string }[]): void {
    const pending = new Set(transfers.map(({ domain }) => transferIdKey(accountId, domain)));
    this.requests.deleteWhere((key) => key.startsWith(`${accountId} `) && !pending.has(key));
  }
}

function transferIdKey(accountId: string, domain: string): string {
  return `${accountId} ${domain}`;
}

function parseTransferId(fields: FieldList): string {
  return findField(fields, "transfer-id") ?? "";
}
