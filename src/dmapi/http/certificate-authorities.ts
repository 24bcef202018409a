import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import tls from "node:tls";
import { Worker } from "node:worker_threads";
import type { EnvironmentVariables } from "./route";

/**
 * Loads the certificate authorities to trust, as PEM; undefined for Node's defaults, which are its bundled ones and
 * those of `NODE_EXTRA_CA_CERTS`.
 */
export type CertificateAuthorities = (isSystemIncluded: boolean) => Promise<readonly string[] | undefined>;

/** What Node.js knows of its own certificates and the system's: from Node 22.15 on. VS Code 1.100 runs on Node 20. */
interface NodeStores {
  readonly readDefault: () => readonly string[];
  /** Blocks for seconds on macOS, so it runs in a worker. */
  readonly readSystem: () => Promise<readonly string[]>;
}

const nodeStores = findNodeStores();

/** null where Node.js cannot be asked. */
function findNodeStores(): NodeStores | null {
  const { getCACertificates } = tls as { getCACertificates?: (type: "default") => string[] };
  return getCACertificates ? { readDefault: () => getCACertificates("default"), readSystem: readSystemInWorker } : null;
}

let systemStorePromise: Promise<readonly string[]> | undefined;

/**
 * Node's authorities and the system's, read once and in a worker: on macOS reading the keychain takes seconds.
 * Node 20 can't read the system's on macOS and Windows; there only VS Code's `fetch` has them.
 */
export const loadSystemAuthorities: CertificateAuthorities = async (isSystemIncluded) => {
  if (!isSystemIncluded) return undefined;
  systemStorePromise ??= readSystemStore(process.env).catch(() => []);
  const systemStore = await systemStorePromise;
  return systemStore.length === 0
    ? undefined
    : [...new Set([...(await readNodeAuthorities(process.env)), ...systemStore])];
};

/** @returns the unexpired certificates of the system's store; empty when it can't be read */
export async function readSystemStore(env: EnvironmentVariables, stores = nodeStores): Promise<string[]> {
  const store = (await stores?.readSystem()) ?? [];
  const certificates = store.length > 0 ? store : await readFirstBundle([env["SSL_CERT_FILE"] ?? "", ...bundlePaths]);
  return certificates.filter(isUnexpired);
}

/** Passing a list to Node replaces its own, so that is included here, with `NODE_EXTRA_CA_CERTS`. */
export async function readNodeAuthorities(env: EnvironmentVariables, stores = nodeStores): Promise<readonly string[]> {
  if (stores) return stores.readDefault();
  return [...tls.rootCertificates, ...(await readFirstBundle([env["NODE_EXTRA_CA_CERTS"] ?? ""]))];
}

const bundlePaths = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
];

async function readFirstBundle(paths: readonly string[]): Promise<string[]> {
  for (const path of paths) {
    const text = path && (await readFile(path, "utf8").catch(() => ""));
    const certificates = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
    if (certificates) return certificates;
  }
  return [];
}

const workerScript = `require("node:worker_threads").parentPort.postMessage(require("node:tls").getCACertificates("system"))`;

async function readSystemInWorker(): Promise<string[]> {
  return new Promise((resolve, reject) => {
    new Worker(workerScript, { eval: true }).once("message", resolve).once("error", reject);
  });
}

/** A store may have expired or unreadable certificates; one of those must not make the others unusable. */
function isUnexpired(pem: string): boolean {
  try {
    return Date.parse(new X509Certificate(pem).validTo) > Date.now();
  } catch {
    return false;
  }
}
