import { Session, type Call } from "../../../src/dmapi/session";
import { httpTransport } from "../../../src/dmapi/transport";
import { startSandbox, type SandboxControl, type SandboxOptions } from "../../../src/sandbox/server";

/** Noon on a Wednesday: what a sandbox of these tests takes for the time. */
export const NOON = Date.UTC(2026, 4, 20, 12);

/** A client signed in at a sandbox of its own, whose clock stands still. */
export interface Client {
  readonly call: Call;
  readonly control: SandboxControl;
  readonly close: () => Promise<void>;
}

export async function startClient(options: SandboxOptions = {}, apiKey = "sandbox-full"): Promise<Client> {
  const sandbox = await startSandbox({ clock: () => NOON, ...options });
  const session = new Session(httpTransport(sandbox.url, { env: {} }), { kind: "api-key", apiKey });
  const close = async () => {
    await session.end().catch(() => undefined);
    await sandbox.close();
  };
  return { call: session.call, control: sandbox.control, close };
}
