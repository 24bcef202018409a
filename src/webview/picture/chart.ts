import { make, setAttribute } from "../dom";
import { fill, harmless } from "../format";
import { draw } from "../svg";
import type { CurrencySpend, Spend } from "../../rows/spend";
import { hitsOf, layBars, type Band, type Bars, type Hit, type Segment } from "./bars";
import { fillOf } from "./paint";
import { samePick, type Picked } from "./pick";
import type { PictureWords } from "./words";

const plotHeight = 112;
const axisHeight = 20;
const topRoom = 8;
const widestBar = 56;

/**
 * Bars by period, stacked by type, refunds below zero. One tab stop: the arrow keys go from bar to bar and up and down in
 * its pieces, Enter and Space choose.
 */
export class Chart {
  readonly element: HTMLElement;
  private readonly svg = draw("svg", { height: plotHeight + axisHeight + topRoom });
  private readonly readout: HTMLElement;
  /** By period: the whole bar, then its pieces from the bottom up. */
  private stops: SVGElement[][] = [];
  /** Over pieces the mouse would hardly hit. */
  private hits: SVGElement[] = [];
  private focus = { period: 0, level: 0 };
  private shown: { spend: Spend; currency: CurrencySpend; picked: Picked | null } | undefined;
  private width = 0;

  constructor(
    private readonly words: PictureWords,
    private readonly choose: (picked: Picked) => void,
  ) {
    this.readout = make("p", { class: "readout", "aria-hidden": "true" }, words.strings.pictureHint);
    this.element = make("div", { class: "chart", role: "group" }, this.svg, this.readout);
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("focusin", ({ target }) => this.explain(target));
    this.element.addEventListener("mouseover", ({ target }) => this.explain(target));
    this.element.addEventListener("mouseleave", () => this.explain(document.activeElement));
    this.element.addEventListener("focusout", () => this.explain(null));
    new ResizeObserver(() => this.resize()).observe(this.element);
  }

  /** Shows one currency; the rows are limited to the bar or piece that is `picked`. */
  show(spend: Spend, currency: CurrencySpend, picked: Picked | null): void {
    this.shown = { spend, currency, picked };
    const { strings } = this.words;
    const each = { day: strings.spendByDay, month: strings.spendByMonth, year: strings.spendByYear }[spend.step];
    this.element.setAttribute("aria-label", `${fill(each, harmless(currency.currency))}. ${strings.pictureHint}`);
    this.draw();
  }

  private resize(): void {
    if (this.element.clientWidth === this.width) return;
    this.width = this.element.clientWidth;
    this.draw();
  }

  private draw(): void {
    if (!this.shown || this.width === 0) return;
    const { spend, currency } = this.shown;
    const hadFocus = this.svg.contains(document.activeElement);
    const digit = parseFloat(getComputedStyle(this.element).fontSize) * 0.6;
    const probe = layBars(spend, currency, 1, plotHeight);
    const labels = probe.ticks.map(({ value }) => this.tickText(value));
    const left = Math.ceil(Math.max(0, ...labels.map((label) => label.length)) * digit) + 8;
    const bars = layBars(spend, currency, Math.max(40, this.width - left), plotHeight);
    this.hits = [];
    this.stops = bars.bands.map((band, period) => this.drawBand(band, period));
    const plot = draw("g", { transform: `translate(${left} ${topRoom})` });
    plot.append(...this.drawAxes(bars, labels, digit), ...this.stops.flat(), ...this.hits);
    this.svg.setAttribute("width", String(this.width));
    this.svg.replaceChildren(plot);
    this.moveTo(this.focus.period, this.focus.level, hadFocus);
  }

  private drawAxes({ bands, ticks, zero }: Bars, labels: readonly string[], digit: number): SVGElement[] {
    const width = (bands[0]?.width ?? 0) * bands.length;
    const rules = ticks.map(({ y }) => draw("line", { class: "rule", x1: 0, x2: width, y1: y, y2: y }));
    const amounts = ticks.map(({ y }, at) => draw("text", { class: "tick", x: -6, y, dy: "0.35em" }, labels[at] ?? ""));
    const baseline = draw("line", { class: "zero", x1: 0, x2: width, y1: zero, y2: zero });
    const names = this.shown?.spend.periods.map(({ name }) => this.words.period(name, true)) ?? [];
    const room = (Math.max(...names.map((name) => name.length)) + 2) * digit;
    const every = Math.max(1, Math.ceil(room / (bands[0]?.width ?? 1)));
    const periods = bands.flatMap(({ x, width: bandWidth }, at) =>
      at % every === 0
        ? [draw("text", { class: "period", x: x + bandWidth / 2, y: plotHeight + 15 }, names[at] ?? "")]
        : [],
    );
    return [...rules, baseline, ...[...amounts, ...periods].map(hidden)];
  }

