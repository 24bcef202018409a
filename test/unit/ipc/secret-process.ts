import { loadSecret } from "../../../src/ipc/ipc-secret";

// A process that loads the secret its argument names, and sends it to its parent as hexadecimal text.
void loadSecret(process.argv[2] ?? "").then((secret) => process.send?.(secret.toString("hex")));
