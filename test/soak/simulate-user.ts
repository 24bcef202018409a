import assert from "node:assert/strict";
import { faultKinds } from "../../src/sandbox/fault-injection";
import type { Sandbox } from "../../src/sandbox/server";
import { OrderTablePage, TransferPage, type Workbench } from "../e2e/driver";
import { domainsIn } from "../e2e/with-sandbox";
import { eventually } from "../eventually";
import type { RandomSource } from "../fuzz/random-source";

/** A reply that never ends costs the time limit of the request, and has tests of its own. */
const kinds = faultKinds.filter((kind) => kind !== "stall");

export interface Soaked {
  readonly sandbox: Sandbox;
  readonly windows: readonly Workbench[];
  readonly random: RandomSource;
}

/** What a user does in a while, during which requests fail; then all is well again. */
export async function simulateUser({ sandbox, windows, random }: Soaked, number: number): Promise<void> {
  const window = windows[number % windows.length];
  assert(window);
  await window.toFront();
  const kind = random.pick(kinds) ?? "latency";
  sandbox.control.addFaults({ kind, count: 1 + random.below(3), ms: 20 });
  for (const list of ["Transfers", "Orders", "Results", "Balance"]) await window.palette(`Joker: Refresh ${list}`);
  sandbox.control.clearFaults();
  await heals(window);
  await useTable(window, number);
  await useTransfer(window, sandbox);
  await window.notifications.clear();
  await window.closeEditors();
}

/** The next good replies remove every trace of the failures. */
async function heals(window: Workbench): Promise<void> {
  await eventually(
    async () => {
      for (const list of ["Transfers", "Orders", "Results", "Balance"]) await window.palette(`Joker: Refresh ${list}`);
      await window.status.item(/^\$\(credit-card\) [^$]*$/);
    },
    { timeoutMs: 60_000, what: "the failures to be gone" },
  );
}

async function useTable(window: Workbench, number: number): Promise<void> {
  const table = await OrderTablePage.openNew(window);
  await table.filterBox.fill(number % 2 === 0 ? "shop" : "renew");
  await table.group("Month");
  await table.loadAgain();
  await table.grid.ready();
}

async function useTransfer(window: Workbench, sandbox: Sandbox): Promise<void> {
  const [domain] = domainsIn(sandbox, "FOA_BEEN_SENT");
  if (domain === undefined) return;
  const page = await TransferPage.open(window, domain);
  await page.button("Resend FOA").click();
  await window.notifications.shown(/FOA for .* resent to/);
}
