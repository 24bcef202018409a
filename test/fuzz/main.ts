// `npm run fuzz`: node out/test/fuzz/main.js [--inputs N] [--seed N] [--target NAME] [--first N]
import { inspect, parseArgs } from "node:util";
import { fuzzTargets, runTargets } from "./run-targets";

const defaultInputs = 1_000_000;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      inputs: { type: "string" },
      seed: { type: "string" },
      target: { type: "string" },
      first: { type: "string" },
    },
  });
  const targets = fuzzTargets.filter(({ name }) => values.target === undefined || name === values.target);
  if (targets.length === 0)
    throw new Error(`no such target; there are ${fuzzTargets.map(({ name }) => name).join(", ")}`);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  const inputs = Number(values.inputs ?? defaultInputs);
  const count = Math.ceil(inputs / targets.length);
  const startedAt = performance.now();
  const failures = await runTargets({ seed, first: Number(values.first ?? 0), count, targets });
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  process.stdout.write(
    `${count * targets.length} inputs with seed ${seed} in ${seconds} s, ${failures.length} failed\n`,
  );
  for (const { target, index, error } of failures) {
    process.stderr.write(`npm run fuzz -- --seed ${seed} --target ${target} --first ${index} --inputs 1\n`);
    process.stderr.write(`${inspect(error)}\n`);
  }
  return failures.length === 0 ? 0 : 1;
}

void main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : inspect(error)}\n`);
    process.exitCode = 2;
  },
);
