import { createElement, createSeverityIcon, setAttribute, createSvgElement } from "../../shared/dom";
import { fill, escapeControlChars } from "../../shared/format";
import type { CurrencySpend, Spend } from "../../../columns/spend";
import {
  layOutHitAreas,
  layOutBars,
  layOutMissing,
  type Band,
  type BarLayout,
  type HitArea,
  type Segment,
} from "./bar-layout";
import { patternFill } from "./patterns";
import { isSameBar, type BarSelection } from "./bar-filter";
import type { ChartFormatter } from "./chart-formatter";

const plotHeightPx = 104;
const axisHeightPx = 20;
const topMarginPx = 8;
const maxBarWidthPx = 56;

/**
 * Bars by period, stacked by type, refunds below zero. One tab stop: the arrow keys move between bars and between
 * the segments of a bar, Enter and Space select.
 */
export class BarChart {
  readonly element: HTMLElement;
  private readonly svg = createSvgElement("svg", { height: plotHeightPx + axisHeightPx + topMarginPx });
  /** Describes the bar under the pointer or the focus; how to use the chart otherwise. */
  readonly readout: HTMLElement;
  /** By period: the whole bar, then its segments from the bottom up. */
  private focusableElements: SVGElement[][] = [];
  /** Hit areas over small segments. */
  private hitElements: SVGElement[] = [];
  private focusedSegment = { period: 0, level: 0 };
  private data: { spend: Spend; currency: CurrencySpend; selected: BarSelection | null } | undefined;
  private width = 0;

  constructor(
    private readonly formatter: ChartFormatter,
    private readonly onSelect: (bar: BarSelection) => void,
  ) {
    this.readout = createElement("p", { class: "readout tip", "aria-hidden": "true" }, formatter.strings.pictureTip);
    this.element = createElement("div", { class: "chart", role: "group" }, this.svg);
    this.element.addEventListener("keydown", (event) => this.onKeydown(event));
    this.element.addEventListener("focusin", ({ target }) => this.showReadout(target));
    this.element.addEventListener("mouseover", ({ target }) => this.showReadout(this.visibleFocus ?? target));
    this.element.addEventListener("mouseleave", () => this.showReadout(document.activeElement));
    this.element.addEventListener("focusout", () => this.showReadout(null));
    new ResizeObserver(() => this.onResize()).observe(this.element);
  }

  /** Shows one currency; `selected` is the bar or segment the rows are filtered by. */
  show(spend: Spend, currency: CurrencySpend, selected: BarSelection | null): void {
    this.data = { spend, currency, selected };
    const { strings } = this.formatter;
    const label = { day: strings.spendByDay, month: strings.spendByMonth, year: strings.spendByYear }[spend.unit];
    this.element.setAttribute(
      "aria-label",
      `${fill(label, escapeControlChars(currency.currency))}. ${strings.pictureHint}`,
    );
    this.draw();
  }

  private onResize(): void {
    if (this.element.clientWidth === this.width) return;
    this.width = this.element.clientWidth;
    this.draw();
  }

  private draw(): void {
    if (!this.data || this.width === 0) return;
    const { spend, currency } = this.data;
    const hadFocus = this.svg.contains(document.activeElement);
    const digitWidthPx = parseFloat(getComputedStyle(this.element).fontSize) * 0.6;
    const trialLayout = layOutBars(spend, currency, 1, plotHeightPx);
    const labels = trialLayout.ticks.map(({ value }) => this.formatTick(value));
    const left = Math.ceil(Math.max(0, ...labels.map((label) => label.length)) * digitWidthPx) + 8;
    const layout = layOutBars(spend, currency, Math.max(40, this.width - left), plotHeightPx);
    this.hitElements = [];
    this.focusableElements = layout.bands.map((band, period) => this.drawBand(band, period));
    const plot = createSvgElement("g", { transform: `translate(${left} ${topMarginPx})` });
    plot.append(...drawMissing(layout.bands), ...this.drawAxes(layout, labels, digitWidthPx));
    plot.append(...this.focusableElements.flat(), ...this.hitElements);
    this.svg.setAttribute("width", String(this.width));
    this.svg.replaceChildren(plot);
    this.moveTo(this.focusedSegment.period, this.focusedSegment.level, hadFocus);
  }

