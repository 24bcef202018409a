import { DmapiError } from "./errors";
import type { Access } from "./model";
import { decodeBody, splitLines, type Reply } from "./reply";
import { limitExceededError, maxTlds } from "./reply-limits";

/** What a user signs in with (DMAPI docs, login). */
export type Credentials =
  | { readonly kind: "api-key"; readonly apiKey: string }
  | { readonly kind: "password"; readonly username: string; readonly password: string };

/** The contents of a login reply (DMAPI docs, login). Stored with the shared session: do not rename properties. */
export interface LoginInfo {
  /** The session id; never leaves this folder except into SecretStorage. */
  readonly authSid: string;
  /** Seconds of inactivity after which the session ends. */
  readonly sessionTimeout: number;
  /** The account's name; empty when DMAPI does not send it. */
  readonly userLogin: string;
  readonly access: Access;
  /** The `User-Access` header as sent. */
  readonly accessAsSent: string;
  /** The `Environment` header, which only servers other than Joker.com send; `sandbox` for the sandbox. */
  readonly environment: string;
  /** How many sessions the account has, if the server sends it. */
  readonly sessionCount?: number | undefined;
  /** The TLDs available to the reseller, sorted. */
  readonly tlds: readonly string[];
}

/** DMAPI's documented default: one hour. */
const defaultSessionTimeoutSeconds = 3600;

/**
 * Parses a login reply.
 * @throws DmapiError `malformed` when it has no session id
 */
export function parseLogin(reply: Reply): LoginInfo {
  const authSid = reply.headers.get("Auth-Sid");
  if (!authSid) throw new DmapiError("malformed", "the reply has no Auth-Sid", { request: "login" });
  const timeoutSeconds = Number(reply.headers.get("Session-Timeout"));
  const accessAsSent = reply.headers.get("User-Access") ?? "";
  return {
    authSid,
    sessionTimeout: timeoutSeconds > 0 ? timeoutSeconds : defaultSessionTimeoutSeconds,
    userLogin: reply.headers.get("User-Login") ?? "",
    access: parseAccess(accessAsSent),
    accessAsSent,
    environment: reply.headers.get("Environment") ?? "",
    sessionCount: parseCount(reply.headers.get("Session-Count")),
    tlds: parseTlds(decodeBody(reply)),
  };
}

/** Servers write it with or without `@` and hyphens, in any letter case. */
function parseAccess(header: string): Access {
  const word = header.toLowerCase().replace(/[^a-z]/g, "");
  return accessByWord.get(word) ?? "unknown";
}

const accessByWord = new Map<string, Access>([
  ["full", "full"],
  ["readonly", "readonly"],
  ["modifyonly", "modify-only"],
  ["whoisonly", "whois-only"],
  ["whois", "whois-only"],
]);

function parseCount(header: string | undefined): number | undefined {
  return /^\d{1,9}$/.test(header ?? "") ? Number(header) : undefined;
}

function parseTlds(body: string): string[] {
  const lines = splitLines(body);
  if (lines.length > maxTlds) throw limitExceededError("login", `the reply has more than ${maxTlds} TLDs`);
  const tlds = lines.map((line) => line.split("\t")[0]?.trim() ?? "");
  return tlds.filter((tld) => tld !== "").sort((a, b) => a.localeCompare(b, "en"));
}
