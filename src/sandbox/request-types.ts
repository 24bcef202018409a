import type { RequestContext, SessionRequestContext, RequestHandler } from "./request-context";
import { login, logout } from "./login";
import { queryOrderList } from "./orders/query-order-list";
import { domainLookups } from "./domain-lookups";
import { queryAccountBalance, queryProfile } from "./profile";
import type { Reply } from "./reply";
import { resultDelete, resultList, resultRetrieve } from "./results/result-requests";
import { userGetProperty, userSetProperty } from "./user-properties";
import { isModifyingAction, domainTransferControl } from "./transfers/domain-transfer-control";

/** The version in the headers, and the longer one in the reply to `version`. */
export const interfaceVersion = "1.2";
export const releaseVersion = "1.2.53";

export interface RequestType {
  readonly handle: RequestHandler;
  /** Whether a request modifies something, which read-only access forbids. */
  readonly isModifying: (context: Pick<SessionRequestContext, "parameters">) => boolean;
  /** True if it does not access the account, so that every key may send it. */
  readonly isUnrestricted?: true;
}

const never = () => false;
const always = () => true;

/** Every request but login, by name. */
export const requestTypes: ReadonlyMap<string, RequestType> = new Map<string, RequestType>([
  ["logout", { handle: logout, isModifying: never, isUnrestricted: true }],
  ["query-profile", { handle: queryProfile, isModifying: never }],
  ["query-account-balance", { handle: queryAccountBalance, isModifying: never }],
  ["query-order-list", { handle: queryOrderList, isModifying: never }],
  ["result-list", { handle: resultList, isModifying: never }],
  ["result-retrieve", { handle: resultRetrieve, isModifying: never }],
  ["result-delete", { handle: resultDelete, isModifying: always }],
  ["domain-transfer-control", { handle: domainTransferControl, isModifying: isModifyingAction }],
  ["user-get-property", { handle: userGetProperty, isModifying: never }],
  ["user-set-property", { handle: userSetProperty, isModifying: always }],
  ...domainLookups.map(([name, handle]) => [name, { handle, isModifying: never }] as const),
  ["version", { handle: version, isModifying: never, isUnrestricted: true }],
  ["query-request-list", { handle: queryRequestList, isModifying: never, isUnrestricted: true }],
]);

/** The one request that needs no session. */
export const loginRequest = { name: "login", handle: login } satisfies {
  name: string;
  handle: (context: RequestContext) => Reply;
};

function version(): Reply {
  return { code: 0, body: `Version: ${releaseVersion}\n` };
}

/** One request name per line. */
function queryRequestList(): Reply {
  const names = [loginRequest.name, ...requestTypes.keys()].sort();
  return { code: 0, body: names.map((name) => `${name}\n`).join("") };
}
