import * as z from "zod/mini";

/** How many digits wide a column may be made. */
const narrowest = 4;
const widest = 200;

const names = z.array(z.string());

export const layoutSchema = z.object({
  /** Columns from left to right; those not named follow in their own order. */
  order: names,
  hidden: names,
  /** Columns that stay at the left when the others are scrolled. */
  pinned: names,
  /** In widths of a digit; columns not named are as wide as their cells ask for. */
  widths: z.record(z.string(), z.number().check(z.gte(narrowest), z.lte(widest))),
});

/** What the user made of the columns, by their names. */
export type ColumnLayout = z.infer<typeof layoutSchema>;

/** What matters comes first, so that it is in sight where there is little room. */
const usualOrder = [
  "created_at",
  "type",
  "identifier",
  "amount_brutto",
  "currency",
  "status",
  "amount_netto",
  "order_id",
  "proc_id",
];

export const usualLayout: ColumnLayout = { order: usualOrder, hidden: [], pinned: [], widths: {} };

/** All columns from left to right, the hidden ones too: pinned ones first. */
export function arranged(columns: readonly string[], { order, pinned }: ColumnLayout): string[] {
  const place = new Map(order.map((name, at) => [name, at]));
  const placeOf = (name: string) => (pinned.includes(name) ? -order.length : 0) + (place.get(name) ?? order.length);
  return columns.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** The columns shown, from left to right. */
export function visible(columns: readonly string[], layout: ColumnLayout): string[] {
  return arranged(columns, layout).filter((name) => !layout.hidden.includes(name));
}

/** The layout with a column moved over so many others that are shown, to the right, or to the left if negative. */
export function moved(layout: ColumnLayout, columns: readonly string[], name: string, by: number): ColumnLayout {
  const shown = visible(columns, layout);
  const from = shown.indexOf(name);
  const to = Math.max(0, Math.min(from + by, shown.length - 1));
  const neighbour = shown[to];
  if (from < 0 || neighbour === undefined || to === from) return layout;
  const order = arranged(columns, layout).filter((other) => other !== name);
  order.splice(order.indexOf(neighbour) + (to > from ? 1 : 0), 0, name);
  const others = layout.pinned.filter((other) => other !== name);
  // A column put among the pinned ones is one of them.
  const pinned = layout.pinned.includes(neighbour) ? [...others, name] : others;
  return { ...layout, order, pinned };
}

/** The layout with a column of this width; of its own width if undefined. */
export function resized(layout: ColumnLayout, name: string, width: number | undefined): ColumnLayout {
  const others = Object.entries(layout.widths).filter(([other]) => other !== name);
  const own: [string, number][] = width === undefined ? [] : [[name, Math.max(narrowest, Math.min(width, widest))]];
  return { ...layout, widths: Object.fromEntries([...others, ...own]) };
}

/** The layout with a column shown or hidden; the last one shown cannot be hidden. */
export function shownOrHidden(
  layout: ColumnLayout,
  columns: readonly string[],
  name: string,
  show: boolean,
): ColumnLayout {
  const hidden = layout.hidden.filter((other) => other !== name);
  if (show) return { ...layout, hidden };
  return visible(columns, layout).some((other) => other !== name) ? { ...layout, hidden: [...hidden, name] } : layout;
}

/** The layout with a column pinned at the left, or no longer. */
export function pinnedOrNot(layout: ColumnLayout, name: string, pin: boolean): ColumnLayout {
  const others = layout.pinned.filter((other) => other !== name);
  return { ...layout, pinned: pin ? [...others, name] : others };
}
