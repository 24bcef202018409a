import { lookup } from "node:dns/promises";
import { queryVersion } from "../dmapi/version";
import { DmapiError } from "../dmapi/errors";
import type { CertificateAuthorities } from "../dmapi/http/certificate-authorities";
import { defaultHttpLimits } from "../dmapi/http/types";
import { probeTls, type TlsProbeResult } from "../dmapi/http/tls-probe";
import {
  describeRoute,
  resolveRoute,
  type EnvironmentVariables,
  type NetworkSettings,
  type Route,
} from "../dmapi/http/route";
import type { LoginInfo } from "../dmapi/login";
import type { Session } from "../dmapi/session";

export const diagnosticSteps = ["names", "proxy", "tls", "clock", "login", "access", "sessions"] as const;
export type DiagnosticStep = (typeof diagnosticSteps)[number];

/** The outcome of one step: it succeeded, it failed, something is unusual, or it could not be run. */
export interface DiagnosticFinding {
  readonly step: DiagnosticStep;
  readonly outcome: "good" | "bad" | "odd" | "skipped";
  readonly durationMs: number;
  /** The facts found, unformatted: addresses, names of certificates, an access level. */
  readonly facts: readonly string[];
  readonly error?: unknown;
}

export interface DiagnosticTarget {
  readonly endpoint: string;
  readonly session: Pick<Session, "login" | "call" | "allowLogin">;
  readonly settings: NetworkSettings;
  readonly env: EnvironmentVariables;
  readonly authorities: CertificateAuthorities;
}

/** What a step returns; `runStep` adds its name and duration. */
type StepOutcome = Omit<DiagnosticFinding, "step" | "durationMs">;

/** A larger difference affects days and the validity of certificates. */
const maxClockSkewSeconds = 120;

/**
 * Diagnoses a connection from DNS to the session, and yields a finding for each step. A failed step does not end it:
 * later steps may use another route.
 */
export async function* diagnoseConnection(
  target: DiagnosticTarget,
  signal?: AbortSignal,
): AsyncGenerator<DiagnosticFinding, void> {
  const url = new URL(target.endpoint);
  const route = resolveRoute(url, target.settings, target.env);
  yield await runStep("names", () => resolveNames(url, route));
  yield await runStep("proxy", () => Promise.resolve(checkRoute(route)));
  let probeResult: TlsProbeResult | undefined;
  yield await runStep("tls", async () => {
    if (route.kind === "host" || route.kind === "unreadable") return skippedOutcome;
    const { authorities, settings } = target;
    const { systemCertificates } = settings;
    probeResult = await probeTls(url, route, { systemCertificates, authorities, limits: defaultHttpLimits, signal });
    return checkCertificates(url, probeResult);
  });
  yield await runStep("clock", () => Promise.resolve(checkClock(probeResult?.date)));
  let login: LoginInfo | undefined;
  yield await runStep("login", async () => {
    target.session.allowLogin();
    const version = await queryVersion(target.session.call, signal);
    login = await target.session.login();
    return { outcome: "good", facts: [version] };
  });
  yield await runStep("access", () => Promise.resolve(login ? checkAccess(login) : skippedOutcome));
  yield await runStep("sessions", () => Promise.resolve(login ? checkSessions(login) : skippedOutcome));
}

const skippedOutcome: StepOutcome = { outcome: "skipped", facts: [] };

async function runStep(step: DiagnosticStep, work: () => Promise<StepOutcome>): Promise<DiagnosticFinding> {
  const startedAt = performance.now();
  const getDurationMs = () => Math.round(performance.now() - startedAt);
  try {
    return { ...(await work()), step, durationMs: getDurationMs() };
  } catch (error) {
    if (error instanceof DmapiError && error.reason === "canceled") throw error;
    return { step, outcome: "bad", facts: [], error, durationMs: getDurationMs() };
  }
}

/** Behind a proxy, only the proxy's name is resolved here; the proxy resolves the endpoint's. */
async function resolveNames(url: URL, route: Route): Promise<StepOutcome> {
  const { hostname } = route.kind === "proxy" ? new URL(route.proxy.origin) : url;
  const host = hostname.replace(/^\[|\]$/g, "");
  const addresses = await lookup(host, { all: true });
  return { outcome: "good", facts: [host, ...addresses.map(({ address }) => address)] };
}

function checkRoute(route: Route): StepOutcome {
  return { outcome: route.kind === "unreadable" ? "bad" : "good", facts: [describeRoute(route)] };
}

function checkCertificates(url: URL, { certificates, validTo = "", protocol = "" }: TlsProbeResult): StepOutcome {
  if (url.protocol !== "https:") return skippedOutcome;
  return { outcome: "good", facts: [protocol, certificates.join(" < "), validTo] };
}

/** Compares clocks; the fact is the seconds by which this computer is ahead of the endpoint, negative if behind. */
function checkClock(date: string | undefined): StepOutcome {
  const serverTime = Date.parse(date ?? "");
  if (Number.isNaN(serverTime)) return skippedOutcome;
  const skew = Math.round((Date.now() - serverTime) / 1000);
  return { outcome: Math.abs(skew) > maxClockSkewSeconds ? "odd" : "good", facts: [`${skew}`] };
}

function checkAccess({ access, accessAsSent }: LoginInfo): StepOutcome {
  const isSufficient = access === "full" || access === "readonly" || access === "modify-only";
  return { outcome: isSufficient ? "good" : "odd", facts: [accessAsSent || access] };
}

function checkSessions({ sessionCount }: LoginInfo): StepOutcome {
  return sessionCount === undefined ? skippedOutcome : { outcome: "good", facts: [`${sessionCount}`] };
}
