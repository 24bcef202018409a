import { EppError } from "./epp-error";
import type { QuirkSet } from "./quirks";

/** The error as it is answered: refused logins and ended sessions have variants. */
export function createRefusal(error: EppError, isLogin: boolean, quirks: QuirkSet): EppError {
  if (isLogin) return createLoginRefusal(error, quirks);
  if (error.code !== 2200) return error;
  const code = quirks.has("dead-session-2202") ? 2202 : error.code;
  const httpStatus = quirks.has("dead-session-http-200") ? 200 : undefined;
  return new EppError(code, error.reason, error.body, httpStatus);
}

function createLoginRefusal(error: EppError, quirks: QuirkSet): EppError {
  const quirk = quirks.find("login-refusal-http-200", "login-refusal-http-401");
  const httpStatus = quirk === undefined ? error.httpStatus : Number(quirk.slice(-3));
  return error.code === 2200 && quirks.has("login-refusal-body")
    ? new EppError(2400, undefined, "API key is invalid\n", httpStatus)
    : new EppError(error.code, error.reason, error.body, httpStatus);
}
