import * as vscode from "vscode";
import type { ExportColumn, RowSource } from "../export/row-source";
import { exportRows } from "../export/export-rows";
import { UserFacingError } from "../workbench/user-facing-error";
import { showInfo, withProgress } from "../workbench/dialogs";
import { sanitize } from "../workbench/sanitize";
import { fileLabel } from "../workbench/write-errors";
import { writeAtomically } from "../workbench/atomic-write";
import { fileExtension, resolveFormat, type FormatChoice, type OriginalLayout } from "./format-choice";
import { askFormat } from "./ask-format";
import { askFile, rememberFolder } from "./export-destination";
import { createFileName, type ExportedList } from "./export-file-name";
import { showExportNotification } from "./export-notification";
import { formatCount } from "../workbench/formats";
import { deflate } from "../workbench/deflate";
import { hostTimeSlices } from "../workbench/host-time-slices";
import { runInSlices, type CooperativeTask } from "../columns/cooperative-task";
import type { RowSheet, WorkbookSheet } from "../export/workbook/workbook";
import { writeWorkbook } from "../export/workbook/write-workbook";

/** The limit of Excel and LibreOffice Calc, including the header. */
const maxSpreadsheetLines = 1_048_576;

/** A chunk of Joker.com's original file; chunks are concatenated. */
export interface OriginalChunk {
  readonly bytes: Uint8Array;
  /** How many rows are in it. */
  readonly rows: number;
}

/** What to export and how to describe it. Used for orders and results. */
export interface ExportJob extends ExportedList {
  /** Title of the dialogs, which says what is exported, such as "Export 167 orders, last quarter". */
  readonly title: string;
  /** The same for the file of `loadOriginal`. */
  readonly originalTitle?: string;
  /** A sentence that says that there is nothing to export. */
  readonly emptyText: string;
  readonly source: RowSource;
  /** Which columns, in their order; see `exportColumns` for orders. */
  readonly columns: readonly ExportColumn[];
  /** Row numbers in the order to be written; all rows as they came if absent. */
  readonly rows?: Uint32Array | undefined;
  /** The list as the server writes it, where it can. */
  readonly loadOriginal?: (layout: OriginalLayout, signal: AbortSignal) => AsyncIterable<OriginalChunk>;
  /** The name of the sheet of rows in a workbook. */
  readonly sheetName: string;
  /** The sheets of a workbook, given that of its rows; only that one if absent. */
  readonly createSheets?: (rowSheet: RowSheet) => CooperativeTask<readonly WorkbookSheet[]>;
  /** A sentence about missing rows. It does not apply to `loadOriginal`, which loads them again. */
  readonly missingText?: string | undefined;
  /** A sentence such as "12 orders were exported to FILE." */
  describeResult(rows: number, file: string): string;
}

/**
 * Exports rows to a file: asks for a format (the last one first, stored in `memory`) and a file, writes it as a stream with
 * progress, and shows how many rows it has, with buttons to open and reveal it. If the file cannot be written, the user
 * can choose another one. Without rows nothing is asked, and the user is told so.
 * @returns the message shown to the user; undefined, and no file, if the user canceled
 * @throws what `loadOriginal` throws
 */
export async function exportToFile(
  job: ExportJob,
  memory: vscode.Memento,
  hasWorkbook = true,
): Promise<string | undefined> {
  if (countRows(job) === 0) return showEmptyText(job);
  const offered = { original: job.loadOriginal !== undefined, workbook: hasWorkbook };
  const choice = await askFormat(job.title, memory, offered);
  return choice && exportAs(job, choice, memory);
}

/** Exports rows to an Excel workbook, like `exportToFile`, without asking for a format. */
export async function exportToWorkbook(job: ExportJob, memory: vscode.Memento): Promise<string | undefined> {
  return countRows(job) === 0 ? showEmptyText(job) : exportAs(job, { by: "preset", name: "excel-workbook" }, memory);
}

function showEmptyText({ emptyText }: ExportJob): string {
  showInfo(emptyText);
  return emptyText;
}

async function exportAs(job: ExportJob, choice: FormatChoice, memory: vscode.Memento): Promise<string | undefined> {
  const dialog = createDialog(job, choice);
  for (let uri = await askFile(dialog, memory); uri; uri = await askFile(dialog, memory, uri)) {
    try {
      const written = await writeFile(job, choice, uri);
      if (!written) return undefined;
      await rememberFolder(memory, uri);
      const missingText = choice.by === "original" ? undefined : job.missingText;
      const resultText = job.describeResult(written.rowCount, fileLabel(uri));
      const truncationText = describeTruncation(choice, written);
      const text = [resultText, describeChunks(choice, written), truncationText, missingText].filter(Boolean).join(" ");
      void showExportNotification(text, uri, missingText !== undefined || truncationText !== "");
      return text;
    } catch (error) {
      if (!(await askForAnotherFile(error))) return error instanceof UserFacingError ? error.message : undefined;
    }
  }
  return undefined;
}

