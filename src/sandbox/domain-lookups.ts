import { EppError, missingParameterError } from "./epp-error";
import type { RequestHandler } from "./request-context";
import { tlds } from "./tlds";

/** The columns that a parameter of query-domain-list adds. */
const domainColumnsByParameter = [
  ["showstatus", "domain_status"],
  ["showjokerns", "jokerns"],
  ["showgrants", "domain_grants"],
  ["showprivacy", "privacy-status,privacy-origin"],
] as const;

/**
 * Lookups that other clients send before anything else. The sandbox has no domains, contacts, hosts and zones: lists are
 * empty, and there is no single object.
 */
export const domainLookups: readonly (readonly [name: string, handle: RequestHandler])[] = [
  ["query-domain-list", queryDomainList],
  ["query-contact-list", () => createEmptyList("contact-handle")],
  ["query-ns-list", () => createEmptyList("host")],
  ["dns-zone-list", () => createEmptyList("domain,expiration_date")],
  ["query-tld-list", () => ({ code: 0, body: tlds.map(({ name }) => `${name}\n`).join("") })],
  ["query-whois", queryWhois],
  ["dns-zone-get", ({ parameters }) => refuseUnknown(parameters.required("domain"))],
];

/** query-domain-list: `domain`, `expiration_date` and the columns that are asked for. */
function queryDomainList({ parameters }: Parameters<RequestHandler>[0]) {
  const added = domainColumnsByParameter.filter(([name]) => parameters.flag(name)).map(([, columns]) => columns);
  return createEmptyList(["domain", "expiration_date", ...added].join(","));
}

/** query-whois for a domain, contact or host: error 2303, as there is none. */
function queryWhois({ parameters }: Parameters<RequestHandler>[0]) {
  const name = parameters.text("domain", "contact", "host");
  if (name === undefined) throw missingParameterError("domain, contact or host");
  return refuseUnknown(name);
}

function createEmptyList(columns: string) {
  return {
    code: 0,
    headers: [
      ["Columns", columns],
      ["Row-Count", "0"],
    ] as const,
  };
}

function refuseUnknown(name: string): never {
  throw new EppError(2303, `There is no ${name} in the sandbox`);
}
