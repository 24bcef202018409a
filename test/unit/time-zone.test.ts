import assert from "node:assert/strict";
import { inTimeZone, withTimeZone } from "../time-zone";

/** Minutes behind UTC, and the hour in the default format, which takes the zone from elsewhere. */
const zoneNow = () => [
  new Date(2026, 0, 1).getTimezoneOffset(),
  new Intl.DateTimeFormat("en", { hour: "numeric", hourCycle: "h23" }).format(Date.UTC(2026, 0, 1, 12)),
];

describe("A time zone set for tests", () => {
  const outer = zoneNow();

  it("holds for one call, and not after it, even when it throws", () => {
    assert.deepEqual(inTimeZone("Pacific/Kiritimati", zoneNow), [-840, "02"]);
    assert.deepEqual(zoneNow(), outer);
    const inner = () => inTimeZone("Asia/Kolkata", zoneNow);
    assert.deepEqual(
      inTimeZone("America/New_York", () => [inner(), zoneNow()]),
      [
        [-330, "17"],
        [300, "07"],
      ],
    );
    assert.throws(() => inTimeZone("Asia/Kolkata", () => assert.fail("broken")), /broken/);
    assert.deepEqual(zoneNow(), outer);
  });

  describe("for a suite", () => {
    withTimeZone("Etc/GMT+12");

    it("holds in its tests", () => assert.deepEqual(zoneNow(), [720, "00"]));
  });

  after("does not outlive that suite", () => assert.deepEqual(zoneNow(), outer));
});
