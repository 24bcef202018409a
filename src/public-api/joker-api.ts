import type { Event } from "vscode";

/** What `activate` returns. Ask for the version you know; later ones stand beside it. */
export interface JokerExports {
  /** @throws Error for a version that this one does not have */
  getApi(version: 1): JokerApi;
}

/**
 * What other extensions may read: nothing secret, and nothing is changed through it. Values are copies at the time of the
 * call. Each request that Joker.com does not answer rejects with an Error whose message can be shown.
 */
export interface JokerApi {
  /** The accounts of this computer that are signed in; empty without one. Sends no request. */
  getAccounts(): Promise<readonly JokerAccount[]>;
  /** The pending transfers of the active account. @throws Error when nobody is signed in */
  getTransfers(): Promise<readonly JokerTransfer[]>;
  /**
   * Exact sums over the orders of the active account, one for each currency.
   * @param days `YYYY-MM-DD` in UTC, both included
   * @throws Error when nobody is signed in, for days that are none, and when orders of some days cannot be loaded
   */
  getOrderTotals(days: { readonly after: string; readonly before: string }): Promise<readonly JokerOrderTotals[]>;
  /** Accounts were signed in, signed out, renamed or switched. */
  readonly onDidChangeAccounts: Event<void>;
  /** The list of transfers was loaded again, or belongs to another account. */
  readonly onDidChangeTransfers: Event<void>;
}

export interface JokerAccount {
  readonly id: string;
  /** As the views show it, with the environment: `someone`, `someone · SANDBOX`. */
  readonly name: string;
  readonly endpoint: string;
  /** Whether the views of this window show it. */
  readonly isActive: boolean;
}

export interface JokerTransfer {
  /** In ASCII. */
  readonly domain: string;
  /** The name of the state in DMAPI, such as `FOA_BEEN_SENT`. */
  readonly state: string;
  /** Who has to act; undefined for a state that this version does not know. */
  readonly waitingFor: "you" | "owner" | "registrar" | "registry" | "joker" | "nobody" | undefined;
  /** Whether the transfer does not proceed unless the reseller acts. */
  readonly needsAttention: boolean;
  /** The deadline, epoch ms; undefined where none is known. */
  readonly deadline: number | undefined;
}

/** Decimals with a point, such as `-12.50`. */
export interface JokerOrderTotals {
  readonly currency: string;
  /** Orders with an amount. */
  readonly orders: number;
  readonly charged: string;
  /** Zero or less. */
  readonly refunded: string;
  /** Charged plus refunded. Top-ups, pending and failed orders are not part of it. */
  readonly total: string;
}
