import { readFile, readdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Frame } from "playwright-core";
import type { Workbench } from "./workbench";

/** A place in which something is left, in words, and what is there. */
interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Where any of these texts is left: in files below the home of the workbench, what its server has printed, in its pages
 * and their frames, in what the browser keeps for them, and in the arguments and the environment of any process.
 */
export async function findLeaks(workbench: Workbench, texts: Iterable<string>): Promise<string[]> {
  const forms = [...texts].flatMap(formsOf);
  const found = await findInFiles(workbench.home, forms);
  for (const places of [pages(workbench), processes(), printed(workbench)]) {
    for await (const { name, bytes } of places) if (forms.some((form) => bytes.includes(form))) found.push(name);
  }
  return found;
}

/** What was searched for in a file without being found, as long as the file is the same. */
const cleanFiles = new Map<string, { readonly version: string; readonly forms: Set<string> }>();

async function findInFiles(home: string, forms: readonly Buffer[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of await listFiles(home)) {
    const version = await versionOf(path);
    const known = cleanFiles.get(path);
    const clean = known?.version === version ? known.forms : new Set<string>();
    const wanted = forms.filter((form) => !clean.has(form.toString("latin1")));
    if (version === "" || wanted.length === 0) continue;
    const bytes = (await readFile(path).catch(ignoreMissing)) ?? Buffer.alloc(0);
    if (wanted.some((form) => bytes.includes(form))) found.push(`file ${relative(home, path)}`);
    else for (const form of wanted) clean.add(form.toString("latin1"));
    cleanFiles.set(path, { version, forms: clean });
  }
  return found;
}

async function listFiles(home: string): Promise<string[]> {
  const entries = await readdir(home, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Differs after each write; empty for a file that is gone. */
async function versionOf(path: string): Promise<string> {
  const status = await stat(path, { bigint: true }).catch(ignoreMissing);
  return status ? [status.ino, status.size, status.mtimeNs, status.ctimeNs].join(" ") : "";
}

/** A text as bytes: in the encodings that files and databases have, and in base64 wherever it begins in what is encoded. */
function formsOf(text: string): Buffer[] {
  const coded = [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]).toString("base64");
    return Buffer.from(whole.slice(4, -4));
  });
  return [Buffer.from(text), Buffer.from(text, "utf16le"), Buffer.from(Buffer.from(text).toString("hex")), ...coded];
}

async function* processes(): AsyncGenerator<Place> {
  for (const id of await readdir("/proc")) {
    if (!/^\d+$/.test(id)) continue;
    for (const what of ["cmdline", "environ"]) {
      const bytes = await readFile(join("/proc", id, what)).catch(ignoreMissing);
      if (bytes) yield { name: `process ${what}`, bytes };
    }
  }
}

function* printed(workbench: Workbench): Generator<Place> {
  yield { name: "output of the server", bytes: Buffer.from(workbench.output()) };
}

async function* pages(workbench: Workbench): AsyncGenerator<Place> {
  for (const page of workbench.page.context().pages()) {
    for (const frame of page.frames()) {
      const stored = await readFrame(frame).catch((error: unknown) => {
        if (frame.isDetached()) return {};
        throw error;
      });
      for (const [name, text] of Object.entries(stored)) {
        yield { name: `${name} of ${frame === page.mainFrame() ? "the page" : "a frame"}`, bytes: Buffer.from(text) };
      }
    }
  }
}

/** What a frame shows and keeps. Those of one origin share what they keep. */
async function readFrame(frame: Frame): Promise<Record<string, string>> {
  return await frame.evaluate(async () => {
    const toPromise = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(request.error?.message));
      });
    const readable = (_: string, value: unknown): unknown =>
      value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder().decode(value) : value;
    const databases: unknown[] = [];
    const keeps = self.origin !== "null";
    for (const { name = "" } of keeps ? await indexedDB.databases() : []) {
      const database = await toPromise(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const stored = database.transaction(store).objectStore(store);
        databases.push(name, store, await toPromise(stored.getAllKeys()), await toPromise(stored.getAll()));
      }
      database.close();
    }
    const inputs = [...document.querySelectorAll<HTMLInputElement>("input, textarea, select")].map(
      ({ value }) => value,
    );
    return {
      DOM: document.documentElement.outerHTML,
      inputs: inputs.join("\n"),
      address: location.href,
      requests: performance
        .getEntriesByType("resource")
        .map(({ name }) => name)
        .join("\n"),
      localStorage: keeps ? JSON.stringify(Object.entries(localStorage)) : "",
      sessionStorage: keeps ? JSON.stringify(Object.entries(sessionStorage)) : "",
      IndexedDB: JSON.stringify(databases, readable),
    };
  });
}

function ignoreMissing(): undefined {
  return undefined;
}
