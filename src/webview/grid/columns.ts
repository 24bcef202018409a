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
const padding = 16;

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

/** The columns as a CSS grid, where the last takes what is left, and the least width of all of them. */
export function columnStyle(columns: readonly GridColumn[]): { template: string; width: string } {
  const tracks = columns.map(({ width }) => `calc(${width}ch + ${padding}px)`);
  const template = tracks.map((track, at) => (at === tracks.length - 1 ? `minmax(${track}, 1fr)` : track)).join(" ");
  const digits = columns.reduce((sum, { width }) => sum + width, 0);
  return { template, width: `calc(${digits}ch + ${columns.length * padding}px)` };
}
