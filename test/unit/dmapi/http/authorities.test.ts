import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import {
  readNodeAuthorities,
  readSystemStore,
  loadSystemAuthorities,
} from "../../../../src/dmapi/http/certificate-authorities";
import { issueCertificate, createAuthority } from "./certificates";

describe("The certificate authorities", () => {
  const asksNode = "getCACertificates" in tls;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "joker-authorities-"));
  });
  afterEach(async () => rm(folder, { recursive: true }));

  async function file(...pems: string[]): Promise<string> {
    const path = join(folder, "bundle.pem");
    await writeFile(path, `# comment\n${pems.join("\n# another\n")}`);
    return path;
  }

  it("are Node's defaults when system certificates are off", async () => {
    assert.equal(await loadSystemAuthorities(false), undefined);
  });

  it("are Node's own and the system's, read once", async () => {
    const found = await loadSystemAuthorities(true);
    assert(found === undefined || found.length >= tls.rootCertificates.length);
    assert.equal((await loadSystemAuthorities(true))?.length, found?.length);
  });

  it("of the system come from a bundle where Node cannot ask it, without expired and broken ones", async function () {
    if (asksNode) this.skip();
    const [good, other] = [await createAuthority(), await createAuthority("Other")];
    const { cert: expired } = await issueCertificate(good, "old.test", { expired: true });
    const broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";
    const path = await file(good.cert.trim(), expired.trim(), broken, other.cert.trim());
    assert.deepEqual(await readSystemStore({ SSL_CERT_FILE: path }), [good.cert.trim(), other.cert.trim()]);
  });

  it("of Node include those of NODE_EXTRA_CA_CERTS", async function () {
    if (asksNode) this.skip();
    const { cert } = await createAuthority();
    const path = await file(cert.trim());
    assert.deepEqual(await readNodeAuthorities({ NODE_EXTRA_CA_CERTS: path }), [...tls.rootCertificates, cert.trim()]);
    assert.deepEqual(await readNodeAuthorities({ NODE_EXTRA_CA_CERTS: join(folder, "missing") }), tls.rootCertificates);
    assert.deepEqual(await readNodeAuthorities({}), tls.rootCertificates);
  });
});
