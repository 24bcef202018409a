import { DmapiError } from "./errors";
import type { Access } from "./model";
import { bodyText, linesOf, type Reply } from "./reply";

/** What a login reply tells (seed "Account and Handling", login). */
export interface Login {
  /** The session id: stays within this folder. */
  readonly authSid: string;
  /** Seconds of inactivity after which the session ends. */
  readonly sessionTimeout: number;
  /** The account's name; empty when DMAPI does not tell it. */
  readonly userLogin: string;
  readonly access: Access;
  /** The `User-Access` header as sent. */
  readonly accessAsSent: string;
  /** What a server that is not Joker.com's says it is; a sandbox says `sandbox`. */
  readonly environment: string;
  /** How many sessions the account has, where the server tells. */
  readonly sessionCount?: number | undefined;
  /** The TLDs available to the reseller, sorted. */
  readonly tlds: readonly string[];
}

/** DMAPI's documented default: one hour. */
const defaultTimeout = 3600;

/**
 * Reads a login reply.
 * @throws DmapiError `malformed` when it names no session
 */
export function readLogin(reply: Reply): Login {
  const authSid = reply.headers.get("Auth-Sid");
  if (!authSid) throw new DmapiError("malformed", "the reply has no Auth-Sid", { request: "login" });
  const timeout = Number(reply.headers.get("Session-Timeout"));
  const accessAsSent = reply.headers.get("User-Access") ?? "";
  return {
    authSid,
    sessionTimeout: timeout > 0 ? timeout : defaultTimeout,
    userLogin: reply.headers.get("User-Login") ?? "",
    access: accessOf(accessAsSent),
    accessAsSent,
    environment: reply.headers.get("Environment") ?? "",
    sessionCount: countOf(reply.headers.get("Session-Count")),
    tlds: tldsOf(bodyText(reply)),
  };
}

function accessOf(sent: string): Access {
  const levels: Record<string, Access> = {
    "@full": "full",
    "@readonly": "readonly",
    "@modify-only": "modify-only",
    "@whois-only": "whois-only",
  };
  return Object.hasOwn(levels, sent.toLowerCase()) ? (levels[sent.toLowerCase()] ?? "unknown") : "unknown";
}

function countOf(sent: string | undefined): number | undefined {
  return /^\d{1,9}$/.test(sent ?? "") ? Number(sent) : undefined;
}

function tldsOf(body: string): string[] {
  const tlds = linesOf(body).map((line) => line.split("\t")[0]?.trim() ?? "");
  return tlds.filter((tld) => tld !== "").sort((a, b) => a.localeCompare(b, "en"));
}
