import { lookup } from "node:dns/promises";
import { queryVersion } from "../dmapi/about";
import { DmapiError } from "../dmapi/errors";
import type { Authorities } from "../dmapi/http/authorities";
import { defaultLimits } from "../dmapi/http/exchange";
import { probe, type Sight } from "../dmapi/http/probe";
import { describeRoute, routeTo, type Environment, type NetworkSettings, type Route } from "../dmapi/http/route";
import type { Login } from "../dmapi/login";
import type { Session } from "../dmapi/session";

export const steps = ["names", "proxy", "tls", "clock", "login", "access", "sessions"] as const;
export type Step = (typeof steps)[number];

/** What one step came to: it went well, it failed, something is odd, or it could not be tried. */
export interface Finding {
  readonly step: Step;
  readonly outcome: "good" | "bad" | "odd" | "skipped";
  readonly ms: number;
  /** What was found, as it is: addresses, names of certificates, an access level. */
  readonly facts: readonly string[];
  readonly error?: unknown;
}

export interface Subject {
  readonly endpoint: string;
  readonly session: Pick<Session, "login" | "call" | "allowLogin">;
  readonly settings: NetworkSettings;
  readonly env: Environment;
  readonly authorities: Authorities;
}

/** What a step gives of itself; the time is taken around it. */
type Told = Omit<Finding, "step" | "ms">;

/** Clocks that differ by more confuse days and certificates. */
const largestSkew = 120;

/**
 * Follows a connection from the name of the endpoint to the session, a finding for each step as soon as it is known. A step
 * that fails does not end it: what comes after may go another way.
 */
export async function* diagnose(subject: Subject, signal?: AbortSignal): AsyncGenerator<Finding, void> {
  const url = new URL(subject.endpoint);
  const route = routeTo(url, subject.settings, subject.env);
  yield await timed("names", () => resolveNames(url, route));
  yield await timed("proxy", () => Promise.resolve(tellRoute(route)));
  let sight: Sight | undefined;
  yield await timed("tls", async () => {
    if (route.kind === "host" || route.kind === "unreadable") return skipped;
    const { authorities, settings } = subject;
    const { systemCertificates } = settings;
    sight = await probe(url, route, { systemCertificates, authorities, limits: defaultLimits, signal });
    return tellCertificates(url, sight);
  });
  yield await timed("clock", () => Promise.resolve(tellClock(sight?.date)));
  let login: Login | undefined;
  yield await timed("login", async () => {
    subject.session.allowLogin();
    const version = await queryVersion(subject.session.call, signal);
    login = await subject.session.login();
    return { outcome: "good", facts: [version] };
  });
  yield await timed("access", () => Promise.resolve(login ? tellAccess(login) : skipped));
  yield await timed("sessions", () => Promise.resolve(login ? tellSessions(login) : skipped));
}

const skipped: Told = { outcome: "skipped", facts: [] };

async function timed(step: Step, work: () => Promise<Told>): Promise<Finding> {
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  try {
    return { ...(await work()), step, ms: took() };
  } catch (error) {
    if (error instanceof DmapiError && error.reason === "cancelled") throw error;
    return { step, outcome: "bad", facts: [], error, ms: took() };
  }
}

/** The proxy resolves the endpoint's name, where there is one; we resolve the proxy's. */
async function resolveNames(url: URL, route: Route): Promise<Told> {
  const { hostname } = route.kind === "proxy" ? new URL(route.proxy.origin) : url;
  const host = hostname.replace(/^\[|\]$/g, "");
  const addresses = await lookup(host, { all: true });
  return { outcome: "good", facts: [host, ...addresses.map(({ address }) => address)] };
}

function tellRoute(route: Route): Told {
  return { outcome: route.kind === "unreadable" ? "bad" : "good", facts: [describeRoute(route)] };
}

function tellCertificates(url: URL, { certificates, validTo = "", protocol = "" }: Sight): Told {
  if (url.protocol !== "https:") return skipped;
  return { outcome: "good", facts: [protocol, certificates.join(" < "), validTo] };
}

/** Seconds by which this computer is ahead of the endpoint; behind it where negative. */
function tellClock(date: string | undefined): Told {
  const there = Date.parse(date ?? "");
  if (Number.isNaN(there)) return skipped;
  const skew = Math.round((Date.now() - there) / 1000);
  return { outcome: Math.abs(skew) > largestSkew ? "odd" : "good", facts: [`${skew}`] };
}

function tellAccess({ access, accessAsSent }: Login): Told {
  const isEnough = access === "full" || access === "readonly" || access === "modify-only";
  return { outcome: isEnough ? "good" : "odd", facts: [accessAsSent || access] };
}

function tellSessions({ sessionCount }: Login): Told {
  return sessionCount === undefined ? skipped : { outcome: "good", facts: [`${sessionCount}`] };
}
