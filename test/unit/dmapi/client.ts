import { Session, type Call } from "../../../src/dmapi/session";
import { createHttpTransport } from "../../../src/dmapi/transport";
import { startSandbox, type SandboxControl, type SandboxOptions } from "../../../src/sandbox/server";

/** Noon on a Wednesday: the fixed clock of a sandbox in these tests. */
export const NOON = Date.UTC(2026, 4, 20, 12);

/** A session of the client at a sandbox of its own, whose clock is fixed. */
export interface SandboxSession {
  readonly call: Call;
  readonly control: SandboxControl;
  readonly close: () => Promise<void>;
}

export async function startSandboxSession(
  options: SandboxOptions = {},
  apiKey = "sandbox-full",
): Promise<SandboxSession> {
  const sandbox = await startSandbox({ clock: () => NOON, ...options });
  const session = new Session(createHttpTransport(sandbox.url, { env: {} }), { kind: "api-key", apiKey });
  const close = async () => {
    await session.end().catch(() => undefined);
    await sandbox.close();
  };
  return { call: session.call, control: sandbox.control, close };
}
