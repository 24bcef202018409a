import type { SessionRequestContext } from "./request-context";
import { dayMs, formatSpacedTime } from "./clock";
import { accountCurrency } from "./balance";
import { formatCents } from "./money";
import { formatBlock, type Header, type Reply } from "./reply";

const customerId = "1000042";

/** The headers that identify the account. */
export const identityHeaders: readonly Header[] = [
  ["UID", customerId],
  ["User-Login", "sandbox"],
];

const addresses = ["192.0.2.1", "2001:db8::1"];
const contactFields: readonly Header[] = [
  ...addresses.map((address) => ["checkd_ip", address] as const),
  ["whois1", "whois.example.com"],
  ["whois1", "whois.example.net"],
  ["whois2", "Sandbox Domains: ask us about every domain"],
];

/** With the quirk `profile-keys-other`. */
const otherContactFields: readonly Header[] = [
  ["checkd_ip", addresses.join(",")],
  ["http", "www.example.com"],
  ["url", "https://www.example.com/domains?from=whois"],
  ["whois1", "Sandbox Domains Ltd."],
  ["whois2", "1 Example Street, 12345 Exampleton"],
  ["whois3", ""],
  ["whois4", "Ask us: whois@example.com"],
];

/** query-profile: lines of `key: value`; some keys repeat. */
export function queryProfile({ sandbox, at }: SessionRequestContext): Reply {
  const { quirks } = sandbox;
  const isLatin1 = quirks.has("latin1");
  const fields: Header[] = [
    ["customer-id", customerId],
    ["fname", "Robin"],
    ["lname", isLatin1 ? "Sändmann" : "Sandmann"],
    ["organization", isLatin1 ? "Sandkasten-Domänen & Söhne" : "Sandbox Domains Ltd."],
    ["address-1", "1 Example Street"],
    ["address-2", ""],
    ["city", isLatin1 ? "Köln" : "Exampleton"],
    ["state", ""],
    ["postal-code", "12345"],
    ["country", "DE"],
    ["phone", "+49.2115550100"],
    ["fax", ""],
    ["balance", formatCents(sandbox.balance.available)],
    ["vat-id", "DE999999999"],
    ["last-payment", formatSpacedTime(sandbox.startedAt - 12 * dayMs)],
    ["last-access", formatSpacedTime(at)],
    ["admin_email", "admin@example.com"],
    ["robot_email", "robot@example.com"],
    ...(quirks.has("profile-keys-other") ? otherContactFields : contactFields),
  ];
  return { code: 0, body: formatBlock(fields).slice(0, -1) };
}

/** query-account-balance: available, pending, total, currency. */
export function queryAccountBalance({ sandbox: { balance } }: SessionRequestContext): Reply {
  const amounts = [balance.available, balance.pending, balance.total].map((cents) => formatCents(cents));
  return {
    code: 1000,
    headers: [
      ["Columns", "available,pending,total,currency"],
      ["Separator", "TAB"],
    ],
    body: `${[...amounts, accountCurrency].join("\t")}\n`,
  };
}
