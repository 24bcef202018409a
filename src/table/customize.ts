import * as vscode from "vscode";
import * as z from "zod/mini";
import type { CsvFormat } from "../export/format";
import { askSteps, type Step } from "../workbench/steps";
import { csvFormat, originalLayout, type ChosenFormat, type OriginalLayout } from "./chosen-format";
import { markName, separatorNames, timesName } from "./format-items";

/** Asks for everything about a CSV file; undefined when the user gave up. */
export async function askCustom(title: string): Promise<ChosenFormat | undefined> {
  const steps = csvSteps();
  const answers = await askSteps(title, steps.length, (soFar) => steps[soFar.length]);
  return answers && { by: "custom", format: z.parse(csvFormat, Object.assign({ kind: "csv" }, ...answers)) };
}

/** Asks how Joker.com shall write its own file; undefined when the user gave up. */
export async function askOriginal(title: string): Promise<ChosenFormat | undefined> {
  const [separators, marks] = [separatorStep(), originalMarks()];
  const answers = await askSteps<Partial<OriginalLayout>>(title, 2, ([first, second]) => {
    if (!first) return separators;
    // DMAPI does not take decimal commas between commas.
    return second || first.separator === "comma" ? undefined : marks;
  });
  const numComma = false;
  return answers && { by: "original", layout: z.parse(originalLayout, Object.assign({ numComma }, ...answers)) };
}

function csvSteps(): Step<Partial<CsvFormat>>[] {
  const names = separatorNames();
  return [
    {
      placeholder: vscode.l10n.t("Column delimiter"),
      answers: [
        { label: names.comma, value: { delimiter: "," } },
        { label: names.semicolon, value: { delimiter: ";" } },
        { label: names.tab, value: { delimiter: "\t" } },
        { label: names.pipe, value: { delimiter: "|" } },
      ],
    },
    {
      placeholder: vscode.l10n.t("Decimal separator"),
      answers: [
        { label: markName("."), value: { decimalMark: "." } },
        { label: markName(","), value: { decimalMark: "," } },
      ],
    },
    {
      placeholder: vscode.l10n.t("Time format (UTC)"),
      answers: [
        { label: timesName("spreadsheet"), value: { times: "spreadsheet" } },
        { label: timesName("iso"), value: { times: "iso" } },
      ],
    },
    {
      placeholder: vscode.l10n.t("Byte order mark (lets Excel detect UTF-8)"),
      answers: [
        { label: vscode.l10n.t("With byte order mark"), value: { byteOrderMark: true } },
        { label: vscode.l10n.t("Without byte order mark"), value: { byteOrderMark: false } },
      ],
    },
    {
      placeholder: vscode.l10n.t("Line endings"),
      answers: [
        { label: "CRLF", description: vscode.l10n.t("Windows, RFC 4180"), value: { lineEnd: "\r\n" } },
        { label: "LF", description: vscode.l10n.t("Unix"), value: { lineEnd: "\n" } },
      ],
    },
    {
      placeholder: vscode.l10n.t("Header"),
      answers: [
        { label: vscode.l10n.t("Readable titles"), value: { header: "titles" } },
        { label: vscode.l10n.t("DMAPI names"), description: "amount_brutto", value: { header: "names" } },
      ],
    },
  ];
}

function separatorStep(): Step<Partial<OriginalLayout>> {
  const names = separatorNames();
  const words = ["semicolon", "comma", "tab", "pipe"] as const;
  const answers = words.map((separator) => ({ label: names[separator], value: { separator } }));
  return { placeholder: vscode.l10n.t("Column delimiter"), answers };
}

function originalMarks(): Step<Partial<OriginalLayout>> {
  return {
    placeholder: vscode.l10n.t("Decimal separator"),
    answers: [
      { label: markName("."), value: { numComma: false } },
      { label: markName(","), value: { numComma: true } },
    ],
  };
}