/** A text for an original file that was concatenated from several. */
function describeChunks({ by }: FormatChoice, { chunkCount }: ExportProgress): string {
  return by === "original" && chunkCount > 1
    ? vscode.l10n.t("The exported file combines {0} files from Joker.com under one header.", chunkCount)
    : "";
}

/** A text for a file with more lines than spreadsheets can open. */
function describeTruncation(choice: FormatChoice, { rowCount }: ExportProgress): string {
  const format = resolveFormat(choice);
  return format?.kind === "csv" && format.times === "spreadsheet" && rowCount >= maxSpreadsheetLines
    ? vscode.l10n.t(
        "Spreadsheet apps show only the first {0} rows of a file. Filter the table or export one year at a time.",
        formatCount(maxSpreadsheetLines),
      )
    : "";
}

async function askForAnotherFile(error: unknown): Promise<boolean> {
  if (!(error instanceof UserFacingError)) throw error;
  const another = vscode.l10n.t("Choose Another Location");
  return (await vscode.window.showErrorMessage(sanitize(error.message), another)) === another;
}

function createDialog(job: ExportJob, choice: FormatChoice) {
  const extension = fileExtension(choice);
  return {
    title: choice.by === "original" ? (job.originalTitle ?? job.title) : job.title,
    name: createFileName(job),
    extension,
    fileType: fileTypeLabel(extension),
  };
}

function fileTypeLabel(extension: ReturnType<typeof fileExtension>): string {
  if (extension === "xlsx") return vscode.l10n.t("Excel Workbook");
  return extension === "jsonl" ? vscode.l10n.t("JSON Lines") : extension.toUpperCase();
}

function countRows({ rows, source }: ExportJob): number {
  return rows?.length ?? source.count;
}

/** Writes the file; returns its counts, or undefined if the user canceled. */
async function writeFile(job: ExportJob, choice: FormatChoice, uri: vscode.Uri): Promise<ExportProgress | undefined> {
  return withProgress(job.title, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const exportProgress = new ExportProgress(countRows(job), progress);
    try {
      await writeAtomically(uri, createChunks(job, choice, exportProgress, abort.signal), abort.signal);
      return exportProgress;
    } catch (error) {
      if (abort.signal.aborted) return undefined;
      throw error;
    }
  });
}

async function* createChunks(
  job: ExportJob,
  choice: FormatChoice,
  exportProgress: ExportProgress,
  signal: AbortSignal,
) {
  const format = resolveFormat(choice);
  if (format?.kind === "workbook") {
    yield* createWorkbookChunks(job, exportProgress);
  } else if (format) {
    for (const { bytes, rows } of exportRows(job.source, job, format)) {
      exportProgress.add(rows);
      yield bytes;
    }
  } else if (choice.by === "original" && job.loadOriginal) {
    for await (const { bytes, rows } of job.loadOriginal(choice.layout, signal)) {
      exportProgress.add(rows);
      yield bytes;
    }
  }
  exportProgress.reportSaving();
}

async function* createWorkbookChunks(job: ExportJob, exportProgress: ExportProgress) {
  const { source, sheetName, createSheets, now } = job;
  const rowSheet: RowSheet = { kind: "rows", name: sheetName, source, selection: job };
  const sheets = (createSheets && (await runInSlices(createSheets(rowSheet), hostTimeSlices))?.value) ?? [rowSheet];
  const onRows = (rows: number) => exportProgress.add(rows);
  yield* writeWorkbook({ sheets, createdAt: now }, { deflate, onRows });
}

/** Counts rows and non-empty chunks as they are written, and reports progress. */
class ExportProgress {
  rowCount = 0;
  chunkCount = 0;
  private reportedPercent = 0;

  constructor(
    private readonly total: number,
    private readonly progress: vscode.Progress<{ message?: string; increment?: number }>,
  ) {}

  add(rows: number): void {
    this.rowCount += rows;
    if (rows > 0) this.chunkCount += 1;
    const percent = Math.min(100, Math.floor((100 * this.rowCount) / Math.max(1, this.total)));
    if (percent === this.reportedPercent) return;
    const message = vscode.l10n.t("Rows: {0}", formatCount(this.rowCount));
    this.progress.report({ message, increment: percent - this.reportedPercent });
    this.reportedPercent = percent;
  }

  /** All rows are written; moving the file to its destination may take time. */
  reportSaving(): void {
    this.progress.report({ message: vscode.l10n.t("saving the file") });
  }
}
