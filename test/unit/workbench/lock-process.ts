import { acquireLockFile, type LockFileOptions } from "../../../src/workbench/lock-file";

// A process that acquires the lock its arguments name, and tells its parent; any message lets it release the lock.
const [path = "", options = "{}"] = process.argv.slice(2);
void acquireLockFile(path, JSON.parse(options) as LockFileOptions).then((lock) => {
  process.send?.(lock === undefined ? "gave up" : "acquired");
  process.on("message", () => void lock?.release().then(() => process.send?.("released")));
});
// A test run that was killed leaves no process behind.
process.once("disconnect", () => process.exit());
