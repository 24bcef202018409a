import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sandbox } from "../../src/sandbox/server";
import { eventually } from "../eventually";
import { OrderTablePage, type Workbench } from "./driver";
import { findLeaks } from "./driver/leak-scanner";

/** A text that is nowhere else. */
export function marked(what: string): string {
  return `${what}-${randomBytes(12).toString("hex")}`;
}

/** Checks that the search for leaks finds a secret in each place where one could be left. */
export async function findPlantedSecrets(workbench: Workbench, sandbox: Sandbox): Promise<void> {
  const planted = marked("planted");
  const { page, home, folder } = workbench;
  assert.deepEqual(await findLeaks(workbench, [planted]), []);
  const script = "console.log('ready'); setInterval(() => undefined, 1000)";
  const child = spawn(process.execPath, ["-e", script, planted], { env: { PLANTED: planted } });
  await once(child.stdout, "data");
  await writeFile(join(home, "user", "planted"), Buffer.from(`{"a":"${planted}"}`).toString("base64"));
  await writeFile(join(folder, "planted.csv"), Buffer.from(planted, "utf16le"));
  await page.evaluate((text) => {
    localStorage.setItem("planted", text);
    document.body.dataset["planted"] = text;
  }, planted);
  const table = await new OrderTablePage(workbench).show();
  await table.frame.locator("body").evaluate((body, text) => (body.dataset["planted"] = text), planted);
  await table.filterBox.fill(planted);
  await fetch(`${sandbox.url}/request/query-profile?auth-sid=${planted}`);
  assert(sandbox.control.log.some(({ path }) => path.includes(planted)));
  sandbox.control.clearLog();
  await eventually(async () => {
    const found = await findLeaks(workbench, [planted]);
    for (const place of [
      "file user/planted",
      "file domains/planted.csv",
      "process cmdline",
      "process environ",
      "DOM of the page",
      "localStorage of the page",
      "DOM of a frame",
      "inputs of a frame",
      "IndexedDB of the page", // where VS Code keeps the state of the table's page
    ]) {
      assert(found.includes(place), `${place} is not searched: ${found.join(", ")}`);
    }
    assert.equal(found.filter((place) => place.startsWith("file user/")).length, 1);
  });
  child.kill("SIGKILL");
  const logs = await findLeaks(workbench, ["login: OK"]);
  assert(
    logs.some((place) => /^file user\/.*DMAPI.*\.log$/.test(place)),
    `the log is not searched: ${logs.join(", ")}`,
  );
}