  private drawBand(band: Band, period: number): SVGElement[] {
    const barWidth = Math.min(widestBar, Math.max(1, band.width * 0.72));
    const whole = draw("rect", {
      class: "band",
      "data-testid": "chart-bar",
      x: band.x,
      y: -topRoom,
      width: band.width,
      height: plotHeight + topRoom,
    });
    const pieces = band.segments.map(({ series, kind, y, height }) =>
      draw("rect", {
        class: `piece ${kind}`,
        x: band.x + (band.width - barWidth) / 2,
        y,
        width: barWidth,
        height,
        fill: fillOf(series.pattern),
      }),
    );
    const name = this.shown?.spend.periods[period]?.name ?? "";
    const bar = { period: name, types: null, kind: null };
    const hits = hitsOf(band);
    this.makeButton(whole, bar, this.bandText(band, period));
    pieces.forEach((piece, at) => {
      const segment = band.segments[at];
      if (!segment) return;
      const picked = { period: name, types: [...segment.series.types], kind: segment.kind };
      this.makeButton(piece, picked, this.pieceText(segment));
      const hit = hits.find((each) => each.segment === segment);
      if (hit) this.hits.push(this.hitOf(piece, hit, picked));
      piece.classList.toggle("dim", !(this.isPicked(bar) || this.isPicked(picked)) && this.shown?.picked !== null);
    });
    return [whole, ...pieces];
  }

  /** For the mouse alone: what it stands for can be reached by keys. */
  private hitOf(piece: SVGElement, { y, height }: Hit, picked: Picked): SVGElement {
    const hit = draw("rect", {
      class: "hit",
      x: Number(piece.getAttribute("x")),
      y,
      width: Number(piece.getAttribute("width")),
      height,
      "aria-label": piece.getAttribute("aria-label") ?? "",
    });
    hit.addEventListener("click", () => this.choose(picked));
    return hidden(hit);
  }

  private isPicked(picked: Picked): boolean {
    return !!this.shown?.picked && samePick(this.shown.picked, picked);
  }

  private makeButton(element: SVGElement, picked: Picked, text: string): void {
    for (const [name, value] of [
      ["role", "button"],
      ["tabindex", "-1"],
      ["aria-label", harmless(text)],
      ["aria-pressed", String(this.isPicked(picked))],
    ] as const) {
      element.setAttribute(name, value);
    }
    element.addEventListener("click", () => this.choose(picked));
  }

  private bandText({ charged, refunded }: Band, period: number): string {
    const name = this.periodText(period);
    return fill(this.words.strings.barLabel, name, this.amount(charged), this.amount(refunded));
  }

  private pieceText({ period, series, kind, amount }: Segment): string {
    const { strings } = this.words;
    const text = kind === "charged" ? strings.pieceCharged : strings.pieceRefunded;
    return fill(text, this.periodText(period), this.words.series(series), this.amount(amount));
  }

  private amount(decimal: string): string {
    return this.words.amount(decimal, this.shown?.currency.currency ?? "");
  }

  private periodText(period: number): string {
    return this.words.period(this.shown?.spend.periods[period]?.name ?? "");
  }

  private tickText(value: number): string {
    return this.words.numbers.decimal(Number.isInteger(value) ? String(value) : value.toFixed(2));
  }

  private key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { period, level } = this.focus;
    const last = this.stops.length - 1;
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [period - 1, level],
      ArrowRight: [period + 1, level],
      ArrowUp: [period, level + 1],
      ArrowDown: [period, level - 1],
      Home: [0, level],
      End: [last, level],
    };
    const to = moves[event.key];
    if (to) this.moveTo(to[0], to[1], true);
    else if (event.key === "Enter" || event.key === " ") this.stops[period]?.[level]?.dispatchEvent(new Event("click"));
    else return;
    event.preventDefault();
  }

  private moveTo(period: number, level: number, focus: boolean): void {
    const { stops } = this;
    setAttribute(stops[this.focus.period]?.[this.focus.level] ?? this.svg, "tabindex", "-1");
    this.svg.removeAttribute("tabindex");
    const to = Math.max(0, Math.min(period, stops.length - 1));
    this.focus = { period: to, level: Math.max(0, Math.min(level, (stops[to]?.length ?? 1) - 1)) };
    const element = stops[to]?.[this.focus.level];
    element?.setAttribute("tabindex", "0");
    if (focus) element?.focus();
  }

  /** Says in words what the bar or piece under the pointer or the focus is. */
  private explain(target: EventTarget | null): void {
    const text = target instanceof SVGElement ? target.getAttribute("aria-label") : null;
    this.readout.textContent = text ?? this.words.strings.pictureHint;
  }
}

function hidden<T extends SVGElement>(element: T): T {
  element.setAttribute("aria-hidden", "true");
  return element;
}
