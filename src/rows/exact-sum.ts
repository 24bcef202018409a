const roomy = 2 ** 50;

/** Adds integers exactly: in a number while that is safe, in a bigint beyond. */
export class ExactSum {
  private near = 0;
  private far = 0n;

  /** Adds a safe integer. */
  add(units: number): void {
    this.near += units;
    if (this.near > roomy || this.near < -roomy) this.carry();
  }

  addLarge(units: bigint): void {
    this.far += units;
  }

  get units(): bigint {
    return this.far + BigInt(this.near);
  }

  private carry(): void {
    this.far += BigInt(this.near);
    this.near = 0;
  }
}

/** An integer at a scale as a plain decimal with a point: -1250 at scale 2 is "-12.50". */
export function formatUnits(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  return `${units < 0n ? "-" : ""}${whole}${scale > 0 ? `.${digits.slice(-scale)}` : ""}`;
}
