import { createElement, createIcon } from "../../shared/dom";

/** SVG paths of 16 × 16 pixels. */
const iconPaths = {
  sortAscending: "M8 13.500V3M4 7l4-4 4 4",
  sortDescending: "M8 2.500V13M4 9l4 4 4-4",
  group: "M2 3.500h12M5 8h9M5 12.500h9",
  moveLeft: "M13.500 8H3M7 4L3 8l4 4",
  moveRight: "M2.500 8H13M9 4l4 4-4 4",
  pin: "M8 9.500V14M5 2.500h6l-.8 4 2.300 3h-9l2.300-3z",
  hide: "M1.500 8S4 4 8 4s6.500 4 6.500 4S12 12 8 12 1.500 8 1.500 8M3 13.500l10-11",
} as const;

export interface MenuItem {
  readonly text: string;
  readonly icon: keyof typeof iconPaths;
  readonly onSelect: () => void;
}

/** Creates a menu after the ARIA pattern, in groups with a line between them. One tab stop: arrow keys, Home and End move. */
export function createMenu(label: string, groups: readonly (readonly MenuItem[])[]): HTMLElement {
  const lists = groups.map((items) => items.map(createMenuItem));
  const items = lists.flat();
  const children = lists.flatMap((list, at) =>
    at > 0 ? [createElement("div", { role: "separator" }), ...list] : list,
  );
  const menu = createElement("div", { role: "menu", class: "menu", "aria-label": label }, ...children);
  const focus = (at: number) => {
    const next = items.at(at % items.length);
    for (const item of items) item.tabIndex = item === next ? 0 : -1;
    next?.focus();
  };
  items[0]?.setAttribute("tabindex", "0");
  menu.addEventListener("keydown", (event) => {
    const at = items.findIndex((item) => item === event.target);
    const targets: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    focus(target);
  });
  return menu;
}

function createMenuItem({ text, icon, onSelect }: MenuItem): HTMLButtonElement {
  const attributes = { type: "button", role: "menuitem", tabindex: "-1", class: "menu-item" };
  const item = createElement("button", attributes, createIcon(iconPaths[icon], icon), createElement("span", {}, text));
  item.addEventListener("click", onSelect);
  return item;
}
