import { parseArgs } from "node:util";
import { startSandbox, type SandboxOptions } from "./server";

const usage = `npm run sandbox -- [--port N] [--orders N] [--seed N] [--latency MS]
  A DMAPI server with sample data on 127.0.0.1, to try the extension without an account.
  --port N      listen on this port (default: a free one)
  --orders N    number of orders to start with (default: 2000)
  --seed N      the same seed gives the same data (default: 1)
  --latency MS  delay before each reply (default: 0)
  Sign in with the API key sandbox-full, sandbox-readonly, sandbox-modify-only or sandbox-whois, or with username
  sandbox and password sandbox.`;

const limits = { port: 65_535, orders: 10_000_000, seed: 0xffff_ffff, latency: 60_000 } as const;
type Name = keyof typeof limits;
const names = Object.keys(limits) as Name[];

function readOptions(): SandboxOptions | "help" {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: { port: text, orders: text, seed: text, latency: text, help: { type: "boolean", short: "h" } },
  });
  if (values.help) return "help";
  const given = names.filter((name) => values[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, readNumber(name, values[name] ?? "")]));
}

function readNumber(name: Name, value: string): number {
  const most = limits[name];
  if (!/^\d{1,10}$/.test(value) || Number(value) > most)
    throw new Error(`--${name}: whole number from 0 to ${most} expected`);
  return Number(value);
}

async function run(): Promise<void> {
  const options = readOptions();
  if (options === "help") {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const sandbox = await startSandbox(options);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void sandbox.close());
  process.stdout.write(`Sandbox: ${sandbox.url}\n`);
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return "The port is in use. Choose another one with --port, or omit --port.";
  if (code === "EACCES") return "No permission to use the port. Choose one above 1023 with --port, or omit --port.";
  return `${error.message}\nSee --help.`;
}

run().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
