import type { RequestParameters } from "./request-parameters";
import { missingParameterError, EppError } from "./epp-error";

/**
 * The access level of a login. `modify-only` may modify but not cause costs; nothing in the sandbox needs more than that.
 * `whois-only` is for whois requests, which the sandbox does not have: it cannot access the account.
 */
export type Access = "full" | "readonly" | "modify-only" | "whois-only";

export interface Credential {
  /** The API key, or the user name. */
  readonly name: string;
  readonly access: Access;
  /** The password of a user; undefined for an API key. */
  readonly password?: string;
  /** The access level reported by login, if it differs from the actual one. */
  readonly reportedAccess?: string;
}

const defaultCredentials: readonly Credential[] = [
  { name: "sandbox-full", access: "full" },
  { name: "sandbox-readonly", access: "readonly" },
  { name: "sandbox-modify-only", access: "modify-only" },
  { name: "sandbox-whois", access: "whois-only" },
  { name: "sandbox", access: "full", password: "sandbox" },
];

/** The valid credentials of the sandbox. */
export class CredentialStore {
  private readonly credentials = [...defaultCredentials];
  private readonly revokedNames = new Set<string>();

  /** Adds an API key or user. */
  add(credential: Credential): void {
    this.credentials.push(credential);
  }

  /** The credential of login parameters. Error 2200 if they are wrong, 2003 if some are missing. */
  authenticate(parameters: RequestParameters): Credential {
    const key = parameters.raw("api-key");
    if (key !== undefined) return this.authenticateKey(key.trim());
    const name = parameters.raw("username")?.trim();
    if (name === undefined) throw missingParameterError("username");
    const password = parameters.raw("password");
    if (password === undefined) throw missingParameterError("password");
    const user = this.credentials.find((credential) => credential.name === name && credential.password === password);
    if (!user || this.revokedNames.has(name)) throw new EppError(2200, "Username or password is wrong");
    return user;
  }

  /** Revokes a key (or a user). Throws for an unknown one. */
  revoke(name: string): void {
    if (!this.credentials.some((credential) => credential.name === name)) throw new RangeError(`no credential ${name}`);
    this.revokedNames.add(name);
  }

  private authenticateKey(key: string): Credential {
    const credential = this.credentials.find(({ name, password }) => name === key && password === undefined);
    // DMAPI explains a bad key only in the body.
    if (!credential || this.revokedNames.has(key)) throw new EppError(2200, undefined, "API key is invalid\n");
    return credential;
  }
}
