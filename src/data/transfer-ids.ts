import type { Accounts } from "../account/accounts";
import type { Fields } from "../dmapi/model";
import { showTransfer } from "../dmapi/transfers";
import { fieldOf } from "./fields";
import { ReadOnce } from "./read-once";

/**
 * The ids of transfers, as far as somebody read them: the list does not tell them, action=show does (seed "Domain
 * transfer control"). Each is asked for once, when its row is hovered over.
 */
export class TransferIds {
  readonly #read = new ReadOnce();

  constructor(private readonly accounts: Accounts) {}

  /** The id of a transfer of `account` (a record's id); undefined when nobody has read it. */
  of(account: string, domain: string): string | undefined {
    return this.#read.of(keyOf(account, domain));
  }

  /** Keeps what action=show told in another place. */
  note(account: string, domain: string, shown: Fields): void {
    this.#read.keep(keyOf(account, domain), idIn(shown));
  }

  /** The id of a transfer of the active account; empty where Joker.com tells none. Rejects as the request does. */
  read(domain: string, signal?: AbortSignal): Promise<string> {
    const { id, session } = this.accounts.require();
    return this.#read.read(keyOf(id, domain), async () => idIn(await showTransfer(session.call, domain, signal)));
  }

  /** Forgets transfers of an account that are not pending any more; a next one of the same domain has another id. */
  keepOnly(account: string, transfers: readonly { readonly domain: string }[]): void {
    const pending = new Set(transfers.map(({ domain }) => keyOf(account, domain)));
    this.#read.forget((key) => key.startsWith(`${account} `) && !pending.has(key));
  }
}

function keyOf(account: string, domain: string): string {
  return `${account} ${domain}`;
}

function idIn(fields: Fields): string {
  return fieldOf(fields, "transfer-id") ?? "";
}
