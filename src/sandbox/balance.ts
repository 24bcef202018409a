export const accountCurrency = "USD";

/** The account's balance in cents (DMAPI docs, query-account-balance): pending is reserved, available is the rest. */
export class Balance {
  private reservedCents = 0;

  constructor(private totalCents: number) {}

  get total(): number {
    return this.totalCents;
  }

  get pending(): number {
    return this.reservedCents;
  }

  get available(): number {
    return this.totalCents - this.reservedCents;
  }

  reserve(cents: number): void {
    this.reservedCents += cents;
  }

  release(cents: number): void {
    this.reservedCents -= cents;
  }

  /** Charges an amount; a negative one is a credit. */
  charge(cents: number): void {
    this.totalCents -= cents;
  }

  /** Sets the available amount; the reserved amount does not change. */
  setAvailable(cents: number): void {
    this.totalCents = cents + this.reservedCents;
  }
}
