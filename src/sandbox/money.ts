/** Amounts are whole cents. `1019` → `10.19`. */
export function formatCents(cents: number, decimalMark = "."): string {
  const digits = Math.abs(cents).toString().padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}${decimalMark}${digits.slice(-2)}`;
}

/** As the login reply writes amounts: `100.0`, `1234.56`. */
export function formatShortCents(cents: number): string {
  return formatCents(cents).replace(/0$/, "");
}

/** Parses a decimal such as `-5.00` to cents; undefined if it is not one. */
export function parseCents(text: string): number | undefined {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) return undefined;
  const cents = Number(match[2]) * 100 + Number((match[3] ?? "").padEnd(2, "0"));
  return match[1] === "-" ? -cents : cents;
}
