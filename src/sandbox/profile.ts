import type { Call } from "./call";
import { DAY, spacedSecond } from "./clock";
import { ACCOUNT_CURRENCY } from "./balance";
import { formatCents } from "./money";
import { Refusal } from "./refusal";
import { writeBlock, type Header, type Reply } from "./reply";

const CUSTOMER_ID = "1000042";

/** The headers that say whose session it is. */
export const identity: readonly Header[] = [
  ["UID", CUSTOMER_ID],
  ["User-Login", "sandbox"],
];

/** query-profile: lines of `key: value`; some keys repeat. */
export function queryProfile({ world, at }: Call): Reply {
  const fields: Header[] = [
    ["customer-id", CUSTOMER_ID],
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
    ["balance", formatCents(world.balance.available)],
    ["vat-id", "DE999999999"],
    ["last-payment", spacedSecond(world.startedAt - 12 * DAY)],
    ["last-access", spacedSecond(at)],
    ["admin_email", "admin@example.com"],
    ["robot_email", "robot@example.com"],
    ["checkd_ip", "192.0.2.1"],
    ["checkd_ip", "2001:db8::1"],
    ["whois1", "whois.example.com"],
    ["whois1", "whois.example.net"],
    ["whois2", "Sandbox Domains: ask us about every domain"],
  ];
  return { code: 0, body: writeBlock(fields).slice(0, -1) };
}

/** query-account-balance: available, pending, total, currency. */
export function queryAccountBalance({ world: { balance } }: Call): Reply {
  const amounts = [balance.available, balance.pending, balance.total].map((cents) => formatCents(cents));
  return {
    code: 1000,
    headers: [
      ["Columns", "available,pending,total,currency"],
      ["Separator", "TAB"],
    ],
    body: `${[...amounts, ACCOUNT_CURRENCY].join("\t")}\n`,
  };
}

/** user-get-property: the one property there is, `autorenew`; error 2303 for others. */
export function userGetProperty({ parameters }: Call): Reply {
  const name = parameters.text("pname") ?? "autorenew";
  if (name.toLowerCase() !== "autorenew") throw new Refusal(2303, `There is no property ${name}`);
  return { code: 0, body: "user.property.autorenew: 0\n" };
}
