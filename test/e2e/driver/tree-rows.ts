import type { Locator } from "playwright-core";

/** One row of a tree, as it is shown. */
export interface Row {
  readonly index: number;
  readonly label: string;
  readonly description: string;
  /** The name of its codicon, such as `clock`. */
  readonly icon: string;
  /** The theme color of its icon, such as `charts.red`. */
  readonly iconColor: string;
  readonly level: number;
  /** `undefined` for a leaf. */
  readonly expanded: boolean | undefined;
  readonly selected: boolean;
  readonly focused: boolean;
  /** What a screen reader says. */
  readonly aria: string;
  /** The titles of its inline actions, without their keys. */
  readonly actions: readonly string[];
}

/** Says which row is meant: its label or the name at its end, an expression for its label, or a condition. */
export type RowMatch = string | RegExp | ((row: Row) => boolean);

export function rowMatches(row: Row, match: RowMatch): boolean {
  if (typeof match === "function") return match(row);
  return typeof match === "string" ? row.label === match || nameOf(row) === match : match.test(row.label);
}

/** What a row is about, such as a domain: its label without the amount or the reason before it. */
export function nameOf({ label }: Pick<Row, "label">): string {
  return label.split(" · ").at(-1) ?? "";
}

/** Every row, from top to bottom. A long list renders only the rows in sight, so this scrolls through it. */
export async function readRows(list: Locator): Promise<Row[]> {
  const rows = await list.evaluate((element) => {
    const text = (row: HTMLElement, selector: string) => row.querySelector(selector)?.textContent ?? "";
    const attribute = (of: Element, name: string) => of.getAttribute(`aria-${name}`) ?? "";
    const read = (row: HTMLElement) => {
      const icon = row.querySelector<HTMLElement>(".custom-view-tree-node-item-icon");
      const expanded = attribute(row, "expanded");
      const actions = [...row.querySelectorAll(".actions a.action-label")];
      return {
        index: Number(row.dataset["index"]),
        label: text(row, ".label-name"),
        description: text(row, ".label-description"),
        icon: /codicon-(?!modifier|colored)([\w-]+)/.exec(icon?.className ?? "")?.[1] ?? "",
        iconColor: /--vscode-([\w-]+)/.exec(icon?.style.color ?? "")?.[1]?.replaceAll("-", ".") ?? "",
        level: Number(attribute(row, "level")),
        expanded: expanded === "" ? undefined : expanded === "true",
        selected: attribute(row, "selected") === "true",
        focused: row.classList.contains("focused"),
        aria: attribute(row, "label"),
        actions: actions.map((action) => attribute(action, "label").replace(/ \([^)]*\)$/, "")),
      };
    };
    const content = element.querySelector<HTMLElement>(".monaco-list-rows");
    const offset = () => -(Number.parseFloat(content?.style.top ?? "") || 0);
    const scrollable = element.querySelector(".monaco-scrollable-element");
    // What VS Code reads is the old `wheelDeltaY`: 120 of it scroll by 50 pixels.
    const turn = (pixels: number) => ({ wheelDeltaY: pixels * -2.4, cancelable: true });
    const scroll = (pixels: number) => scrollable?.dispatchEvent(new WheelEvent("wheel", turn(pixels)));
    const start = offset();
    const seen = new Map<number, ReturnType<typeof read>>();
    scroll(-1e7);
    for (let before = -1; offset() > before;) {
      before = offset();
      for (const row of content?.querySelectorAll<HTMLElement>(":scope > .monaco-list-row") ?? []) {
        seen.set(Number(row.dataset["index"]), read(row));
      }
      scroll(Math.max(element.clientHeight - 22, 22));
    }
    scroll(start - offset());
    return [...seen.values()];
  });
  return rows.sort((a, b) => a.index - b.index);
}

/** Brings a row into sight, in the middle of its list. */
export async function reveal(list: Locator, index: number): Promise<void> {
  await list.evaluate((element, row) => {
    const content = element.querySelector<HTMLElement>(".monaco-list-rows");
    const offset = -(Number.parseFloat(content?.style.top ?? "") || 0);
    const pixels = row * 22 - offset - element.clientHeight / 2;
    const turn = { wheelDeltaY: pixels * -2.4, cancelable: true };
    element.querySelector(".monaco-scrollable-element")?.dispatchEvent(new WheelEvent("wheel", turn));
  }, index);
}