  private drawAxes({ bands, ticks, zeroY }: BarLayout, labels: readonly string[], digitWidthPx: number): SVGElement[] {
    const width = (bands[0]?.width ?? 0) * bands.length;
    const gridLines = ticks.map(({ y }) => createSvgElement("line", { class: "rule", x1: 0, x2: width, y1: y, y2: y }));
    const amounts = ticks.map(({ y }, at) =>
      createSvgElement("text", { class: "tick", x: -6, y, dy: "0.35em" }, labels[at] ?? ""),
    );
    const baseline = createSvgElement("line", { class: "zero", x1: 0, x2: width, y1: zeroY, y2: zeroY });
    const names = this.data?.spend.periods.map(({ name }) => this.formatter.formatPeriod(name, true)) ?? [];
    const labelWidthPx = (Math.max(...names.map((name) => name.length)) + 2) * digitWidthPx;
    const labelStep = Math.max(1, Math.ceil(labelWidthPx / (bands[0]?.width ?? 1)));
    const periods = bands.flatMap(({ x, width: bandWidth }, at) =>
      at % labelStep === 0
        ? [createPeriodLabel(names[at] ?? "", Math.min(x + bandWidth / 2, width - labelWidthPx / 2 + digitWidthPx))]
        : [],
    );
    return [...gridLines, baseline, ...[...amounts, ...periods].map(hideFromScreenReaders)];
  }

  private drawBand(band: Band, period: number): SVGElement[] {
    const barWidth = Math.min(maxBarWidthPx, Math.max(1, band.width * 0.72));
    const bandElement = createSvgElement("rect", {
      class: "band",
      "data-testid": "chart-bar",
      x: band.x,
      y: -topMarginPx,
      width: band.width,
      height: plotHeightPx + topMarginPx,
    });
    const segmentElements = band.segments.map(({ series, kind, y, height }) =>
      createSvgElement("rect", {
        class: `piece ${kind}`,
        x: band.x + (band.width - barWidth) / 2,
        y,
        width: barWidth,
        height,
        fill: patternFill(series.pattern),
      }),
    );
    const name = this.data?.spend.periods[period]?.name ?? "";
    const bar = { period: name, types: null, kind: null };
    const hitAreas = layOutHitAreas(band);
    this.makeButton(bandElement, bar, this.describeBand(band, period));
    segmentElements.forEach((piece, at) => {
      const segment = band.segments[at];
      if (!segment) return;
      const selection = { period: name, types: [...segment.series.types], kind: segment.kind };
      this.makeButton(piece, selection, this.describeSegment(segment));
      const hit = hitAreas.find((each) => each.segment === segment);
      if (hit) this.hitElements.push(this.createHitElement(piece, hit, selection));
      piece.classList.toggle(
        "dim",
        !(this.isSelected(bar) || this.isSelected(selection)) && this.data?.selected !== null,
      );
    });
    return [bandElement, ...segmentElements];
  }

  /** For the mouse only: the segment itself can be reached by keyboard. */
  private createHitElement(segmentElement: SVGElement, { y, height }: HitArea, selection: BarSelection): SVGElement {
    const hit = createSvgElement("rect", {
      class: "hit",
      x: Number(segmentElement.getAttribute("x")),
      y,
      width: Number(segmentElement.getAttribute("width")),
      height,
      "aria-label": segmentElement.getAttribute("aria-label") ?? "",
    });
    hit.addEventListener("click", () => this.onSelect(selection));
    return hideFromScreenReaders(hit);
  }

  private isSelected(selection: BarSelection): boolean {
    return !!this.data?.selected && isSameBar(this.data.selected, selection);
  }

