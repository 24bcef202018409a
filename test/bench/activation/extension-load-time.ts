import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "../../eventually";
import type { Workbench } from "../../e2e/driver/workbench";
import type { SecondExtension } from "../../e2e/second-extension";

type Mark = readonly [name: string, epochMs: number];

const file = "marks.json";

/** An extension that writes the marks of VS Code's extension host, where alone they can be read, to a file. */
export const marksReader: SecondExtension = {
  name: "Marks",
  title: "Write Marks",
  script: `
    const marks = globalThis.MonacoPerformanceMarks.getMarks().map(({ name, startTime }) => [name, startTime]);
    const file = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, "${file}");
    await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(marks)));`,
};

/**
 * How long an extension's code was loaded at the last start, ms. The time VS Code shows has also what it waited while other
 * extensions were loaded, which were activated at the same moment.
 */
export async function readLoadTime(workbench: Workbench, id: string): Promise<number> {
  await rm(join(workbench.folder, file), { force: true });
  await workbench.palette(`${marksReader.name}: ${marksReader.title}`);
  return await eventually(async () => {
    const marks = new Map(JSON.parse(await workbench.file(file)) as Mark[]);
    const at = (mark: string) => marks.get(`code/extHost/${mark}ExtensionCode/${id}`) ?? NaN;
    const ms = at("didLoad") - at("willLoad");
    assert.ok(Number.isFinite(ms), `no marks of ${id}`);
    return ms;
  });
}
