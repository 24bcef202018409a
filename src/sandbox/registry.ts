import type { Arrival, Call, Handler } from "./call";
import { login, logout } from "./login";
import { queryOrderList } from "./orders/requests";
import { queryAccountBalance, queryProfile, userGetProperty } from "./profile";
import type { Reply } from "./reply";
import { resultDelete, resultList, resultRetrieve } from "./results/requests";
import { changesTransfer, domainTransferControl } from "./transfers/requests";

/** The version in the headers, and the longer one in the answer to `version`. */
export const INTERFACE_VERSION = "1.2";
const RELEASE = "1.2.53";

export interface RequestType {
  readonly handle: Handler;
  /** Whether such a request changes something, which read-only access forbids. */
  readonly changes: (call: Pick<Call, "parameters">) => boolean;
  /** Whether it shows or changes nothing of the account, so that every key may send it. */
  readonly harmless?: true;
}

const never = () => false;
const always = () => true;

/** Every request but login, by name. */
export const requestTypes: ReadonlyMap<string, RequestType> = new Map<string, RequestType>([
  ["logout", { handle: logout, changes: never, harmless: true }],
  ["query-profile", { handle: queryProfile, changes: never }],
  ["query-account-balance", { handle: queryAccountBalance, changes: never }],
  ["query-order-list", { handle: queryOrderList, changes: never }],
  ["result-list", { handle: resultList, changes: never }],
  ["result-retrieve", { handle: resultRetrieve, changes: never }],
  ["result-delete", { handle: resultDelete, changes: always }],
  ["domain-transfer-control", { handle: domainTransferControl, changes: changesTransfer }],
  ["user-get-property", { handle: userGetProperty, changes: never }],
  ["version", { handle: version, changes: never, harmless: true }],
  ["query-request-list", { handle: queryRequestList, changes: never, harmless: true }],
]);

/** The one request that needs no session. */
export const loginRequest = { name: "login", handle: login } satisfies {
  name: string;
  handle: (arrival: Arrival) => Reply;
};

function version(): Reply {
  return { code: 0, body: `Version: ${RELEASE}\n` };
}

/** One request name per line. */
function queryRequestList(): Reply {
  const names = [loginRequest.name, ...requestTypes.keys()].sort();
  return { code: 0, body: names.map((name) => `${name}\n`).join("") };
}
