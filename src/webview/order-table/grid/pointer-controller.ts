import type { CellPosition } from "./navigation";

/** Events of the mouse in the grid. */
export interface PointerEvents {
  /** The button went down on a cell, or on the number of a row (column -1). */
  onPress(cell: CellPosition, event: MouseEvent): void;
  /** The mouse was dragged to a cell; beyond an edge, to the nearest one. */
  onDragSelect(cell: CellPosition): void;
  /** Resize the column at an index to a width in pixels; `undefined` for automatic width. */
  onResize(column: number, pixels: number | undefined): void;
  /** The column was dropped on another one. */
  onDropColumn(column: number, onto: number): void;
  /** A header was clicked, not dragged. */
  onSort(column: number, further: boolean): void;
  onOpenMenu(column: number): void;
  /** The cell at a point of the window. */
  cellAt(x: number, y: number): CellPosition;
}

/** The mouse drags after moving this far; less is a click. */
const dragThresholdPx = 5;

/** Translates pointer events of the grid's element. */
export class PointerController {
  /** The running drag. */
  private drag: { move(event: PointerEvent): void; end?(event: PointerEvent): void } | undefined;
  private scrollTimer: number | undefined;
  private latestEvent: PointerEvent | undefined;

  constructor(
    private readonly element: HTMLElement,
    private readonly events: PointerEvents,
  ) {
    element.addEventListener("pointerdown", (event) => this.onPointerDown(event));
    element.addEventListener("pointermove", (event) => this.onPointerMove(event));
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"] as const) {
      element.addEventListener(end, (event) => this.onPointerUp(event));
    }
    element.addEventListener("dblclick", ({ target }) => this.resetWidth(target));
  }

  private onPointerDown(event: PointerEvent): void {
    const target = event.target instanceof Element ? event.target : undefined;
    const head = target?.closest<HTMLElement>("[role=columnheader][data-column]");
    if (event.button !== 0 || !target || event.offsetX > this.element.scrollWidth) return;
    if (head) this.onHeaderDown(event, target, head);
    else if (target.closest("[data-column], [role=rowheader]")) this.onCellDown(event, target);
  }

  private onHeaderDown(event: PointerEvent, target: Element, header: HTMLElement): void {
    const column = Number(header.dataset["column"]);
    if (target.closest(".funnel")) {
      event.preventDefault();
      this.events.onOpenMenu(column);
    } else if (target.closest(".grip")) {
      const offsetFromEdge = header.getBoundingClientRect().right - event.clientX;
      const left = header.getBoundingClientRect().left;
      this.startDrag(event, { move: ({ clientX }) => this.events.onResize(column, clientX + offsetFromEdge - left) });
    } else {
      this.dragHeader(event, column, header);
    }
  }

  private dragHeader(down: PointerEvent, column: number, header: HTMLElement): void {
    const isFar = (event: PointerEvent) => Math.abs(event.clientX - down.clientX) > dragThresholdPx;
    let targetColumn: number | undefined;
    this.startDrag(down, {
      move: (event) => {
        if (!isFar(event) && targetColumn === undefined) return;
        targetColumn = this.events.cellAt(event.clientX, event.clientY).column;
        header.classList.add("dragged");
        this.markDropTarget(targetColumn);
      },
      end: (event) => {
        header.classList.remove("dragged");
        this.markDropTarget(undefined);
        if (targetColumn !== undefined) this.events.onDropColumn(column, targetColumn);
        else if (event.type === "pointerup") this.events.onSort(column, event.shiftKey);
      },
    });
    this.events.onPress({ row: -1, column }, down);
  }

  private markDropTarget(onto: number | undefined): void {
    for (const cell of this.element.querySelectorAll<HTMLElement>("[role=columnheader]")) {
      cell.classList.toggle("drop", cell.dataset["column"] === String(onto));
    }
  }

  private onCellDown(event: PointerEvent, target: Element): void {
    const cell = this.events.cellAt(event.clientX, event.clientY);
    const column = target.closest("[role=rowheader]") ? -1 : cell.column;
    this.events.onPress({ ...cell, column }, event);
    this.startDrag(event, { move: (moved) => this.dragSelectTo(moved) });
  }

  private dragSelectTo(event: PointerEvent): void {
    this.latestEvent = event;
    this.events.onDragSelect(this.events.cellAt(event.clientX, event.clientY));
    const { top, bottom } = this.element.getBoundingClientRect();
    if (event.clientY >= top && event.clientY <= bottom) return;
    // Beyond an edge, scrolling continues while the mouse rests.
    this.scrollTimer ??= window.setInterval(() => this.latestEvent && this.dragSelectTo(this.latestEvent), 50);
  }

  private startDrag(event: PointerEvent, drag: NonNullable<PointerController["drag"]>): void {
    this.drag = drag;
    this.element.setPointerCapture(event.pointerId);
  }

  private onPointerMove(event: PointerEvent): void {
    if (event.buttons !== 0) this.drag?.move(event);
  }

  private onPointerUp(event: PointerEvent): void {
    const { drag } = this;
    this.drag = undefined;
    clearInterval(this.scrollTimer);
    this.scrollTimer = undefined;
    drag?.end?.(event);
  }

  private resetWidth(target: EventTarget | null): void {
    const resizeHandle = target instanceof Element && target.closest(".grip");
    const header = resizeHandle && resizeHandle.closest<HTMLElement>("[role=columnheader]");
    if (header) this.events.onResize(Number(header.dataset["column"]), undefined);
  }
}
