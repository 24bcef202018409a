import { createWindowCoordinator } from "../../../src/ipc/window-coordinator";

// A window in a process of its own: tells its parent what it is and hears, and sends what the parent says.
const [address = "", secretPath = ""] = process.argv.slice(2);
const quiet = { debug: () => undefined, warn: () => undefined };
const windows = createWindowCoordinator({ addresses: [address], secretPath }, quiet);
windows.onDidChangeLeader((isLeader) => process.send?.({ isLeader }));
windows.on("news", (received) => process.send?.({ received }));
process.on("message", (message) => windows.send("news", message));
// A test run that was killed leaves no process behind.
process.once("disconnect", () => process.exit());
