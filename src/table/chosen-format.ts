import * as z from "zod/mini";
import { presets, type ExportFormat, type PresetName } from "../export/format";

export const csvFormat = z.object({
  kind: z.literal("csv"),
  delimiter: z.enum([",", ";", "\t", "|"]),
  decimalMark: z.enum([".", ","]),
  byteOrderMark: z.boolean(),
  // Kept by an earlier version without it.
  times: z._default(z.enum(["iso", "spreadsheet"]), "iso"),
  lineEnd: z.enum(["\r\n", "\n"]),
  header: z.enum(["names", "titles"]),
});

/** How Joker.com writes its own file; `numComma`: decimal commas. */
export const originalLayout = z.object({
  separator: z.enum(["tab", "comma", "semicolon", "pipe"]),
  numComma: z.boolean(),
});

export const chosenFormat = z.discriminatedUnion("by", [
  z.object({ by: z.literal("preset"), name: z.enum(Object.keys(presets) as PresetName[]) }),
  z.object({ by: z.literal("custom"), format: csvFormat }),
  z.object({ by: z.literal("original"), layout: originalLayout }),
]);

/** A choice of format, as it is remembered. */
export type ChosenFormat = z.infer<typeof chosenFormat>;
export type OriginalLayout = z.infer<typeof originalLayout>;

/** The format of rows that a choice means; undefined for Joker.com's own file. */
export function formatOf(choice: ChosenFormat): ExportFormat | undefined {
  if (choice.by === "preset") return presets[choice.name];
  return choice.by === "custom" ? choice.format : undefined;
}

/** The ending of a file in that format. */
export function endingOf(choice: ChosenFormat): "csv" | "tsv" | "jsonl" {
  if (choice.by === "original") return choice.layout.separator === "tab" ? "tsv" : "csv";
  const format = formatOf(choice);
  if (format?.kind === "json-lines") return "jsonl";
  return format?.delimiter === "\t" ? "tsv" : "csv";
}