  private makeButton(element: SVGElement, selection: BarSelection, text: string): void {
    for (const [name, value] of [
      ["role", "button"],
      ["tabindex", "-1"],
      ["aria-label", escapeControlChars(text)],
      ["aria-pressed", String(this.isSelected(selection))],
    ] as const) {
      element.setAttribute(name, value);
    }
    element.addEventListener("click", () => this.onSelect(selection));
  }

  private describeBand({ charged, refunded, isIncomplete }: Band, period: number): string {
    const name = this.formatter.formatCompleteness(this.formatPeriod(period), isIncomplete);
    return this.formatter.formatSpending(name, { charged, refunded }, this.data?.currency.currency ?? "");
  }

  private describeSegment({ period, series, kind, amount }: Segment): string {
    const { strings } = this.formatter;
    const text = kind === "charged" ? strings.pieceCharged : strings.pieceRefunded;
    return fill(text, this.formatPeriod(period), this.formatter.formatSeries(series), this.formatAmount(amount));
  }

  private formatAmount(decimal: string): string {
    return this.formatter.formatAmount(decimal, this.data?.currency.currency ?? "");
  }

  private formatPeriod(period: number): string {
    return this.formatter.formatPeriod(this.data?.spend.periods[period]?.name ?? "");
  }

  private formatTick(value: number): string {
    return this.formatter.numbers.formatDecimal(Number.isInteger(value) ? String(value) : value.toFixed(2));
  }

  private onKeydown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { period, level } = this.focusedSegment;
    const last = this.focusableElements.length - 1;
    const targets: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [period - 1, level],
      ArrowRight: [period + 1, level],
      ArrowUp: [period, level + 1],
      ArrowDown: [period, level - 1],
      Home: [0, level],
      End: [last, level],
    };
    const to = targets[event.key];
    if (to) this.moveTo(to[0], to[1], true);
    else if (event.key === "Enter" || event.key === " ")
      this.focusableElements[period]?.[level]?.dispatchEvent(new Event("click"));
    else return;
    event.preventDefault();
  }

  private moveTo(period: number, level: number, focus: boolean): void {
    const { focusableElements } = this;
    setAttribute(
      focusableElements[this.focusedSegment.period]?.[this.focusedSegment.level] ?? this.svg,
      "tabindex",
      "-1",
    );
    this.svg.removeAttribute("tabindex");
    const to = Math.max(0, Math.min(period, focusableElements.length - 1));
    this.focusedSegment = { period: to, level: Math.max(0, Math.min(level, (focusableElements[to]?.length ?? 1) - 1)) };
    const element = focusableElements[to]?.[this.focusedSegment.level];
    element?.setAttribute("tabindex", "0");
    if (focus) element?.focus();
  }

  /** The bar or segment with the focus of the keyboard, which is described rather than the one under the pointer. */
  private get visibleFocus(): Element | null {
    return this.svg.querySelector(":focus-visible");
  }

  /** Describes the bar or segment under the pointer or the focus. */
  private showReadout(target: EventTarget | null): void {
    const text = target instanceof SVGElement ? target.getAttribute("aria-label") : null;
    this.readout.textContent = text ?? this.formatter.strings.pictureTip;
    this.readout.classList.toggle("tip", text === null);
    this.readout.title = this.readout.textContent;
  }
}

/** Marks where orders are missing, behind the bars. */
function drawMissing(bands: readonly Band[]): SVGElement[] {
  const height = plotHeightPx + topMarginPx;
  return layOutMissing(bands).flatMap(({ x, width }) => {
    const icon = createSeverityIcon("warning");
    for (const [name, value] of Object.entries({ x: x + width / 2 - 8, y: height / 2 - 16, width: 16, height: 16 }))
      icon.setAttribute(name, String(value));
    return [createSvgElement("rect", { class: "missing", x, y: -topMarginPx, width, height }), icon];
  });
}

function createPeriodLabel(name: string, x: number): SVGElement {
  return createSvgElement("text", { class: "period", x, y: plotHeightPx + 15 }, name);
}

function hideFromScreenReaders<T extends SVGElement>(element: T): T {
  element.setAttribute("aria-hidden", "true");
  return element;
}
