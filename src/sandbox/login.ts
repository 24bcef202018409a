import { accountCurrency } from "./balance";
import type { RequestContext, SessionRequestContext } from "./request-context";
import { formatSpacedTime, dayMs } from "./clock";
import type { Access } from "./credential-store";
import { EppError } from "./epp-error";
import { formatShortCents } from "./money";
import { identityHeaders } from "./profile";
import type { QuirkSet } from "./quirks";
import { pick } from "./random";
import type { Header, Reply } from "./reply";
import { sessionTimeoutSeconds, type Session } from "./session-store";
import { getContactPrefix, tlds } from "./tlds";

/** The sessions that may be open at once, with the quirk `session-limit`. */
const maxSessions = 3;

/** `User-Access` as other clients read it. */
const plainAccess: Readonly<Record<Access, readonly string[]>> = {
  full: ["full", "Full", "FULL"],
  readonly: ["readonly", "read-only", "Read-Only"],
  "modify-only": ["modify-only", "modifyonly", "Modify-Only"],
  "whois-only": ["whois-only", "Whois-Only"],
};

/** login: opens a session, with its id in Auth-Sid, and lists the TLDs; with `prefixes` also their contact prefixes. */
export function login({ parameters, sandbox, at }: RequestContext): Reply {
  const credential = sandbox.credentials.authenticate(parameters);
  if (sandbox.quirks.has("session-limit") && sandbox.sessions.count(at) >= maxSessions)
    throw new EppError(2502, `There are ${maxSessions} sessions already`);
  const session = sandbox.sessions.open(credential, at, sandbox.quirks.has("auth-sid-cookie"));
  const hasPrefixes = parameters.flag("prefixes");
  const headers: Header[] = [
    ...identityHeaders,
    ["Auth-Sid", session.id],
    ["Session-Count", `${sandbox.sessions.count(at)}`],
    ["Session-Timeout", `${sessionTimeoutSeconds}`],
    ["User-Access", formatAccess(session, sandbox.quirks)],
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
  return { code: 0, headers, body, session };
}

function formatAccess({ id, credential: { access, reportedAccess } }: Session, quirks: QuirkSet): string {
  if (!quirks.has("access-plain")) return `@${reportedAccess ?? access}`;
  return reportedAccess ?? pick(plainAccess[access], Number.parseInt(id.slice(0, 4), 16));
}

/** logout: ends the session. */
export function logout({ sandbox, session }: SessionRequestContext): Reply {
  sandbox.sessions.close(session);
  return { code: 0 };
}
