import type { Cell } from "./moves";

/** What the mouse does in the grid. */
export interface PointerActions {
  /** The button went down on a cell, or on the number of a row (column -1). */
  press(cell: Cell, event: MouseEvent): void;
  /** The mouse was drawn to a cell with the button down; beyond an edge, to the nearest cell. */
  draw(cell: Cell): void;
  /** The column, by place, is to be this many pixels wide; `undefined` for its own width. */
  resize(column: number, pixels: number | undefined): void;
  /** The column was dropped where another is. */
  drop(column: number, onto: number): void;
  /** A header was clicked, not dragged. */
  sort(column: number, further: boolean): void;
  menu(column: number): void;
  /** The cell at a place of the window. */
  cellAt(x: number, y: number): Cell;
}

/** How far the mouse moves before it is dragging. */
const reach = 5;

/** Turns what the mouse does in the grid's element into actions. */
export class Pointer {
  /** What moving the mouse means until the button is let go. */
  private drag: { move(event: PointerEvent): void; end?(event: PointerEvent): void } | undefined;
  private scroller: number | undefined;
  private latest: PointerEvent | undefined;

  constructor(
    private readonly element: HTMLElement,
    private readonly actions: PointerActions,
  ) {
    element.addEventListener("pointerdown", (event) => this.down(event));
    element.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"] as const) {
      element.addEventListener(end, (event) => this.up(event));
    }
    element.addEventListener("dblclick", ({ target }) => this.ownWidth(target));
  }

  private down(event: PointerEvent): void {
    const target = event.target instanceof Element ? event.target : undefined;
    const head = target?.closest<HTMLElement>("[role=columnheader][data-column]");
    if (event.button !== 0 || !target || event.offsetX > this.element.scrollWidth) return;
    if (head) this.downOnHead(event, target, head);
    else if (target.closest("[data-column], [role=rowheader]")) this.downOnCell(event, target);
  }

  private downOnHead(event: PointerEvent, target: Element, head: HTMLElement): void {
    const column = Number(head.dataset["column"]);
    if (target.closest(".funnel")) {
      event.preventDefault();
      this.actions.menu(column);
    } else if (target.closest(".grip")) {
      const beyond = head.getBoundingClientRect().right - event.clientX;
      const left = head.getBoundingClientRect().left;
      this.start(event, { move: ({ clientX }) => this.actions.resize(column, clientX + beyond - left) });
    } else {
      this.dragHead(event, column, head);
    }
  }

  private dragHead(down: PointerEvent, column: number, head: HTMLElement): void {
    const isFar = (event: PointerEvent) => Math.abs(event.clientX - down.clientX) > reach;
    let onto: number | undefined;
    this.start(down, {
      move: (event) => {
        if (!isFar(event) && onto === undefined) return;
        onto = this.actions.cellAt(event.clientX, event.clientY).column;
        head.classList.add("dragged");
        this.markDrop(onto);
      },
      end: (event) => {
        head.classList.remove("dragged");
        this.markDrop(undefined);
        if (onto !== undefined) this.actions.drop(column, onto);
        else if (event.type === "pointerup") this.actions.sort(column, event.shiftKey);
      },
    });
    this.actions.press({ row: -1, column }, down);
  }

  private markDrop(onto: number | undefined): void {
    for (const cell of this.element.querySelectorAll<HTMLElement>("[role=columnheader]")) {
      cell.classList.toggle("drop", cell.dataset["column"] === String(onto));
    }
  }

  private downOnCell(event: PointerEvent, target: Element): void {
    const cell = this.actions.cellAt(event.clientX, event.clientY);
    const column = target.closest("[role=rowheader]") ? -1 : cell.column;
    this.actions.press({ ...cell, column }, event);
    this.start(event, { move: (moved) => this.drawTo(moved) });
  }

  private drawTo(event: PointerEvent): void {
    this.latest = event;
    this.actions.draw(this.actions.cellAt(event.clientX, event.clientY));
    const { top, bottom } = this.element.getBoundingClientRect();
    if (event.clientY >= top && event.clientY <= bottom) return;
    // Beyond an edge the rows go on coming while the mouse rests.
    this.scroller ??= window.setInterval(() => this.latest && this.drawTo(this.latest), 50);
  }

  private start(event: PointerEvent, drag: NonNullable<Pointer["drag"]>): void {
    this.drag = drag;
    this.element.setPointerCapture(event.pointerId);
  }

  private move(event: PointerEvent): void {
    if (event.buttons !== 0) this.drag?.move(event);
  }

  private up(event: PointerEvent): void {
    const { drag } = this;
    this.drag = undefined;
    clearInterval(this.scroller);
    this.scroller = undefined;
    drag?.end?.(event);
  }

  private ownWidth(target: EventTarget | null): void {
    const grip = target instanceof Element && target.closest(".grip");
    const head = grip && grip.closest<HTMLElement>("[role=columnheader]");
    if (head) this.actions.resize(Number(head.dataset["column"]), undefined);
  }
}
