import { ACCOUNT_CURRENCY } from "./balance";
import type { Arrival, Call } from "./call";
import { spacedSecond, DAY } from "./clock";
import { formatShort } from "./money";
import { identity } from "./profile";
import type { Header, Reply } from "./reply";
import { SESSION_TIMEOUT_SECONDS } from "./sessions";
import { contactPrefix, tlds } from "./tlds";

/** login: a session, told by Auth-Sid, and the TLDs; with `prefixes` each TLD's contact prefix behind a tab. */
export function login({ parameters, world, at }: Arrival): Reply {
  const session = world.sessions.open(world.credentials.check(parameters), at);
  const prefixes = parameters.flag("prefixes");
  const headers: Header[] = [
    ...identity,
    ["Auth-Sid", session.id],
    ["Session-Count", `${world.sessions.count(at)}`],
    ["Session-Timeout", `${SESSION_TIMEOUT_SECONDS}`],
    ["User-Access", `@${session.credential.told ?? session.credential.access}`],
    // Not DMAPI's: whoever asks can tell that all of this is invented.
    ["Environment", "sandbox"],
    ["Account-currency", ACCOUNT_CURRENCY],
    ["Account-balance", formatShort(world.balance.available)],
    ["Account-pending_amount", formatShort(world.balance.pending)],
    ["Account-rebate", "0.0"],
    ["Account-contract_date", new Date(world.startedAt - 1200 * DAY).toISOString().slice(0, 10)],
    ["Stats-number-of-domains", "512"],
    ["Stats-last-login", spacedSecond(world.startedAt - DAY)],
    ["Stats-last-ip", "192.0.2.1"],
    ["Stats-last-error", ""],
    ["Stats-last-error-ip", ""],
    ["Stats-number-of-autorenew", "37"],
  ];
  const body = tlds.map(({ name }) => (prefixes ? `${name}\t${contactPrefix(name)}\n` : `${name}\n`)).join("");
  return { code: 0, headers, body };
}

/** logout: the session is gone. */
export function logout({ world, session }: Call): Reply {
  world.sessions.close(session);
  return { code: 0 };
}
