import { stringNames } from "../../../../src/messages/strings";
import { columns } from "./orders";
import { createDriver } from "./competitor";

const pieceSize = 4 << 20;
const grid = () => document.querySelector<HTMLElement>(".grid");
const firstRow = () => document.querySelector("[aria-rowindex='2']");

/** The order table's own page, which is told of orders as the extension tells it. */
globalThis.driver = createDriver({
  show(bytes) {
    postToPage({ type: "loading", generation: 1, query: {} });
    postRows(bytes, 0);
  },
  hasFirst: () => (firstRow()?.textContent ?? "") !== "",
  hasAll: () => Number(grid()?.ariaRowCount) === 1 + expected(),
  async sort(descending) {
    focusHeader("amount_brutto");
    key("Enter");
    await idle();
    if (descending !== (header()?.ariaSort === "descending")) throw new Error("sorted the wrong way");
  },
  async filter(text) {
    const box = document.querySelector<HTMLInputElement>("input[type=search]");
    if (!box) throw new Error("no filter box");
    box.value = text;
    box.dispatchEvent(new Event("input"));
    await idle();
    return Number(grid()?.ariaRowCount) - 1;
  },
  async group() {
    await groupBy("byType");
    return Number(grid()?.ariaRowCount) - 1 - expected();
  },
  ungroup: () => groupBy("noGroups"),
  async listValues() {
    focusHeader("type");
    key("ArrowDown", { altKey: true });
    const boxes = () => document.querySelectorAll(".checks input").length;
    while (boxes() === 0) await new Promise(requestAnimationFrame);
    const count = boxes();
    document.querySelector("dialog")?.close();
    return count;
  },
  async select(rows) {
    key("Home", { ctrlKey: true });
    while (focusedRow() < rows - 1) key("PageDown", { shiftKey: true });
    while (focusedRow() > rows - 1) key("ArrowUp", { shiftKey: true });
    key("End", { shiftKey: true });
    await idle();
  },
  copy() {
    grid()?.focus();
    const clipboardData = new DataTransfer();
    grid()?.dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true }));
    return clipboardData.getData("text/plain");
  },
  firstAmount: () => {
    const cell = firstRow()?.querySelector(`[data-column="${header()?.dataset["column"]}"]`);
    return Number(cell?.textContent.replaceAll(",", ""));
  },
  scroller: () => grid() ?? document.body,
});

function expected(): number {
  return Number(new URLSearchParams(location.search).get("orders"));
}

function postToPage(message: object): void {
  window.postMessage(message, "*");
}

function key(name: string, more: KeyboardEventInit = {}): void {
  grid()?.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, ...more }));
}

/** Puts the focus on the header of a column. */
function focusHeader(name: string): void {
  key("Home", { ctrlKey: true });
  key("ArrowUp");
  for (let at = 0; header()?.dataset["name"] !== name && at < columns.length; at++) key("ArrowRight");
}

/** Counted from 0. */
function focusedRow(): number {
  return Number(document.querySelector(".body .focused")?.closest("[role=row]")?.ariaRowIndex) - 2;
}

/** @param choice the name of its text */
async function groupBy(choice: string): Promise<void> {
  const select = document.querySelector<HTMLSelectElement>("#view-options select");
  const option = [...(select?.options ?? [])].find(({ text }) => text === choice);
  if (!select || !option) throw new Error(`no grouping ${choice}`);
  select.selectedIndex = option.index;
  select.dispatchEvent(new Event("change"));
  await idle();
}

/** Tells of the rows from a place on: a message at a time, as they come from the extension. */
function postRows(bytes: Uint8Array, from: number): void {
  if (from >= bytes.length) {
    postToPage({ type: "done", generation: 1, isPartial: false, isEarlierShown: false });
    return;
  }
  const end = bytes.lastIndexOf(10, from + pieceSize) + 1;
  postToPage({ type: "rows", generation: 1, columns: [...columns], separator: "\t", body: bytes.slice(from, end) });
  setTimeout(() => postRows(bytes, end));
}

/** The header that has the focus. */
function header(): HTMLElement | null {
  return document.querySelector<HTMLElement>(".head .focused");
}

/** Resolves as soon as the table has done what it was told. It is busy from the moment it is told. */
async function idle(): Promise<void> {
  const table = grid();
  if (table?.ariaBusy !== "true") return;
  await new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (table.ariaBusy === "true") return;
      observer.disconnect();
      resolve();
    });
    observer.observe(table, { attributeFilter: ["aria-busy"] });
  });
}

const strings = Object.fromEntries(stringNames.map((name) => [name, name]));
const account = { id: "bench", name: "bench", environmentLabel: "" };
const initFields = { saved: [], recent: [], types: [], query: {}, now: Date.now() };
Object.assign(globalThis, {
  acquireVsCodeApi: () => ({
    postMessage: ({ type }: { type: string }) =>
      type === "ready" &&
      postToPage({
        type: "init",
        language: "en",
        decimalMark: ".",
        account,
        table: "bench",
        strings,
        titles: {},
        names: { type: {}, status: {} },
        ...initFields,
      }),
    setState: () => undefined,
    getState: () => undefined,
  }),
});
