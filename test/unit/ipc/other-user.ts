import { spawn } from "node:child_process";

/** Whom processes of another user run as. */
export const nobody = { uid: 65534, gid: 65534 };

/** Takes the address of its argument, and forges what it can. */
export const takeAddress = `
  const { createServer } = require("node:net"), { mkdirSync, chmodSync } = require("node:fs");
  const address = process.argv[1];
  process.umask(0);
  mkdirSync(require("node:path").dirname(address), { recursive: true });
  const server = createServer((socket) => {
    process.send("connected");
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      process.send(String(data));
      socket.write('{"hello":"joker-dmapi"}\\n{"topic":"news","message":"forged"}\\n');
    });
  });
  server.listen(address, () => { chmodSync(address, 0o777); process.send("listening"); });
  process.once("disconnect", () => process.exit());`;

/** Connects to the address of its argument, and says what it receives. */
export const connectTo = `
  const socket = require("node:net").connect(process.argv[1], () => process.send("connected"));
  socket.on("error", (error) => process.send(error.code));
  socket.on("data", (data) => process.send(String(data)));
  process.once("disconnect", () => process.exit());`;

/** False, with a word on why, where no process of another user can be run. */
export function canRunAsOtherUser(): boolean {
  if (process.platform !== "win32" && process.getuid?.() === 0) return true;
  process.stderr.write("skipped: only root can run a process of another user\n");
  return false;
}

/** Runs one of the scripts above as another user; `said` is what it says. */
export function runAsOtherUser(
  script: string,
  address: string,
): { readonly said: string[]; readonly stop: () => void } {
  const child = spawn(process.execPath, ["-e", script, address], {
    ...nobody,
    cwd: "/",
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const said: string[] = [];
  child.on("message", (text: string) => said.push(text));
  return { said, stop: () => child.kill("SIGKILL") };
}
