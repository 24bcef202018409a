/** The currency of most orders, the first in alphabetical order of several; empty without any. */
export function findMainCurrency(orderCounts: ReadonlyMap<string, number>): string {
  const sorted = [...orderCounts].sort(([a, left], [b, right]) => right - left || compareTexts(a, b));
  return sorted[0]?.[0] ?? "";
}

/** Compares currencies so that the main one comes first and the others follow in alphabetical order. */
export function compareCurrencies(mainCurrency: string): (a: string, b: string) => number {
  return (a, b) => Number(b === mainCurrency) - Number(a === mainCurrency) || compareTexts(a, b);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
