import { hash, pick } from "./random";

interface QuirkDefinition {
  /** What it changes in the replies. */
  readonly description: string;
  /** Quirks of one group exclude each other. */
  readonly group?: string;
  /** It makes requests fail, so that a random mix leaves it out. */
  readonly isRefusal?: true;
}

/**
 * The variants of DMAPI's replies. DMAPI's docs leave their details open, and other clients expect one or the other. All
 * are off by default.
 */
const quirkTable = {
  // result-list
  "result-columns-none": { group: "result-columns", description: "No `Columns` header (default)" },
  "result-columns-documented": { group: "result-columns", description: "`Columns` with the documented names" },
  "result-columns-foreign": {
    group: "result-columns",
    description: "`Columns: timestamp,svtrid,procid,type,object,status,cltrid`",
  },
  "result-columns-unknown": { group: "result-columns", description: "`Columns: a,b,c,d,e,f,g`" },
  "result-columns-six": { group: "result-columns", description: "Documented names, but no `request-object`" },
  "result-columns-extra": { group: "result-columns", description: "An unknown column in the middle, `queue-id`" },
  "result-columns-shuffled": { group: "result-columns", description: "The documented names in another order" },
  "result-tabs": { group: "result-separator", description: "`Separator: TAB`, and tabs" },
  "result-tabs-unannounced": { group: "result-separator", description: "Tabs without a `Separator` header" },
  "result-times-iso": { description: "Times as `YYYY-MM-DD hh:mm:ss`, even between spaces" },
  "result-oldest-first": { description: "Oldest results first" },
  "pending-only": {
    group: "pending",
    description: "`pending=1` lists only the results in progress; without it all are listed",
  },
  "pending-also": {
    group: "pending",
    description: "`pending=1` also lists the results in progress; without it only finished ones are listed (default)",
  },
  "in-progress-word": { description: "Status `pending` instead of `?`, also in `result-retrieve`" },
  "records-in-body": { description: "`count-only` is answered by the body `Records: N` alone" },

  // query-order-list
  "order-columns-case": { description: "Names with other case, hyphens and underscores, such as `Order-ID`" },
  "order-columns-extra": { description: "An unknown column in the middle, `vat_rate`" },
  "order-columns-shuffled": { description: "The columns in another order" },
  "order-types-hyphen": { group: "order-types", description: "Types with hyphens: `credit-increase`, `delete-domain`" },
  "order-types-underscore": {
    group: "order-types",
    description: "Types with underscores: `credit_increase`, `create_contact`",
  },
  "order-separator-unannounced": { group: "order-separator", description: "No `Separator` header (default)" },
  "order-separator-announced": { group: "order-separator", description: "`Separator` with the name of the separator" },
  "orders-oldest-first": { description: "Oldest orders first, whatever `asc` says" },
  "order-no-row-count": { description: "Rows without a `Row-Count` header" },

  // domain-transfer-control
  "transfer-columns-sent": {
    group: "transfer-columns",
    description: "`Columns` with the documented names, and `Separator: TAB`",
  },
  "transfer-columns-foreign": {
    group: "transfer-columns",
    description: "`Columns: domain-name,Status,owner_email,adminEmail`, and `Separator: TAB`",
  },
  "transfer-show-state-key": { description: "`state` instead of `status` in the reply to `show`" },
  "transfer-extra-column": { description: "An unknown column: at the end, or in the middle where `Columns` is sent" },

  // every reply
  "headers-random-order": { description: "Headers in random order" },
  "headers-case": { description: "Header names in lower, upper or mixed case" },
  crlf: { description: "Lines end in CR LF" },
  "no-final-lf": { description: "The last line of a body has no line end" },
  "status-text-varied": { description: "`Status-Text` varies" },
  "no-result-header": { description: "No `Result` header" },
  "code-zero": { group: "success-code", description: "Every success is `Status-Code: 0`" },
  "code-1000": { group: "success-code", description: "Every success is `Status-Code: 1000`" },
  "profile-keys-other": {
    description: "Profile with `http`, `url`, `whois1` to `whois4`, and `checkd_ip` as one value with commas",
  },

  // login and sessions
  "access-plain": { description: "`User-Access` without `@`, and in other spellings: `read-only`, `Full`" },
  "login-refusal-http-200": { group: "login-refusal-http", description: "A refused login has HTTP status 200" },
  "login-refusal-http-401": { group: "login-refusal-http", description: "Every refused login has HTTP status 401" },
  "login-refusal-body": { description: "Wrong credentials: code 2400, and only the body `API key is invalid`" },
  "dead-session-2202": { description: "A session that has ended is answered with code 2202" },
  "dead-session-http-200": { description: "A session that has ended is answered with HTTP status 200" },
  "session-limit": { isRefusal: true, description: "Code 2502 for a login while three sessions are open" },
  "auth-sid-cookie": { description: "Every reply sets the cookie, with a value other than the `Auth-Sid`" },

  // HTTP
  "http-headers-captured": {
    description: "`Server`, `Last-Modified` and `Set-Cookie` in every reply, as captured from DMAPI",
  },
  gzip: { description: "`Content-Encoding: gzip` if the client accepts it" },
  latin1: { description: "`charset=iso-8859-1`, and names with umlauts in the profile and in results" },
  "chunked-trailers": { description: "Chunked replies with a trailer" },
  redirect: { isRefusal: true, description: "Every request is redirected to another path with HTTP status 302" },
} as const satisfies Record<string, QuirkDefinition>;

