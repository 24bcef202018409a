import * as vscode from "vscode";
import * as z from "zod/mini";
import type { CsvFormat } from "../export/export-format";
import { runQuickPickWizard, type WizardStep } from "../workbench/quick-pick-wizard";
import { csvFormatSchema, originalLayoutSchema, type FormatChoice, type OriginalLayout } from "./format-choice";
import { decimalMarkLabel, separatorLabels, timeFormatLabel } from "./format-items";

/** Asks for all options of a CSV file; undefined if the user canceled. */
export async function askCustomFormat(title: string): Promise<FormatChoice | undefined> {
  const steps = createCsvSteps();
  const answers = await runQuickPickWizard(title, steps.length, (soFar) => steps[soFar.length]);
  return answers && { by: "custom", format: z.parse(csvFormatSchema, Object.assign({ kind: "csv" }, ...answers)) };
}

/** Asks for the layout of Joker.com's original file; undefined if the user canceled. */
export async function askOriginalLayout(title: string): Promise<FormatChoice | undefined> {
  const [separators, decimalMarks] = [createSeparatorStep(), createDecimalMarkStep()];
  const answers = await runQuickPickWizard<Partial<OriginalLayout>>(title, 2, ([first, second]) => {
    if (!first) return separators;
    // DMAPI does not take decimal commas between commas.
    return second || first.separator === "comma" ? undefined : decimalMarks;
  });
  const numComma = false;
  return answers && { by: "original", layout: z.parse(originalLayoutSchema, Object.assign({ numComma }, ...answers)) };
}

function createCsvSteps(): WizardStep<Partial<CsvFormat>>[] {
  const names = separatorLabels();
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
        { label: decimalMarkLabel("."), value: { decimalMark: "." } },
        { label: decimalMarkLabel(","), value: { decimalMark: "," } },
      ],
    },
    {
      placeholder: vscode.l10n.t("Time format (UTC)"),
      answers: [
        { label: timeFormatLabel("spreadsheet"), value: { times: "spreadsheet" } },
        { label: timeFormatLabel("iso"), value: { times: "iso" } },
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

function createSeparatorStep(): WizardStep<Partial<OriginalLayout>> {
  const names = separatorLabels();
  const words = ["semicolon", "comma", "tab", "pipe"] as const;
  const answers = words.map((separator) => ({ label: names[separator], value: { separator } }));
  return { placeholder: vscode.l10n.t("Column delimiter"), answers };
}

function createDecimalMarkStep(): WizardStep<Partial<OriginalLayout>> {
  return {
    placeholder: vscode.l10n.t("Decimal separator"),
    answers: [
      { label: decimalMarkLabel("."), value: { numComma: false } },
      { label: decimalMarkLabel(","), value: { numComma: true } },
    ],
  };
}
