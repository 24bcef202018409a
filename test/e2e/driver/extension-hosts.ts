import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "../../eventually";
import { uiTimeoutMs } from "./timeouts";

/** How many extension hosts run in the process group of a VS Code server: one for each window that has not ended. */
async function countExtensionHosts(serverPid: number): Promise<number> {
  return (await listExtensionHosts(serverPid)).length;
}

/** Waits until only so many extension hosts run. */
export async function waitForExtensionHosts(serverPid: number, count: number): Promise<void> {
  await eventually(async () => assert.equal(await countExtensionHosts(serverPid), count), {
    timeoutMs: uiTimeoutMs,
    what: "extension hosts to end",
  });
}

/** The ids of those processes. */
export async function listExtensionHosts(serverPid: number): Promise<number[]> {
  const found: number[] = [];
  for (const id of await readdir("/proc")) {
    if (!/^\d+$/.test(id)) continue;
    const [stat, commandLine] = await Promise.all([readText(id, "stat"), readText(id, "cmdline")]);
    // After the name in parentheses: state, parent, process group.
    const processGroup = stat.slice(stat.lastIndexOf(")")).split(" ")[3];
    if (Number(processGroup) === serverPid && commandLine.includes("--type=extensionHost")) found.push(Number(id));
  }
  return found;
}

/** Empty if the process has ended. */
async function readText(id: string, name: string): Promise<string> {
  return await readFile(join("/proc", id, name), "utf8").catch(() => "");
}
