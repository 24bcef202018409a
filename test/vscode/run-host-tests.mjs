// @ts-check
// Runs the tests of test/host inside one VS Code: `node test/vscode/run-host-tests.mjs 1.100.3`, or `desktop` to download one.
import { join } from "node:path";
import { runTests, TestRunFailedError } from "@vscode/test-electron";
import { endAll, temporaryFolder } from "./processes.mjs";
import { root } from "./root.mjs";

const [wanted = ""] = process.argv.slice(2);
const desktop = wanted.startsWith("desktop");

// VS Code gets the same signal and ends; we go after it.
for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => undefined);
try {
  await runTests({
    ...(desktop
      ? { version: wanted.split("-")[1] ?? "stable" }
      : { vscodeExecutablePath: join(root, "test", "vscode", "code-stub.mjs") }),
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, "out", "test", "host", "index.js"),
    launchArgs: [await temporaryFolder("workspace"), ...(desktop ? ["--disable-extensions"] : [])],
    extensionTestsEnv: { JOKER_VSCODE_VERSION: wanted },
  });
} catch (error) {
  if (error instanceof TestRunFailedError) console.error(error.message);
  else console.error(desktop ? "A desktop VS Code cannot be had here:" : "VS Code cannot be started:", error);
  process.exitCode = 1;
} finally {
  await endAll();
}
