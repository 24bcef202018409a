import { startSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/server";
import { useWorkbench, type Workbench, type WorkbenchOptions } from "./driver";

/** A workbench whose endpoint is a DMAPI server of the tests' own, for the tests of a suite. */
export function useWorkbenchAndSandbox(
  sandboxOptions: SandboxOptions = {},
  options: WorkbenchOptions = {},
): { readonly workbench: () => Workbench; readonly sandbox: () => Sandbox } {
  let sandbox: Sandbox | undefined;
  const workbench = useWorkbench(async () => {
    sandbox = await startSandbox({ seed: 1, ...sandboxOptions });
    return { ...options, settings: { ...options.settings, "joker.endpoint": sandbox.url } };
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

/** The domains of the transfers in `state`, in the order of the view. */
export function domainsIn(sandbox: Sandbox, state: string): string[] {
  const { transfers } = sandbox.control.state();
  return transfers.filter((transfer) => transfer.state === state).map(({ domain }) => domain);
}
