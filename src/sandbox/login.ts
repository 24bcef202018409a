import { accountCurrency } from "./balance";
import type { RequestContext, SessionRequestContext } from "./request-context";
import { formatSpacedTime, dayMs } from "./clock";
import { formatShortCents } from "./money";
import { identityHeaders } from "./profile";
import type { Header, Reply } from "./reply";
import { sessionTimeoutSeconds } from "./session-store";
import { getContactPrefix, tlds } from "./tlds";

/** login: opens a session, with its id in Auth-Sid, and lists the TLDs; with `prefixes` also their contact prefixes. */
export function login({ parameters, sandbox, at }: RequestContext): Reply {
  const session = sandbox.sessions.open(sandbox.credentials.authenticate(parameters), at);
  const hasPrefixes = parameters.flag("prefixes");
  const headers: Header[] = [
    ...identityHeaders,
    ["Auth-Sid", session.id],
    ["Session-Count", `${sandbox.sessions.count(at)}`],
    ["Session-Timeout", `${sessionTimeoutSeconds}`],
    ["User-Access", `@${session.credential.reportedAccess ?? session.credential.access}`],
    // Not sent by DMAPI: identifies the sandbox.
    ["Environment", "sandbox"],
    ["Account-currency", accountCurrency],
    ["Account-balance", formatShortCents(sandbox.balance.available)],
    ["Account-pending_amount", formatShortCents(sandbox.balance.pending)],
    ["Account-rebate", "0.0"],
    ["Account-contract_date", new Date(sandbox.startedAt - 1200 * dayMs).toISOString().slice(0, 10)],
    ["Stats-number-of-domains", "512"],
    ["Stats-last-login", formatSpacedTime(sandbox.startedAt - dayMs)],
    ["Stats-last-ip", "192.0.2.1"],
    ["Stats-last-error", ""],
    ["Stats-last-error-ip", ""],
    ["Stats-number-of-autorenew", "37"],
  ];
  const body = tlds.map(({ name }) => (hasPrefixes ? `${name}\t${getContactPrefix(name)}\n` : `${name}\n`)).join("");
  return { code: 0, headers, body };
}

/** logout: ends the session. */
export function logout({ sandbox, session }: SessionRequestContext): Reply {
  sandbox.sessions.close(session);
  return { code: 0 };
}
