import { homedir } from "node:os";
import * as vscode from "vscode";
import type { ExportColumn, RowSource } from "../export/rows";
import { exportChunks } from "../export/write";
import { today } from "../messages/period";
import { HumanError } from "../workbench/human-error";
import { withProgress } from "../workbench/messages";
import { plain } from "../workbench/plain";
import { placeName } from "../workbench/save-problems";
import { saveStream } from "../workbench/save-stream";
import { endingOf, formatOf, type ChosenFormat, type OriginalLayout } from "./chosen-format";
import { askFormat } from "./formats";
import { tellSaved } from "./saved";

/** Excel and LibreOffice Calc have no more lines, that of the header included. */
const mostLines = 1_048_576;

/** A part of Joker.com's own file; its pieces follow one another without anything between. */
export interface OriginalPiece {
  readonly bytes: Uint8Array;
  /** How many rows are in it. */
  readonly rows: number;
}

/** What can be exported: a list and what of it. Used for orders and for results. */
export interface ExportList {
  /** What the questions are called, such as "Export Orders". */
  readonly title: string;
  /** What the file is about, such as `orders`; the account's name and the day are added. */
  readonly subject: string;
  /** The account's name. */
  readonly account: string;
  /** Epoch ms: the file is named after its day. */
  readonly now: number;
  readonly source: RowSource;
  /** Which columns, in their order; see `exportColumns` for orders. */
  readonly columns: readonly ExportColumn[];
  /** Row numbers in the order to be written; all rows as they came if absent. */
  readonly rows?: Uint32Array | undefined;
  /** The list as the server writes it, where it can. */
  readonly original?: (layout: OriginalLayout, signal: AbortSignal) => AsyncIterable<OriginalPiece>;
  /** A sentence about rows that belong to the list and are not there. It does not hold for `original`, which is asked for anew. */
  readonly missing?: string | undefined;
  /** A sentence such as "12 orders were exported to FILE." */
  saved(rows: number, file: string): string;
}

/**
 * Exports a list: asks for a format (the last one first, kept in `memory`) and for a file, writes it as a stream with
 * progress, and says how many rows it has, with buttons to open and to reveal it. A place that cannot be written is told,
 * and another one may be chosen.
 * @returns what was told; undefined when the user gave up, and then there is no file
 * @throws whatever `original` throws
 */
export async function exportList(list: ExportList, memory: vscode.Memento): Promise<string | undefined> {
  const choice = await askFormat(list.title, memory, list.original !== undefined);
  if (!choice) return undefined;
  for (let uri = await askPlace(list, choice); uri; uri = await askPlace(list, choice, uri)) {
    try {
      const written = await save(list, choice, uri);
      if (!written) return undefined;
      const missing = choice.by === "original" ? undefined : list.missing;
      const said = list.saved(written.rows, placeName(uri));
      const cut = cutText(choice, written);
      const text = [said, piecesText(choice, written), cut, missing].filter(Boolean).join(" ");
      void tellSaved(text, uri, missing !== undefined || cut !== "");
      return text;
    } catch (error) {
      if (!(await wantsAnotherPlace(error))) return error instanceof HumanError ? error.message : undefined;
    }
  }
  return undefined;
}

/** Says of Joker.com's own file that it gave more than one. */
function piecesText({ by }: ChosenFormat, { pieces }: Count): string {
  return by === "original" && pieces > 1
    ? vscode.l10n.t("It combines {0} files from Joker.com under one header.", pieces)
    : "";
}

/** Says of a file for spreadsheets that it is longer than these show. */
function cutText(choice: ChosenFormat, { rows }: Count): string {
  const format = formatOf(choice);
  return format?.kind === "csv" && format.times === "spreadsheet" && rows >= mostLines
    ? vscode.l10n.t(
        "Spreadsheets show only the first {0} lines of a file. Filter the table or export one year at a time.",
        mostLines.toLocaleString(vscode.env.language),
      )
    : "";
}

async function wantsAnotherPlace(error: unknown): Promise<boolean> {
  if (!(error instanceof HumanError)) throw error;
  const another = vscode.l10n.t("Choose Another Location");
  return (await vscode.window.showErrorMessage(plain(error.message), another)) === another;
}

async function askPlace(list: ExportList, choice: ChosenFormat, last?: vscode.Uri): Promise<vscode.Uri | undefined> {
  const ending = endingOf(choice);
  const name = `${fileName(list)}.${ending}`;
  return vscode.window.showSaveDialog({
    title: list.title,
    saveLabel: vscode.l10n.t("Export"),
    defaultUri: last ?? vscode.Uri.joinPath(startFolder(), name),
    filters: { [ending === "jsonl" ? vscode.l10n.t("JSON Lines") : ending.toUpperCase()]: [ending] },
  });
}

function startFolder(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
}

function fileName({ subject, account, now }: ExportList): string {
  const name = account.replace(/[^\p{L}\p{N}@._-]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "");
  return ["joker", subject, name, today(now)].filter(Boolean).join("-");
}

/** Writes the file; gives what was written, or undefined when the user stopped it. */
async function save(list: ExportList, choice: ChosenFormat, uri: vscode.Uri): Promise<Count | undefined> {
  return withProgress(list.title, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const count = new Count(list.rows?.length ?? list.source.count, progress);
    try {
      await saveStream(uri, piecesOf(list, choice, count, abort.signal), abort.signal);
      return count;
    } catch (error) {
      if (abort.signal.aborted) return undefined;
      throw error;
    }
  });
}

async function* piecesOf(list: ExportList, choice: ChosenFormat, count: Count, signal: AbortSignal) {
  const format = formatOf(choice);
  if (format) {
    for (const { bytes, rows } of exportChunks(list.source, list, format)) {
      count.add(rows);
      yield bytes;
    }
  } else if (choice.by === "original" && list.original) {
    for await (const { bytes, rows } of list.original(choice.layout, signal)) {
      count.add(rows);
      yield bytes;
    }
  }
  count.end();
}

/** Counts rows, and the pieces that have any, as they are written, and tells how far it is. */
class Count {
  rows = 0;
  pieces = 0;
  private told = 0;

  constructor(
    private readonly total: number,
    private readonly progress: vscode.Progress<{ message?: string; increment?: number }>,
  ) {}

  add(rows: number): void {
    this.rows += rows;
    if (rows > 0) this.pieces += 1;
    const percent = Math.min(100, Math.floor((100 * this.rows) / Math.max(1, this.total)));
    if (percent === this.told) return;
    const message = vscode.l10n.t("{0} rows", this.rows.toLocaleString(vscode.env.language));
    this.progress.report({ message, increment: percent - this.told });
    this.told = percent;
  }

  /** All rows are there; what takes time now is the place they go to. */
  end(): void {
    this.progress.report({ message: vscode.l10n.t("saving the file") });
  }
}
