import { invalidParameterError } from "./errors";
import type { RequestParams } from "./parameters";
import type { Credentials } from "./login";

/**
 * The body of a login, form-encoded.
 * @throws DmapiError `invalid` for an empty key, user name or password
 */
export function buildLoginBody(credentials: Credentials): URLSearchParams {
  for (const [name, value] of Object.entries(credentials)) {
    if (value === "") throw invalidParameterError("login", name === "apiKey" ? "api-key" : name, "is empty");
  }
  return credentials.kind === "api-key"
    ? new URLSearchParams({ "api-key": credentials.apiKey })
    : new URLSearchParams({ username: credentials.username, password: credentials.password });
}

/** The form-encoded body of a request, without a session id: `true` is sent as 1, false and undefined are left out. */
export function buildBody(params: RequestParams): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== false) form.set(name, value === true ? "1" : String(value));
  }
  return form;
}