export type QuirkName = keyof typeof quirkTable;

export const quirkDefinitions: Readonly<Record<QuirkName, QuirkDefinition>> = quirkTable;
export const quirkNames = Object.keys(quirkTable) as QuirkName[];

/** The quirks in effect. */
export class QuirkSet {
  private active: ReadonlySet<QuirkName>;

  constructor(names: readonly string[] = []) {
    this.active = new Set(checkQuirks(names));
  }

  /** Replaces the quirks in effect. Throws a RangeError for an unknown name or for two of the same group. */
  set(names: readonly string[]): void {
    this.active = new Set(checkQuirks(names));
  }

  has(name: QuirkName): boolean {
    return this.active.has(name);
  }

  /** The quirk of these that is in effect. */
  find<T extends QuirkName>(...names: T[]): T | undefined {
    return names.find((name) => this.active.has(name));
  }

  list(): QuirkName[] {
    return [...this.active];
  }
}

/** Quirks from text: names separated by commas, `random:SEED`, or `random` with `defaultSeed`. Throws a RangeError. */
export function parseQuirks(text: string, defaultSeed: number): QuirkName[] {
  const [, seed] = /^random(?::(\d{1,10}))?$/.exec(text.trim()) ?? [];
  if (seed !== undefined) return pickRandomQuirks(Number(seed));
  if (text.trim() === "random") return pickRandomQuirks(defaultSeed);
  return checkQuirks(
    text
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  );
}

/** A mix of quirks that depends on the seed only: at most one of each group, and none that makes requests fail. */
export function pickRandomQuirks(seed: number): QuirkName[] {
  const candidates = quirkNames.filter((name) => quirkDefinitions[name].isRefusal !== true);
  const groups = [...new Set(candidates.map(getGroup))];
  return groups.flatMap((group, index) => {
    const names = candidates.filter((name) => getGroup(name) === group);
    const isPicked = hash(seed, index, 90) % 100 < (names.length > 1 ? 70 : 40);
    return isPicked ? [pick(names, hash(seed, index, 91))] : [];
  });
}

/** A quirk without a group is alone in its own. */
function getGroup(name: QuirkName): string {
  return quirkDefinitions[name].group ?? name;
}

function checkQuirks(names: readonly string[]): QuirkName[] {
  const checked = names.map((name) => {
    const known = quirkNames.find((quirk) => quirk === name);
    if (!known) throw new RangeError(`${name}: no such quirk; there are ${quirkNames.join(", ")}`);
    return known;
  });
  const nameByGroup = new Map<string, QuirkName>();
  for (const name of checked) {
    const group = getGroup(name);
    const other = nameByGroup.get(group) ?? name;
    if (other !== name) throw new RangeError(`${name} and ${other} cannot be combined`);
    nameByGroup.set(group, name);
  }
  return [...nameByGroup.values()];
}
