import type { RowIndex } from "../../rows/row-index";
import { shown } from "../format";

/** A column as the grid shows it. */
export interface GridColumn {
  /** As sent. */
  readonly name: string;
  readonly title: string;
  /** Numbers stand at the right. */
  readonly numeric: boolean;
  /** Whether its cells name a state, which also gets a sign. */
  readonly state: boolean;
  /** In widths of a digit. */
  readonly width: number;
}

const sampled = 400;
const widest = 44;

/** The index's columns, as wide as a sample of their cells asks for. */
export function gridColumns(index: RowIndex, titles: Readonly<Record<string, string>>): GridColumn[] {
  return index.columns.map((name, column) => {
    const title = titles[name] ?? name;
    return {
      name,
      title,
      numeric: index.typed.kind(column) === "decimal",
      state: name === "status",
      width: Math.min(widest, Math.max(title.length + 3, sampleWidth(index, column) + (name === "status" ? 3 : 1))),
    };
  });
}

function sampleWidth(index: RowIndex, column: number): number {
  const stride = Math.max(1, Math.floor(index.count / sampled));
  let width = 0;
  for (let row = 0; row < index.count; row += stride) width = Math.max(width, shown(index.cell(row, column)).length);
  return width;
}

/** The widths as CSS; the last column takes what is left. */
export function columnTemplate(columns: readonly GridColumn[]): string {
  const tracks = columns.map(({ width }) => `calc(${width}ch + 16px)`);
  return tracks.map((track, at) => (at === tracks.length - 1 ? `minmax(${track}, 1fr)` : track)).join(" ");
}
