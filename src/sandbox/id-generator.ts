import { hash, formatHex } from "./random";

/** 100 ns steps between 1601 and 1970: tracking ids begin with a time counted from 1601. */
const ticksFrom1601To1970 = 116_444_736_000_000_000n;

/** Generates the ids in replies: Proc-ID and SvTrId (= Tracking-Id). */
export class IdGenerator {
  private trackingIdCount = 0;

  constructor(
    private readonly seed: number,
    private nextProcId: number,
  ) {}

  /** A Proc-ID, larger than every one before. */
  createProcId(): number {
    return this.nextProcId++;
  }

  /** A tracking id for a request made at `at`: 32 hexadecimal digits, the first 16 the time. */
  createTrackingId(at: number): string {
    const time = (BigInt(Math.floor(at)) * 10_000n + ticksFrom1601To1970).toString(16).padStart(16, "0");
    this.trackingIdCount += 1;
    return `${time}${formatHex(hash(this.seed, this.trackingIdCount, 90))}${formatHex(hash(this.seed, this.trackingIdCount, 91))}`;
  }
}
