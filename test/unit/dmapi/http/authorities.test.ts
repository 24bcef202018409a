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

  it("of the system are those that Node knows, without expired and broken ones", async () => {
    const { cert: good } = await createAuthority();
    const { cert: expired } = await issueCertificate(await createAuthority("Other"), "old.test", { expired: true });
    const broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";
    const stores = { readDefault: () => [], readSystem: () => Promise.resolve([good, expired, broken]) };
    assert.deepEqual(await readSystemStore({ SSL_CERT_FILE: await file(expired) }, stores), [good]);
  });

  it("of the system come from a bundle where Node knows none, without expired and broken ones", async () => {
    const [good, other] = [await createAuthority(), await createAuthority("Other")];
    const { cert: expired } = await issueCertificate(good, "old.test", { expired: true });
    const broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";
    const path = await file(good.cert.trim(), expired.trim(), broken, other.cert.trim());
    const emptyStores = { readDefault: () => [], readSystem: () => Promise.resolve([]) };
    for (const stores of [null, emptyStores])
      assert.deepEqual(await readSystemStore({ SSL_CERT_FILE: path }, stores), [good.cert.trim(), other.cert.trim()]);
  });

  it("of the system come from another bundle where the one that the environment names has none", async () => {
    const usual = await readSystemStore({}, null);
    assert.deepEqual(await readSystemStore({ SSL_CERT_FILE: await file() }, null), usual);
    assert.deepEqual(await readSystemStore({ SSL_CERT_FILE: join(folder, "missing") }, null), usual);
  });

  it("of Node are those that it knows, or include those of NODE_EXTRA_CA_CERTS", async () => {
    const { cert } = await createAuthority();
    const path = await file(cert.trim());
    const stores = { readDefault: () => [cert], readSystem: () => Promise.resolve([]) };
    assert.deepEqual(await readNodeAuthorities({ NODE_EXTRA_CA_CERTS: "missing" }, stores), [cert]);
    const withExtra = [...tls.rootCertificates, cert.trim()];
    assert.deepEqual(await readNodeAuthorities({ NODE_EXTRA_CA_CERTS: path }, null), withExtra);
    const missing = { NODE_EXTRA_CA_CERTS: join(folder, "missing") };
    assert.deepEqual(await readNodeAuthorities(missing, null), tls.rootCertificates);
    assert.deepEqual(await readNodeAuthorities({}, null), tls.rootCertificates);
  });
});
