// What 1 to 5 windows and 2 to 10 accounts of one user cost: until a window or account shows its rows, the memory of an
// extension host, and the requests that DMAPI gets while all windows refresh by themselves.
import assert from "node:assert/strict";
import { startSandbox, type Sandbox } from "../../../src/sandbox/server";
import { startWorkbench, type Workbench } from "../../e2e/driver/workbench";
import { openAndSignIn } from "../../e2e/with-sandbox";
import { readProcessUsage } from "../../soak/process-usage";
import { eventually } from "../../eventually";
import { fitExponent, median, printRatio, printTable } from "../report";

const windowCounts = [1, 2, 3, 4, 5] as const;
const accountCounts = [2, 4, 7, 10] as const;
/** Even, so that the newest account is active afterwards. */
const switches = 6;
const requestNames = ["domain-transfer-control", "query-order-list", "result-list", "query-account-balance"];
const maxExponent = 1.1;
const mb = 1 / 1024 / 1024;

interface Sample {
  readonly count: number;
  /** Until all rows were there. */
  readonly ms: number;
  readonly hostBytes: number;
  readonly requests: number;
}

async function measure(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** The extension hosts' memory on average. */
async function readHostBytes(workbench: Workbench): Promise<number> {
  const pids = await workbench.extensionHosts();
  const usages = await Promise.all(pids.map(readProcessUsage));
  return usages.reduce((sum, { residentBytes }) => sum + residentBytes, 0) / pids.length;
}

/** The requests of one refresh of everything in the first window, after which each of the others is looked at. */
async function countRequests(
  [first, ...others]: readonly [Workbench, ...Workbench[]],
  sandbox: Sandbox,
): Promise<number> {
  await first.toFront();
  sandbox.control.clearLog();
  for (const list of ["Transfers", "Orders", "Results", "Balance"]) await first.palette(`Joker: Refresh ${list}`);
  await eventually(() => {
    const requested = new Set(sandbox.control.log.map(({ request }) => request));
    assert.deepEqual(requestNames.filter((name) => !requested.has(name)), []); // prettier-ignore
  });
  for (const window of [...others, first]) await (await window.toFront()).view("Account").row("Available");
  return sandbox.control.log.length;
}

async function showReloaded(window: Workbench): Promise<void> {
  await window.reload();
  await window.openView("Joker.com");
  await window.view("Account").row("Available");
}

async function openShownWindow(first: Workbench): Promise<Workbench> {
  const window = await first.openWindow();
  await window.openView("Joker.com");
  await window.view("Account").row("Available");
  return window;
}

async function runWindows(first: Workbench, sandbox: Sandbox): Promise<Sample[]> {
  const samples: Sample[] = [];
  const opened: Workbench[] = [];
  for (const count of windowCounts) {
    const ms = await measure(async () => {
      if (count > 1) opened.push(await openShownWindow(first));
      else await showReloaded(first);
    });
    const [hostBytes, requests] = [await readHostBytes(first), await countRequests([first, ...opened], sandbox)];
    samples.push({ count, ms, hostBytes, requests });
  }
  for (const [at, window] of opened.entries()) await window.closeWindow(windowCounts.length - 1 - at);
  await first.toFront();
  return samples;
}

/** The same key would be the same account again, so the one before gets another key. */
async function addAccount(window: Workbench, name: string): Promise<void> {
  await window.palette("Joker: Edit API Key…");
  await window.quick.pick("API Key");
  await window.quick.shown("API key");
  await window.quick.enter("sandbox-readonly");
  await window.quick.closed();
  await window.palette("Joker: Sign In");
  await window.quick.pick("API Key");
  await window.quick.shown("API key");
  await window.quick.enter("sandbox-full");
  await window.quick.shown(/^Account Name/);
  await window.quick.enter(name);
  await window.quick.closed();
  await window.view("Account").description("Account", new RegExp(`^${name}`));
  await window.notifications.clear();
}

async function switchAccount(window: Workbench, name: string): Promise<void> {
  await window.palette("Joker: Switch Account");
  await window.quick.shown("Switch Account");
  await window.quick.pick(`${name} · SANDBOX`);
  await window.view("Account").description("Account", new RegExp(`^${name}`));
  await window.view("Account").row("Available");
}

async function runAccounts(window: Workbench, sandbox: Sandbox): Promise<Sample[]> {
  const samples: Sample[] = [];
  let added = 1;
  for (const count of accountCounts) {
    for (; added < count; added++) await addAccount(window, `shop${added}`);
    const times: number[] = [];
    for (let time = 0; time < switches; time++)
      times.push(await measure(() => switchAccount(window, time % 2 === 0 ? "sandbox" : `shop${count - 1}`)));
    const [hostBytes, requests] = [await readHostBytes(window), await countRequests([window], sandbox)];
    samples.push({ count, ms: median(times), hostBytes, requests });
  }
  return samples;
}

function printSamples(what: string, samples: readonly Sample[]): void {
  printTable(
    [what, "ms", "MB an extension host", "requests of a refresh"],
    samples.map(({ count, ms, hostBytes, requests }) => [count, Math.round(ms), Math.round(hostBytes * mb), requests]),
  );
  const counts = samples.map(({ count }) => count);
  for (const key of ["ms", "hostBytes", "requests"] as const) {
    const exponent = fitExponent(counts, samples.map((sample) => sample[key])); // prettier-ignore
    printRatio({
      name: `${what}: ${key}, exponent allowed to that fitted`,
      value: maxExponent / Math.max(exponent, 0.01),
      target: 1,
    });
  }
}

async function run(): Promise<void> {
  const sandbox = await startSandbox({ seed: 1 });
  const first = await startWorkbench({ settings: { "joker.endpoint": sandbox.url } });
  try {
    await openAndSignIn(first);
    printSamples("windows", await runWindows(first, sandbox));
    printSamples("accounts", await runAccounts(first, sandbox));
  } finally {
    await first.close();
    await sandbox.close();
  }
}

void run();
