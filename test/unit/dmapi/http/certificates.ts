import { generate } from "selfsigned";

/** A private certificate authority, made for one run of the tests. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

const dayMs = 24 * 60 * 60 * 1000;

export async function createAuthority(name = "Private CA of a company"): Promise<KeyPair> {
  const made = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    algorithm: "sha256",
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
    notBeforeDate: new Date(Date.now() - 10 * dayMs),
    notAfterDate: new Date(Date.now() + (expired ? -1 : 10) * dayMs),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: [address ? { type: 7, ip: name } : { type: 2, value: name }] },
    ],
  });
  return { cert: made.cert, key: made.private };
}
