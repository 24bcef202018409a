import { formatDay } from "../../src/dmapi/days";
import { getLocalToday } from "../../src/messages/named-periods";
import type { ReplyRewriter } from "../../src/sandbox/request-handler";
import { startSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/server";
import { useWorkbench, type Workbench, type WorkbenchOptions } from "./driver";

export interface Options extends WorkbenchOptions {
  readonly sandbox?: SandboxOptions;
  /** Further options that depend on the sandbox; settings and environment are added to those above. */
  readonly withSandbox?: (sandbox: Sandbox) => Promise<WorkbenchOptions>;
  /** What the sandbox's replies go through in every test. */
  readonly rewrite?: ReplyRewriter;
}

/** A workbench and the DMAPI server of the tests' own that is its endpoint, both available while tests run. */
export interface Opened {
  readonly workbench: () => Workbench;
  readonly sandbox: () => Sandbox;
}

/** A workbench whose endpoint is a DMAPI server of the tests' own, for the tests of a suite. */
export function useWorkbenchAndSandbox(options: Options = {}): Opened {
  let sandbox: Sandbox | undefined;
  let jumpedMs = 0;
  const workbench = useWorkbench(async () => {
    sandbox = await startSandbox({ seed: 1, ...options.sandbox });
    sandbox.control.rewriteReplies(options.rewrite);
    const more = await options.withSandbox?.(sandbox);
    const settings = { ...options.settings, "joker.endpoint": sandbox.url, ...more?.settings };
    return { ...options, ...more, settings, env: { ...options.env, ...more?.env } };
  });
  beforeEach(() => (jumpedMs = clockAheadMs(sandbox)));
  afterEach("reset changes of the sandbox", () => {
    sandbox?.control.clearFaults();
    sandbox?.control.setLatency(0);
    sandbox?.control.rewriteReplies(options.rewrite);
    sandbox?.control.advance(jumpedMs - clockAheadMs(sandbox));
  });
  after("end the sandbox", () => sandbox?.close());
  return {
    workbench,
    sandbox: () => {
      if (!sandbox) throw new Error("the sandbox has not been started");
      return sandbox;
    },
  };
}

/** Signs in through the palette, as a user does. */
export async function signIn(workbench: Workbench, apiKey = "sandbox-full"): Promise<void> {
  await workbench.palette("Joker: Sign In");
  await workbench.quick.pick("API Key");
  await workbench.quick.shown("API key");
  await workbench.quick.enter(apiKey);
  await workbench.quick.closed();
  await workbench.view("Account").row("Available");
}

/** Opens the views, signs in and closes the notification of that. */
export async function openAndSignIn(workbench: Workbench): Promise<void> {
  await workbench.openView("Joker.com");
  await signIn(workbench);
  await workbench.notifications.clear();
}

/** The domains of the transfers in `state`, in the order of the view. */
export function domainsIn(sandbox: Sandbox, state: string): string[] {
  const { transfers } = sandbox.control.getSnapshot();
  return transfers.filter((transfer) => transfer.state === state).map(({ domain }) => domain);
}

/** Gives a function that puts a pending transfer into a state, until the end of the test. */
export function useTransferStates(sandbox: () => Sandbox): (domain: string, state: string) => void {
  const before = new Map<string, string>();
  afterEach("restore the states of transfers", () => {
    for (const [domain, state] of before) sandbox().control.setTransfer(domain, state);
    before.clear();
  });
  return (domain, state) => {
    const { transfers } = sandbox().control.getSnapshot();
    const now = transfers.find((transfer) => transfer.domain === domain)?.state;
    if (now !== undefined && !before.has(domain)) before.set(domain, now);
    sandbox().control.setTransfer(domain, state);
  };
}

/**
 * Runs a check of what depends on the day. Where it fails and another day has begun meanwhile, here or in UTC, it could not
 * but fail, and is run once more.
 */
export async function onOneDay<T>(check: () => Promise<T>): Promise<T> {
  const day = dayNow();
  try {
    return await check();
  } catch (error) {
    if (dayNow() === day) throw error;
    return await check();
  }
}

function dayNow(): string {
  const now = Date.now();
  return `${getLocalToday(now)} ${formatDay(now)}`;
}

/** How far the sandbox's clock is ahead of that of the machine. */
function clockAheadMs(sandbox: Sandbox | undefined): number {
  return sandbox ? sandbox.control.now() - Date.now() : 0;
}
