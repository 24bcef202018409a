import "./vscode-stub";
import type { AgentContext } from "../../../src/agents/agent-tool";
import { createReadOnlyCall } from "../../../src/agents/read-only-call";
import { runTool } from "../../../src/agents/run-tool";
import type { ToolName } from "../../../src/agents/tool-names";
import { dayMs } from "../../../src/dmapi/days";
import { redactSecretFields } from "../../../src/redaction/redact-fields";
import { SecretRedactor } from "../../../src/redaction/secret-redactor";
import { loadRenewals } from "../../../src/state/forecast-orders";
import { createFakeCall, type RecordedRequest } from "../dmapi/fake-call";
import { now } from "./agent-fixtures";

type OrderRow = readonly [id: string, created: string, status: string, type: string, gross: string, net: string, currency: string, name: string]; // prettier-ignore

/** Every order of the account. */
const orders: readonly OrderRow[] = [
  ["901", "2026-11-28T09:00:00Z", "ok", "renew", "11.90", "10.00", "EUR", "alpha.com"],
  ["900", "2026-11-20T09:00:00Z", "ok", "create", "23.80", "20.00", "EUR", "beta.shop"],
  ["899", "2026-11-19T08:30:00Z", "ok", "renew", "-11.90", "-10.00", "EUR", "gamma.com"],
  ["898", "2026-11-18T08:00:00Z", "error", "renew", "49.99", "42.01", "EUR", "delta.io"],
  ["897", "2026-11-10T08:00:00Z", "pending", "transfer", "5.19", "4.36", "EUR", "epsilon.com"],
  ["896", "2026-11-02T08:00:00Z", "ok", "credit-increase", "-1000.00", "-1000.00", "EUR", ""],
  ["895", "2026-10-31T23:59:59Z", "ok", "renew", "0.10", "0.08", "EUR", "zeta.com"],
  ["894", "2026-10-15T08:00:00Z", "ok", "renew", "0.20", "0.17", "EUR", "eta.org"],
  ["893", "2026-10-05T08:00:00Z", "ok", "create", "120.00", "120.00", "USD", "theta.com"],
  ["892", "2026-08-01T08:00:00Z", "ok", "restore", "99.95", "83.99", "EUR", "iota.com"],
  ["880", "2025-12-10T08:00:00Z", "ok", "renew", "12.40", "10.42", "EUR", "kappa.com"],
];

const transfers = [
  ["acme.com", "FOA_BEEN_SENT", "jane@acme.com", "admin@acme.com"],
  ["bolt.net", "FOA_NACK", "bob@bolt.net", "admin@bolt.net"],
  ["cask.org", "REGISTRY_REQUEST_RECEIVED_NOW_WAITING", "-", "-"],
  ["dune.de", "DOMAIN_WITH_JOKER_PENDING_COMPLETE", "-", "-"],
] as const;

const results = [
  ["20261129100000", "a".repeat(32), "5004", "domain-register", "new.berlin", "?", "-"],
  ["20261128100000", "b".repeat(32), "5003", "domain-register", "taken.shop", "nack", "-"],
  ["20261127100000", "c".repeat(32), "5002", "domain-transfer-get-auth-id", "alpha.com", "ack", "-"],
  ["20261120100000", "d".repeat(32), "5001", "domain-renew", "alpha.com", "ack", "-"],
] as const;

const resultContents: Readonly<Record<string, string>> = {
  "5003":
    "Object-Name: taken.shop\nRequest-Type: domain-register\nCompletion-Status: nack\nError: Domain is not available for registration\n\nDomain is not available for registration\n",
  "5002":
    'Object-Name: alpha.com\nRequest-Type: domain-transfer-get-auth-id\nCompletion-Status: ack\n\nThe Authorization ID is: "S3cr3t-Auth"\n',
  "5009": "Completion-Status: ack\n\nTh1sIsACode\n",
};

/** The session id that a hostile server repeats. */
export const sessionId = "f00dfeedf00dfeedf00dfeedf00dfeed";

/** A signed-in account with fixed data, as tools see it. */
export function createFakeAccount(answer: (request: RecordedRequest) => string | undefined = () => undefined) {
  const { call, requests } = createFakeCall((request) => answer(request) ?? answerRequest(request));
  const secrets = new SecretRedactor();
  secrets.add(sessionId);
  const memento = { keys: () => [], get: () => undefined, update: () => Promise.resolve() };
  const account = { id: "1", name: "reseller · SANDBOX", call: createReadOnlyCall(call) };
  const context: AgentContext = {
    now: () => now,
    requireAccount: () => account,
    firstSeenAt: (_account, domain) => (domain === "acme.com" ? now - 4.5 * dayMs : undefined),
    loadRenewals: (forAccount, signal) => loadRenewals(forAccount, memento, now, signal),
    lowThreshold: () => 100,
    redact: (text) => redactSecretFields(secrets.redact(text)),
  };
  const ask = (name: ToolName, input: unknown = {}, signal = new AbortController().signal) =>
    runTool(name, context, input, signal);
  return { ask, requests, context };
}

function answerRequest({ request, params }: RecordedRequest): string {
  switch (request) {
    case "query-order-list":
      return answerOrders(params);
    case "domain-transfer-control":
      return createReply("Columns: domain,state,owner-email,admin-email\nSeparator: TAB", transfers, "\t");
    case "result-list":
      return createReply("Columns: TimeStamp,SvTrId,Proc-ID,request-type,request-object,status,ClTrId", findResults(params), " "); // prettier-ignore
    case "result-retrieve":
      return `Status-Code: 0\nAccount-Balance: 812.40\n\n${resultContents[String(params["Proc-ID"])] ?? ""}`;
    default:
      return createReply("Columns: available,pending,total,currency", [["812.40", "25.00", "837.40", "EUR"]], "\t");
  }
}

function answerOrders(params: RecordedRequest["params"]): string {
  const matches = (column: number, name: string) => (row: OrderRow) =>
    params[name] === undefined || row[column] === params[name];
  const found = orders
    .filter(([, created]) => created.slice(0, 10) >= String(params["after"] ?? ""))
    .filter(([, created]) => created.slice(0, 10) <= String(params["before"] ?? "9999"))
    .filter(matches(3, "type"))
    .filter(matches(2, "status"))
    .filter(matches(7, "fqdn"))
    .filter(matches(0, "order-id"))
    .filter((row) => params["tld"] === undefined || row[7].endsWith(`.${String(params["tld"])}`));
  if (params["count-only"] === true) return `Status-Code: 0\nRow-Count: ${found.length}\n\n${found.length}\n`;
  const page = Number(params["page"] ?? 1) > 1 ? [] : found;
  const rows = page.map(([id, created, status, type, gross, net, currency, name]) => [id, `6${id}`, created, status, type, gross, net, currency, name]); // prettier-ignore
  return createReply("Columns: order_id,proc_id,created_at,status,type,amount_brutto,amount_netto,currency,identifier\nSeparator: TAB", rows, "\t"); // prettier-ignore
}

function findResults(params: RecordedRequest["params"]): readonly (readonly string[])[] {
  const matches = (value: string, name: string) => params[name] === undefined || params[name] === value;
  return results.filter(
    ([, , procId, type, object, status]) =>
      matches(type, "rtype") && matches(object, "objid") && matches(status, "status") && matches(procId, "procid"),
  );
}

function createReply(headers: string, rows: readonly (readonly string[])[], separator: string): string {
  const body = rows.map((row) => `${row.join(separator)}\n`).join("");
  return `Status-Code: 0\n${headers}\nRow-Count: ${rows.length}\n\n${body}`;
}
