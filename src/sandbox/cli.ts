import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parseQuirks, quirkDefinitions, quirkNames } from "./quirks";
import { startSandbox, type SandboxOptions } from "./server";

const usage = `npm run sandbox -- [--port N] [--orders N] [--seed N] [--latency MS] [--quirks LIST]
                           [--host-header NAME] [--tls CERT,KEY]
  A DMAPI server with sample data on 127.0.0.1, to try the extension without an account.
  --port N            listen on this port (default: a free one)
  --orders N          number of orders to start with (default: 2000)
  --seed N            the same seed gives the same data (default: 1)
  --latency MS        delay before each reply (default: 0)
  --quirks LIST       variants of the replies: names separated by commas, random, or random:SEED (default: none)
  --host-header NAME  a host name that requests may be addressed to besides 127.0.0.1, such as dmapi.joker.com
  --tls CERT,KEY      HTTPS with this certificate and its key, two PEM files
  Sign in with the API key sandbox-full, sandbox-readonly, sandbox-modify-only or sandbox-whois, or with username
  sandbox and password sandbox.

Quirks:
${quirkNames.map((name) => `  ${name}: ${quirkDefinitions[name].description}`).join("\n")}`;

const maxValues = { port: 65_535, orders: 10_000_000, seed: 0xffff_ffff, latency: 60_000 } as const;
type OptionName = keyof typeof maxValues;
const optionNames = Object.keys(maxValues) as OptionName[];

function parseOptions(): SandboxOptions | "help" {
  const stringOption = { type: "string" } as const;
  const { values } = parseArgs({
    options: {
      port: stringOption,
      orders: stringOption,
      seed: stringOption,
      latency: stringOption,
      quirks: stringOption,
      "host-header": stringOption,
      tls: stringOption,
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return "help";
  const given = optionNames.filter((name) => values[name] !== undefined);
  const numbers = Object.fromEntries(given.map((name) => [name, parseNumber(name, values[name] ?? "")]));
  const hostHeader = values["host-header"];
  if (hostHeader !== undefined && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(hostHeader))
    throw new Error("--host-header: host name without port expected");
  return {
    ...numbers,
    quirks: parseQuirks(values.quirks ?? "", randomInt(maxValues.seed)),
    ...(hostHeader !== undefined && { hostHeader }),
    ...(values.tls !== undefined && { tls: readCertificate(values.tls) }),
  };
}

function readCertificate(value: string): { cert: string; key: string } {
  const [cert, key, ...others] = value.split(",");
  if (!cert || !key || others.length > 0) throw new Error("--tls: two files expected, as CERT,KEY");
  return { cert: readText(cert), key: readText(key) };
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`--tls: ${file} cannot be read`, { cause: error });
  }
}

function parseNumber(name: OptionName, value: string): number {
  const max = maxValues[name];
  if (!/^\d{1,10}$/.test(value) || Number(value) > max)
    throw new Error(`--${name}: whole number from 0 to ${max} expected`);
  return Number(value);
}

async function runCli(): Promise<void> {
  const options = parseOptions();
  if (options === "help") {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const sandbox = await startSandbox(options);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void sandbox.close());
  process.stdout.write(`Sandbox: ${sandbox.url}\n`);
  const { quirks } = sandbox.control;
  if (quirks.length > 0) process.stdout.write(`Quirks: ${quirks.join(",")}\n`);
}

function formatError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return "The port is in use. Choose another one with --port, or omit --port.";
  if (code === "EACCES") return "No permission to use the port. Choose one above 1023 with --port, or omit --port.";
  return `${error.message}\nSee --help.`;
}

runCli().catch((error: unknown) => {
  process.stderr.write(`${formatError(error)}\n`);
  process.exitCode = 1;
});
