import type { Accounts } from "../accounts/accounts";
import { accountName } from "../accounts/model";
import type { AppState } from "../state/app-state";
import type { Clock } from "../workbench/clock";
import type { Log } from "../workbench/log";
import { stripControlCharacters } from "../workbench/sanitize";
import { settings } from "../workbench/settings";
import type { AgentContext } from "./agent-tool";
import { createReadOnlyCall } from "./read-only-call";

/** What of the running extension agents see: the active account, to read only. */
export function createAgentContext(
  accounts: Pick<Accounts, "requireCurrent">,
  { stateHistory, forecast }: Pick<AppState, "stateHistory" | "forecast">,
  clock: Clock,
  log: Pick<Log, "redact">,
): AgentContext {
  return {
    now: clock,
    requireAccount: () => {
      const account = accounts.requireCurrent();
      return { id: account.id, name: accountName(account), call: createReadOnlyCall(account.session.call) };
    },
    firstSeenAt: (accountId, domain, state) => stateHistory.firstSeenAt(accountId, domain, state),
    loadRenewals: (account, signal) => forecast.loadRenewals(account, signal),
    lowThreshold: settings.lowThreshold,
    redact: (text) => log.redact(text),
  };
}

/** The name of the active account as the confirmation shows it; undefined when nobody is signed in. */
export function getActiveAccountName({ current }: Pick<Accounts, "current">): string | undefined {
  return current && stripControlCharacters(accountName(current));
}
