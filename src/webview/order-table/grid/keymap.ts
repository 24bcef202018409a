import { moveFocus, type CellPosition, type GridSize } from "./navigation";

/** The action of a key in the grid. */
export type KeyAction =
  | { readonly do: "go" | "extend"; readonly to: CellPosition }
  | { readonly do: "all" | "rows" | "columns" | "clear" | "context" | "toggle" | "fold" | "unfold" | "menu" }
  | { readonly do: "sort"; readonly further: boolean }
  | { readonly do: "resize" | "move"; readonly by: number };

/** The part of KeyboardEvent that matters here. */
interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The action of a key while a cell, a header (row -1) or a group has focus; undefined for other keys. */
export function resolveKeyAction(
  event: KeyPress,
  focus: CellPosition,
  isGroup: boolean,
  size: GridSize,
): KeyAction | undefined {
  if (event.altKey) return event.key === "ArrowDown" && focus.row < 0 ? { do: "menu" } : undefined;
  const specificAction = focus.row < 0 ? resolveHeaderKey(event) : isGroup ? resolveGroupKey(event) : undefined;
  return specificAction ?? resolveBodyKey(event, focus, size);
}

function resolveHeaderKey({ key, shiftKey, ctrlKey, metaKey }: KeyPress): KeyAction | undefined {
  if (key === "Enter" || key === " ") return { do: "sort", further: shiftKey };
  if (isMenuKey(key, shiftKey)) return { do: "menu" };
  const by = key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : 0;
  if (by === 0 || !shiftKey) return undefined;
  return { do: ctrlKey || metaKey ? "move" : "resize", by };
}

function resolveGroupKey({ key, shiftKey, ctrlKey, metaKey }: KeyPress): KeyAction | undefined {
  if (shiftKey || ctrlKey || metaKey) return undefined;
  if (key === "Enter" || key === " ") return { do: "toggle" };
  if (key === "ArrowLeft") return { do: "fold" };
  return key === "ArrowRight" ? { do: "unfold" } : undefined;
}

function resolveBodyKey(
  { key, shiftKey, ctrlKey, metaKey }: KeyPress,
  focus: CellPosition,
  size: GridSize,
): KeyAction | undefined {
  const isControl = ctrlKey || metaKey;
  if (key === "Escape") return { do: "clear" };
  if (isMenuKey(key, shiftKey)) return { do: "context" };
  if (key === " " && shiftKey !== isControl && focus.row >= 0) return { do: shiftKey ? "rows" : "columns" };
  if (key.toLowerCase() === "a" && isControl && !shiftKey) return { do: "all" };
  const to = moveFocus(focus, key, isControl, size);
  return to && { do: shiftKey && focus.row >= 0 ? "extend" : "go", to };
}

function isMenuKey(key: string, shiftKey: boolean): boolean {
  return key === "ContextMenu" || (key === "F10" && shiftKey);
}
