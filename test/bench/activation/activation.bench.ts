// How long VS Code waits for our activation, beside that of its own Git extension in the same extension host, as "Developer:
// Show Running Extensions" has it; and the bytes of code that are read for each part.
import assert from "node:assert/strict";
import { startSandbox } from "../../../src/sandbox/server";
import { startWorkbench, type Workbench } from "../../e2e/driver/workbench";
import { signIn } from "../../e2e/with-sandbox";
import { eventually } from "../../eventually";
import { median, printRatio, printTable } from "../report";
import { readLoadedBytes } from "./loaded-bytes";

const starts = 5;
const ours = "DMAPI for Joker.com";
/** Names as VS Code shows them, with ours first. */
const compared = [ours, "Git"] as const;
const uiTimeoutMs = 60_000;

/** The activation times of `compared` in ms, each from one start. */
type Activation = readonly number[];

async function readActivation(workbench: Workbench): Promise<Activation> {
  await workbench.palette("Developer: Show Running Extensions");
  const rows = workbench.page.locator(".runtime-extensions-editor .monaco-list-row");
  const readTime = async (name: string) => {
    const row = rows.filter({ has: workbench.page.locator(`.name >> text="${name}"`) });
    return Number(/(\d+) ?ms/.exec(await row.locator(".activation-time").innerText({ timeout: uiTimeoutMs }))?.[1]);
  };
  return await eventually(
    async () => {
      const times = await Promise.all(compared.map(readTime));
      assert.ok(times.every(Number.isFinite), `activation times are ${times.join(", ")}`);
      return times;
    },
    { timeoutMs: uiTimeoutMs, what: "the activation times" },
  );
}

async function measureStarts(workbench: Workbench): Promise<readonly Activation[]> {
  const activations: Activation[] = [];
  for (let start = 0; start < starts; start++) {
    await workbench.reload();
    activations.push(await readActivation(workbench));
  }
  return activations;
}

function printStarts(state: string, activations: readonly Activation[]): void {
  const medians = compared.map((_, column) => median(activations.map((times) => times[column] ?? NaN)));
  const rows = compared.map((name, column) => [
    name,
    medians[column] ?? NaN,
    activations.map((times) => times[column]).join(" "),
  ]);
  printTable([state, "median ms", "every start, ms"], rows);
  const [own = NaN, git = NaN] = medians;
  printRatio({ name: `activation ${state}: Git's time to ours`, value: git / own, target: 3 });
}

async function run(): Promise<void> {
  printTable(["code read", "bytes"], Object.entries(await readLoadedBytes()));
  const sandbox = await startSandbox({ seed: 1 });
  const workbench = await startWorkbench({ settings: { "joker.endpoint": sandbox.url } });
  try {
    await workbench.resize(1280, 2400); // the list draws only the rows in sight
    await workbench.openView("Joker.com");
    printStarts("signed out", await measureStarts(workbench));
    await signIn(workbench);
    printStarts("signed in", await measureStarts(workbench));
    await workbench.openView("Explorer");
    printStarts("signed in, with another view in sight", await measureStarts(workbench));
  } finally {
    await workbench.close();
    await sandbox.close();
  }
}

void run();
