import type { Parameters } from "./parameters";
import { missing, Refusal } from "./refusal";

/**
 * What a login may do. `modify-only` changes things but causes no cost; nothing in the sandbox needs more than that.
 * `whois-only` asks whois, which the sandbox does not have: it sees nothing of the account.
 */
export type Access = "full" | "readonly" | "modify-only" | "whois-only";

export interface Credential {
  /** The API key, or the user name. */
  readonly name: string;
  readonly access: Access;
  /** The password of a user; undefined for an API key. */
  readonly password?: string;
  /** What a login says of the access, where that is not what it is. */
  readonly told?: string;
}

const given: readonly Credential[] = [
  { name: "sandbox-full", access: "full" },
  { name: "sandbox-readonly", access: "readonly" },
  { name: "sandbox-modify-only", access: "modify-only" },
  { name: "sandbox-whois", access: "whois-only" },
  { name: "sandbox", access: "full", password: "sandbox" },
];

/** The credentials the sandbox knows, less those revoked since it started. */
export class Credentials {
  private readonly known = [...given];
  private readonly revoked = new Set<string>();

  /** Makes another API key or user known, from now on. */
  add(credential: Credential): void {
    this.known.push(credential);
  }

  /** The credential that login parameters prove. Error 2200 if they prove none, 2003 if some are missing. */
  check(parameters: Parameters): Credential {
    const key = parameters.raw("api-key");
    if (key !== undefined) return this.checkKey(key.trim());
    const name = parameters.raw("username")?.trim();
    if (name === undefined) throw missing("username");
    const password = parameters.raw("password");
    if (password === undefined) throw missing("password");
    const user = this.known.find((known) => known.name === name && known.password === password);
    if (!user || this.revoked.has(name)) throw new Refusal(2200, "Username or password is wrong");
    return user;
  }

  /** Makes a key (or the user) useless from now on. Throws for an unknown one. */
  revoke(name: string): void {
    if (!this.known.some((credential) => credential.name === name)) throw new RangeError(`no credential ${name}`);
    this.revoked.add(name);
  }

  private checkKey(key: string): Credential {
    const credential = this.known.find(({ name, password }) => name === key && password === undefined);
    // DMAPI explains a bad key in the body alone.
    if (!credential || this.revoked.has(key)) throw new Refusal(2200, undefined, "API key is invalid\n");
    return credential;
  }
}
