/** Two integers up to it have a safe sum. */
const carryThreshold = 2 ** 50;

/** Adds integers exactly: in a number while that is safe, else in a bigint. */
export class ExactSum {
  private small = 0;
  private large = 0n;

  /** Adds a safe integer. */
  add(units: number): void {
    if (units > carryThreshold || units < -carryThreshold) {
      this.addLarge(BigInt(units));
      return;
    }
    this.small += units;
    if (this.small > carryThreshold || this.small < -carryThreshold) this.carry();
  }

  addLarge(units: bigint): void {
    this.large += units;
  }

  get units(): bigint {
    return this.large + BigInt(this.small);
  }

  private carry(): void {
    this.large += BigInt(this.small);
    this.small = 0;
  }
}

/** An integer at a scale as a plain decimal with a point: -1250 at scale 2 is "-12.50". */
export function formatUnits(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  return `${units < 0n ? "-" : ""}${whole}${scale > 0 ? `.${digits.slice(-scale)}` : ""}`;
}
