import assert from "node:assert/strict";
import { parseSecret, parseStoredSession } from "../../../src/accounts/storage-schema";
import { SecretRedactor } from "../../../src/redaction/secret-redactor";
import { storedState } from "../../stored-state";
import type { FuzzTarget } from "../fuzz-target";
import { mutateText, mutateValue, randomText } from "../mutate";
import { RandomSource } from "../random-source";

const id = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
const bound = { id, endpoint: "https://dmapi.joker.com", revision: "revision-1" };
const entries = [
  storedState.secrets["joker.account.6f9619ff-8b86-4d01-b42d-00cf4fc964ff"],
  storedState.secrets["joker.session.6f9619ff-8b86-4d01-b42d-00cf4fc964ff"],
  storedState.earlier.secret,
] as const;

/** An entry of the keyring is that of its account and endpoint, or none. */
function readEntry(random: RandomSource): void {
  const value = mutateValue(random.pick(entries), random);
  const text = JSON.stringify(value) as string | undefined;
  const sent = random.oneIn(4) ? mutateText(text ?? "", random) : text;
  const secret = parseSecret(sent ?? "", bound);
  if (secret) assert.deepEqual([secret.id, secret.endpoint], [bound.id, bound.endpoint]);
  const session = parseStoredSession(sent, bound);
  if (session) assert.deepEqual([session.endpoint, session.revision], [bound.endpoint, bound.revision]);
}

const encodings: readonly [(text: string) => string, ...((text: string) => string)[]] = [
  (text) => text,
  encodeURIComponent,
  (text) => encodeURIComponent(encodeURIComponent(text)),
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => Buffer.from(text).toString("base64"),
  (text) => Buffer.from(text).toString("base64url"),
  (text) => Buffer.from(text).toString("hex"),
  (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  (text) => Array.from(text, (character) => `&#${character.codePointAt(0)};`).join(""),
  (text) => Array.from(text, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
];

const characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&*+-./:;=?@_~\"'<>\\ ";

/** Secrets with their redactors, since creating one takes most of the time. */
const redactors = new Map<number, { readonly secret: string; readonly redactor: SecretRedactor }>();

function redactorOf(seed: number) {
  const known = redactors.get(seed);
  if (known) return known;
  const random = new RandomSource(seed);
  const length = 6 + random.below(30);
  const text = Array.from({ length }, () => characters[random.below(characters.length)]).join("");
  const secret = `x${text.trim()}`;
  const redactor = new SecretRedactor();
  redactor.add(secret);
  redactors.set(seed, { secret, redactor });
  return { secret, redactor };
}

/** No encoding of a secret is left of a text, whatever surrounds it. */
function redact(random: RandomSource): void {
  const { secret, redactor } = redactorOf(random.below(500));
  const encoded = random.pick(encodings)(secret);
  const redacted = redactor.redact(`${randomText(random)} ${encoded} ${randomText(random)}`);
  assert(!redacted.includes(encoded), `${encoded} is left in ${redacted}`);
}

export const secrets: FuzzTarget = {
  name: "secrets",
  run: (random) => (random.oneIn(2) ? readEntry(random) : redact(random)),
};
