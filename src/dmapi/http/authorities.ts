import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import tls from "node:tls";
import { Worker } from "node:worker_threads";
import type { Environment } from "./route";

/**
 * Certificate authorities to trust, as PEM; undefined leaves it to Node, which trusts the ones it brings along and those
 * of `NODE_EXTRA_CA_CERTS`.
 */
export type Authorities = (useSystem: boolean) => Promise<readonly string[] | undefined>;

/** From Node 22.15 on. VS Code 1.100 runs on Node 20. */
const { getCACertificates } = tls as { getCACertificates?: (type: "default" | "system") => string[] };

let system: Promise<readonly string[]> | undefined;

/**
 * Node's own authorities and the system's, read once and off this thread: on macOS asking the keychain takes seconds.
 * Where Node 20 can't read the system's (macOS, Windows) they are missing here; then VS Code's `fetch` has them.
 */
export const systemAuthorities: Authorities = async (useSystem) => {
  if (!useSystem) return undefined;
  system ??= readSystem(process.env).catch(() => []);
  const found = await system;
  return found.length === 0 ? undefined : [...new Set([...(await ofNode(process.env)), ...found])];
};

/** @returns what of the system's store can be used today; empty when it can't be read */
export async function readSystem(env: Environment): Promise<string[]> {
  const store = getCACertificates ? await inWorker() : [];
  const found = store.length > 0 ? store : await firstReadable([env["SSL_CERT_FILE"] ?? "", ...bundles]);
  return found.filter(isUsable);
}

/** Giving Node a list replaces its own, so that one is repeated here, with `NODE_EXTRA_CA_CERTS`. */
export async function ofNode(env: Environment): Promise<readonly string[]> {
  if (getCACertificates) return getCACertificates("default");
  return [...tls.rootCertificates, ...(await firstReadable([env["NODE_EXTRA_CA_CERTS"] ?? ""]))];
}

const bundles = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
];

async function firstReadable(paths: readonly string[]): Promise<string[]> {
  for (const path of paths) {
    const text = path && (await readFile(path, "utf8").catch(() => ""));
    const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
    if (found) return found;
  }
  return [];
}

const question = `require("node:worker_threads").parentPort.postMessage(require("node:tls").getCACertificates("system"))`;

async function inWorker(): Promise<string[]> {
  return new Promise((resolve, reject) => {
    new Worker(question, { eval: true }).once("message", resolve).once("error", reject);
  });
}

/** A store may hold what expired long ago or can't be read at all; one such certificate must not spoil the rest. */
function isUsable(pem: string): boolean {
  try {
    return Date.parse(new X509Certificate(pem).validTo) > Date.now();
  } catch {
    return false;
  }
}
