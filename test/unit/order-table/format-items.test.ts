import assert from "node:assert/strict";
import "../agents/vscode-stub";
import { createFormatItems } from "../../../src/order-table/format-items";
import { exportPresets, type ExportFormat } from "../../../src/export/export-format";

describe("The choice of an export format", () => {
  it("names what kind of file each format is", () => {
    for (const { formatId, label } of createFormatItems(undefined)) {
      const presets: Partial<Record<string, ExportFormat>> = exportPresets;
      const kind = presets[formatId]?.kind ?? "csv";
      const words = { csv: "CSV", workbook: "Workbook", "json-lines": "JSON" } as const;
      assert(label.includes(words[kind]), `${formatId}: ${label}`);
    }
  });

  it("names it also for the custom format of last time", () => {
    const format = {
      kind: "csv",
      delimiter: ";",
      decimalMark: ",",
      byteOrderMark: true,
      times: "iso",
      lineEnd: "\n",
      header: "names",
    } as const;
    const [first] = createFormatItems({ by: "custom", format });
    assert.deepEqual([first?.label, first?.description], ["Custom CSV", "last used"]);
  });
});
