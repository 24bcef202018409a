import * as z from "zod/mini";
import { exportPresets, type ExportFormat, type ExportPresetName } from "../export/export-format";

export const csvFormatSchema = z.object({
  kind: z.literal("csv"),
  delimiter: z.enum([",", ";", "\t", "|"]),
  decimalMark: z.enum([".", ","]),
  byteOrderMark: z.boolean(),
  // Stored by an earlier version without this field.
  times: z._default(z.enum(["iso", "spreadsheet"]), "iso"),
  lineEnd: z.enum(["\r\n", "\n"]),
  header: z.enum(["names", "titles"]),
});

/** How Joker.com writes its own file; `numComma`: decimal commas. */
export const originalLayoutSchema = z.object({
  separator: z.enum(["tab", "comma", "semicolon", "pipe"]),
  numComma: z.boolean(),
});

export const formatChoiceSchema = z.discriminatedUnion("by", [
  z.object({ by: z.literal("preset"), name: z.enum(Object.keys(exportPresets) as ExportPresetName[]) }),
  z.object({ by: z.literal("custom"), format: csvFormatSchema }),
  z.object({ by: z.literal("original"), layout: originalLayoutSchema }),
]);

/** A choice of format, as stored. */
export type FormatChoice = z.infer<typeof formatChoiceSchema>;
export type OriginalLayout = z.infer<typeof originalLayoutSchema>;

/** The row format of a choice; undefined for Joker.com's original file. */
export function resolveFormat(choice: FormatChoice): ExportFormat | undefined {
  if (choice.by === "preset") return exportPresets[choice.name];
  return choice.by === "custom" ? choice.format : undefined;
}

/** The file extension of that format. */
export function fileExtension(choice: FormatChoice): "xlsx" | "csv" | "tsv" | "jsonl" {
  if (choice.by === "original") return choice.layout.separator === "tab" ? "tsv" : "csv";
  const format = resolveFormat(choice);
  if (format?.kind === "workbook") return "xlsx";
  if (format?.kind === "json-lines") return "jsonl";
  return format?.delimiter === "\t" ? "tsv" : "csv";
}
