import { hash, hex } from "./random";

/** 100 ns steps between 1601 and 1970: tracking ids begin with a time counted from 1601. */
const EPOCH_1601 = 116_444_736_000_000_000n;

/** Hands out the ids that replies carry: Proc-ID and SvTrId (= Tracking-Id). */
export class Ids {
  private issued = 0;

  constructor(
    private readonly seed: number,
    private nextProcId: number,
  ) {}

  /** A Proc-ID, larger than every one before. */
  procId(): number {
    return this.nextProcId++;
  }

  /** A tracking id for a request made at `at`: 32 hexadecimal digits, the first 16 the time. */
  trackingId(at: number): string {
    const time = (BigInt(Math.floor(at)) * 10_000n + EPOCH_1601).toString(16).padStart(16, "0");
    this.issued += 1;
    return `${time}${hex(hash(this.seed, this.issued, 90))}${hex(hash(this.seed, this.issued, 91))}`;
  }
}
