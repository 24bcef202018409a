import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A sandbox in a process of its own, so that its work is not counted as the client's. */
export interface SandboxProcess {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts `npm run sandbox` with these options. @throws Error when it does not come up */
export async function startSandboxProcess(...options: string[]): Promise<SandboxProcess> {
  spawnSync(process.execPath, ["esbuild.mjs", "--quiet", "--only", "sandbox"], { stdio: "inherit" });
  const child = spawn(process.execPath, ["dist/sandbox-cli.js", ...options], { stdio: ["ignore", "pipe", "inherit"] });
  const exit = once(child, "exit");
  for await (const line of createInterface(child.stdout)) {
    const url = /http:\S+/.exec(line)?.[0];
    if (url) return { url, close: () => end(child, exit) };
  }
  throw new Error("the sandbox did not start");
}

async function end(child: ChildProcess, exit: Promise<unknown>): Promise<void> {
  child.kill();
  await exit;
}
