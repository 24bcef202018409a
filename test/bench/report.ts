/** A comparison of a bench: at least `target` is good. */
export interface Ratio {
  readonly name: string;
  readonly value: number;
  readonly target: number;
}

/** Prints rows below their titles, numbers to the right. */
export function printTable(titles: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const cells = [titles, ...rows].map((row) => row.map(String));
  const widths = titles.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const isNumber = titles.map((_, column) => rows.every((row) => typeof row[column] === "number"));
  const pad = (text: string, column: number) =>
    isNumber[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0);
  for (const row of cells) process.stdout.write(`${row.map(pad).join("  ").trimEnd()}\n`);
}

/** Prints the line by which a bench is judged. */
export function printRatio({ name, value, target }: Ratio): void {
  process.stdout.write(`ratio ${name} ${value.toFixed(2)} target ${target}\n`);
}

/** The value in the middle of the sorted ones; NaN without any. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which `part` (0 to 1) of the sorted values lie; NaN without any. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

/** The exponent `e` of the power law `value = c · size^e` that fits best: 1 where twice the size takes twice as long. */
export function fitExponent(sizes: readonly number[], values: readonly number[]): number {
  const points = sizes.map((size, at) => [Math.log(size), Math.log(values[at] ?? NaN)] as const);
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const variance = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return covariance / variance;
}
