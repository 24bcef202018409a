import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

/** VS Code's extension host logs a promise that nobody handled within a second, with the place in its stack. */
const unhandled = /rejected promise not handled/i;

/** The lines of VS Code's logs below `home` that report one. */
export async function findUnhandledRejections(home: string): Promise<string[]> {
  const entries = await readdir(home, { recursive: true, withFileTypes: true });
  const logs = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".log"));
  const texts = await Promise.all(logs.map(({ parentPath, name }) => readFile(join(parentPath, name), "utf8")));
  return texts.flatMap((text) => text.split("\n").filter((line) => unhandled.test(line)));
}
