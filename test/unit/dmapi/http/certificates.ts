import { generate } from "selfsigned";

/** A private certificate authority, made for one run of the tests. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** TLS goes by the system's time, also where a test moves the clock. */
const validDates = { notBeforeDate: new Date("2000-01-01"), notAfterDate: new Date("2099-12-31") };
const expiredDates = { notBeforeDate: new Date("2000-01-01"), notAfterDate: new Date("2001-01-01") };

export async function createAuthority(name = "Private CA of a company"): Promise<KeyPair> {
  const made = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    algorithm: "sha256",
    ...validDates,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { cert: made.cert, key: made.private };
}

/** A server's key and certificate for `name` and nothing else. */
export async function issueCertificate(ca: KeyPair, name: string, { expired = false } = {}): Promise<KeyPair> {
  const address = /^[\d.]+$|:/.test(name);
  const made = await generate([{ name: "commonName", value: name.replaceAll(":", "-") }], {
    keyType: "ec",
    algorithm: "sha256",
    ca,
    ...(expired ? expiredDates : validDates),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: [address ? { type: 7, ip: name } : { type: 2, value: name }] },
    ],
  });
  return { cert: made.cert, key: made.private };
}
