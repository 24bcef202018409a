import type * as z from "zod/mini";
import type { Call } from "../dmapi/session";
import type { RenewalHistory } from "../state/renewal-history";
import type { Answer } from "./answer";

/** The account that a tool reads. */
export interface AgentAccount {
  readonly id: string;
  /** As the user knows it, with its environment. */
  readonly name: string;
  /** Sends reading requests only. */
  readonly call: Call;
}

/** What tools read besides their requests. */
export interface AgentContext {
  /** Epoch ms. */
  readonly now: () => number;
  /** The active account. @throws UserFacingError when nobody is signed in */
  readonly requireAccount: () => AgentAccount;
  /** When a state of a transfer was first seen (epoch ms); undefined when it was not. */
  readonly firstSeenAt: (accountId: string, domain: string, state: string) => number | undefined;
  /** The renewals of the last twelve months, loaded at most once a day. @throws DmapiError */
  readonly loadRenewals: (account: AgentAccount, signal: AbortSignal) => Promise<RenewalHistory>;
  /** The user's threshold for the available amount, in the account's currency. */
  readonly lowThreshold: () => number;
  /** The text without keys, passwords, session ids and auth-ids that this window knows. */
  readonly redact: (text: string) => string;
}

/** A tool that answers a question about an account. */
export interface AgentTool<Input> {
  /** Matches `inputSchema` in package.json, which has the descriptions. */
  readonly inputSchema: z.ZodMiniType<Input>;
  /** @throws DmapiError, UserFacingError, InputError */
  answer(context: AgentContext, account: AgentAccount, input: Input, signal: AbortSignal): Promise<Answer>;
}

/** An input that the caller has to correct. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** A time (epoch ms) in an answer, such as `2026-11-29 08:15 UTC`. */
export function formatUtcTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
