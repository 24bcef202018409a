import type { SessionRequestContext } from "./request-context";
import { dayMs, formatSpacedTime } from "./clock";
import { accountCurrency } from "./balance";
import { formatCents } from "./money";
import { EppError } from "./epp-error";
import { formatBlock, type Header, type Reply } from "./reply";

const customerId = "1000042";

/** The headers that identify the account. */
export const identityHeaders: readonly Header[] = [
  ["UID", customerId],
  ["User-Login", "sandbox"],
];

/** query-profile: lines of `key: value`; some keys repeat. */
export function queryProfile({ sandbox, at }: SessionRequestContext): Reply {
  const fields: Header[] = [
    ["customer-id", customerId],
    ["fname", "Robin"],
    ["lname", "Sandmann"],
    ["organization", "Sandbox Domains Ltd."],
    ["address-1", "1 Example Street"],
    ["address-2", ""],
    ["city", "Exampleton"],
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
    ["checkd_ip", "192.0.2.1"],
    ["checkd_ip", "2001:db8::1"],
    ["whois1", "whois.example.com"],
    ["whois1", "whois.example.net"],
    ["whois2", "Sandbox Domains: ask us about every domain"],
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

/** user-get-property: the one property there is, `autorenew`; error 2303 for others. */
export function userGetProperty({ parameters }: SessionRequestContext): Reply {
  const name = parameters.text("pname") ?? "autorenew";
  if (name.toLowerCase() !== "autorenew") throw new EppError(2303, `There is no property ${name}`);
  return { code: 0, body: "user.property.autorenew: 0\n" };
}
