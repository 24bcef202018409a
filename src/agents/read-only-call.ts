import type { Call } from "../dmapi/session";

/** The requests that agents may cause, with the values of `action` where one of them would modify something. */
const readingRequests: Readonly<Record<string, readonly string[] | undefined>> = {
  "domain-transfer-control": ["list", "show"],
  "query-order-list": [],
  "result-list": [],
  "result-retrieve": [],
  "query-account-balance": [],
};

/** A call that sends only requests which are known to read, and refuses all others before anything is sent. */
export function createReadOnlyCall(call: Call): Call {
  return async (request, params = {}, options = {}) => {
    const actions = Object.hasOwn(readingRequests, request) ? readingRequests[request] : undefined;
    const isReading = actions !== undefined && (actions.length === 0 || actions.includes(String(params["action"])));
    if (!isReading || options.isModifying === true) throw new Error(`${request} is not a reading request`);
    return call(request, params, options);
  };
}
