import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { startSandbox } from "../../../src/sandbox/server";
import { createAuthority, issueCertificate } from "../dmapi/http/certificates";

describe("sandbox: on the command line", () => {
  let folder = "";
  let program = "";
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "sandbox-cli-"));
    program = path.join(folder, "cli.js");
    const entryPoints = [path.resolve("src/sandbox/cli.ts")];
    await build({ entryPoints, outfile: program, bundle: true, platform: "node", format: "cjs", sourcemap: "inline" });
  });
  after(() => rm(folder, { recursive: true }));

  const start = (...args: string[]) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    const output = { out: "", error: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output.out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output.error += text));
    const ended = once(child, "close").then(([code]) => ({ code: code as number | null, ...output }));
    const listening = once(child.stdout, "data").then(() => output.out);
    return { child, ended, listening };
  };

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`says where it listens, and ends on ${signal}`, async () => {
      const { child, ended, listening } = start("--port", "0", "--orders", "10", "--seed", "7", "--latency", "1");
      const line = await listening;
      assert.match(line, /^Sandbox: http:\/\/127\.0\.0\.1:\d+\n$/);
      const state = (await (await fetch(`${line.slice(9).trim()}/sandbox/state`)).json()) as { orders: number };
      assert.equal(state.orders, 10);
      child.kill(signal);
      assert.deepEqual(await ended, { code: 0, out: line, error: "" });
    });
  }

  it("explains itself", async () => {
    const { code, out } = await start("--help").ended;
    assert.equal(code, 0);
    for (const word of [
      "--port",
      "--orders",
      "--seed",
      "--latency",
      "--quirks",
      "in-progress-word",
      "sandbox-readonly",
      "sandbox-whois",
    ])
      assert.ok(out.includes(word));
  });

  it("starts with quirks, and names them", async () => {
    const { child, ended, listening } = start("--quirks", "crlf,code-zero");
    await listening;
    child.kill("SIGTERM");
    assert.match((await ended).out, /\nQuirks: crlf,code-zero\n$/);
    const unknown = await start("--quirks", "lf").ended;
    assert.equal(unknown.code, 1);
    assert.match(unknown.error, /^lf: no such quirk; there are .*, crlf, .*\nSee --help\.\n$/);
  });

  it("speaks TLS with the certificate and key in two files", async () => {
    const { cert, key } = await issueCertificate(await createAuthority(), "dmapi.joker.com");
    const files = [path.join(folder, "cert.pem"), path.join(folder, "key.pem")] as const;
    await writeFile(files[0], cert);
    await writeFile(files[1], key);
    const { child, ended, listening } = start("--tls", files.join(","), "--host-header", "dmapi.joker.com");
    assert.match(await listening, /^Sandbox: https:\/\/127\.0\.0\.1:\d+\n$/);
    child.kill("SIGTERM");
    assert.equal((await ended).code, 0);
  });

  it("says what is wrong with an option", async () => {
    for (const [args, message] of [
      [["--port", "70000"], "--port: whole number from 0 to 65535 expected\nSee --help.\n"],
      [["--orders", "many"], "--orders: whole number from 0 to 10000000 expected\nSee --help.\n"],
      [["--latency", "1.5"], "--latency: whole number from 0 to 60000 expected\nSee --help.\n"],
      [["--host-header", "a.example:443"], "--host-header: host name without port expected\nSee --help.\n"],
      [["--tls", "cert.pem"], "--tls: two files expected, as CERT,KEY\nSee --help.\n"],
      [["--tls", "no-such.pem,key.pem"], "--tls: no-such.pem cannot be read\nSee --help.\n"],
    ] as const) {
      assert.deepEqual(await start(...args).ended, { code: 1, out: "", error: message });
    }
    const unknown = await start("--colour").ended;
    assert.equal(unknown.code, 1);
    assert.match(unknown.error, /--colour/);
  });

  it("says that a port is in use", async () => {
    const sandbox = await startSandbox();
    const { code, error } = await start("--port", new URL(sandbox.url).port).ended;
    assert.deepEqual([code, error], [1, "The port is in use. Choose another one with --port, or omit --port.\n"]);
    await sandbox.close();
  });
});
