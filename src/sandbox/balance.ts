export const ACCOUNT_CURRENCY = "USD";

/** The account's money in cents (seed: query-account-balance). What is reserved is pending; available is the rest. */
export class Balance {
  private reserved = 0;

  constructor(private effective: number) {}

  get total(): number {
    return this.effective;
  }

  get pending(): number {
    return this.reserved;
  }

  get available(): number {
    return this.effective - this.reserved;
  }

  reserve(cents: number): void {
    this.reserved += cents;
  }

  release(cents: number): void {
    this.reserved -= cents;
  }

  /** Takes money away; a negative amount adds it. */
  charge(cents: number): void {
    this.effective -= cents;
  }

  /** Puts the account at an available amount; what is reserved stays so. */
  setAvailable(cents: number): void {
    this.effective = cents + this.reserved;
  }
}
