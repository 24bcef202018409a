import { move, type Cell, type GridSize } from "./moves";

/** What a key asks of the grid. */
export type KeyAction =
  | { readonly do: "go" | "extend"; readonly to: Cell }
  | { readonly do: "all" | "rows" | "columns" | "clear" | "context" | "toggle" | "fold" | "unfold" | "menu" }
  | { readonly do: "sort"; readonly further: boolean }
  | { readonly do: "resize" | "move"; readonly by: number };

/** What counts of a keyboard event. */
interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** What a key asks for while the focus is on a cell, a header (row -1) or a group; undefined for keys of others. */
export function keyAction(event: Key, focus: Cell, isGroup: boolean, size: GridSize): KeyAction | undefined {
  if (event.altKey) return event.key === "ArrowDown" && focus.row < 0 ? { do: "menu" } : undefined;
  const own = focus.row < 0 ? headKey(event) : isGroup ? groupKey(event) : undefined;
  return own ?? bodyKey(event, focus, size);
}

function headKey({ key, shiftKey, ctrlKey, metaKey }: Key): KeyAction | undefined {
  if (key === "Enter" || key === " ") return { do: "sort", further: shiftKey };
  if (isMenuKey(key, shiftKey)) return { do: "menu" };
  const by = key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : 0;
  if (by === 0 || !shiftKey) return undefined;
  return { do: ctrlKey || metaKey ? "move" : "resize", by };
}

function groupKey({ key, shiftKey, ctrlKey, metaKey }: Key): KeyAction | undefined {
  if (shiftKey || ctrlKey || metaKey) return undefined;
  if (key === "Enter" || key === " ") return { do: "toggle" };
  if (key === "ArrowLeft") return { do: "fold" };
  return key === "ArrowRight" ? { do: "unfold" } : undefined;
}

function bodyKey({ key, shiftKey, ctrlKey, metaKey }: Key, focus: Cell, size: GridSize): KeyAction | undefined {
  const control = ctrlKey || metaKey;
  if (key === "Escape") return { do: "clear" };
  if (isMenuKey(key, shiftKey)) return { do: "context" };
  if (key === " " && shiftKey !== control && focus.row >= 0) return { do: shiftKey ? "rows" : "columns" };
  if (key.toLowerCase() === "a" && control && !shiftKey) return { do: "all" };
  const to = move(focus, key, control, size);
  return to && { do: shiftKey && focus.row >= 0 ? "extend" : "go", to };
}

function isMenuKey(key: string, shiftKey: boolean): boolean {
  return key === "ContextMenu" || (key === "F10" && shiftKey);
}
