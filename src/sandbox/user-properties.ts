import { EppError, malformedParameterError } from "./epp-error";
import type { SessionRequestContext } from "./request-context";
import type { Reply } from "./reply";
import { createWildcardMatcher } from "./request-parameters";

/**
 * user-get-property: lines such as `user.property.autorenew: 0`. `pname` and `ptype` may be patterns and mean every one if
 * left out; error 2303 for an exact name that does not exist.
 */
export function userGetProperty({ parameters, sandbox }: SessionRequestContext): Reply {
  const [name = "*", type = "*"] = [parameters.text("pname"), parameters.text("ptype")];
  const [matchesName, matchesType] = [createWildcardMatcher(name), createWildcardMatcher(type)];
  const found = sandbox.userProperties.list().filter((each) => matchesType(each[0]) && matchesName(each[1]));
  if (found.length === 0 && !/[*?]/.test(name)) throw new EppError(2303, `There is no property ${name}`);
  return { code: 0, body: found.map((each) => `user.${each[0]}.${each[1]}: ${each[2]}\n`).join("") };
}

/** user-set-property: sets `autorenew` to 0 or 1, as an asynchronous request. Error 2303 for other names. */
export function userSetProperty({ parameters, sandbox, at, trackingId }: SessionRequestContext): Reply {
  const name = parameters.required("pname").toLowerCase();
  if (name !== "autorenew") throw new EppError(2303, `There is no property ${name}`);
  const value = parameters.required("pvalue");
  if (!/^[01]$/.test(value)) throw malformedParameterError("pvalue", "0 or 1");
  sandbox.userProperties.setAutorenew(value);
  const draft = { at, trackingId, type: "user-set-property", object: name, clTrId: "-" };
  const { procId } = sandbox.results.submit(draft, `${name} was set to ${value}.`);
  return { code: 0, headers: [["Proc-ID", `${procId}`]] };
}
