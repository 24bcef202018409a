// How long VS Code waits for our activation, beside that of its own Git extension in the same extension host, as "Developer:
// Show Running Extensions" has it; and the bytes of code that are read for each part.
import assert from "node:assert/strict";
import { startSandbox } from "../../../src/sandbox/server";
import { startWorkbench, type Workbench } from "../../e2e/driver/workbench";
import { signIn } from "../../e2e/with-sandbox";
import { eventually } from "../../eventually";
import { median, printRatio, printTable } from "../report";
import { addSecondExtension } from "../../e2e/second-extension";
import { readLoadedBytes } from "./loaded-bytes";
import { marksReader, readLoadTime } from "./extension-load-time";

const starts = 5;
const ours = "DMAPI for Joker.com";
const ourId = "joker-dmapi.joker-dmapi";
/** Names as VS Code shows them, with ours first. */
const compared = [ours, "Git"] as const;
const uiTimeoutMs = 60_000;

/** One start, in ms. */
interface Activation {
  /** As VS Code shows them, in the order of `compared`. */
  readonly shown: readonly number[];
  /** Of our time, what the code of our entry took to load. */
  readonly ownLoad: number;
}

async function readShownTimes(workbench: Workbench): Promise<readonly number[]> {
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
    const shown = await readShownTimes(workbench);
    activations.push({ shown, ownLoad: await readLoadTime(workbench, ourId) });
  }
  return activations;
}

function printStarts(state: string, activations: readonly Activation[]): void {
  const columns = compared.map((name, column) => ({
    name,
    times: activations.map(({ shown }) => shown[column] ?? NaN),
  }));
  const lines = [
    ...columns,
    { name: "of ours, loading our own code", times: activations.map(({ ownLoad }) => ownLoad) },
  ];
  printTable(
    [state, "median ms", "every start, ms"],
    lines.map(({ name, times }) => [name, median(times), times.join(" ")]),
  );
  const [own = NaN, git = NaN] = columns.map(({ times }) => median(times));
  printRatio({ name: `activation ${state}: Git's time to ours`, value: git / own, target: 3 });
}

async function run(): Promise<void> {
  printTable(["code read", "bytes"], Object.entries(await readLoadedBytes()));
  const sandbox = await startSandbox({ seed: 1 });
  const workbench = await startWorkbench({
    settings: { "joker.endpoint": sandbox.url },
    beforeStart: (home) => addSecondExtension(home, marksReader),
  });
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
