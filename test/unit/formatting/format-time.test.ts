import assert from "node:assert/strict";
import { formatLocalTime, formatSentTime } from "../../../src/formatting/format-time";
import { inTimeZone } from "../../time-zone";

/** `Intl` puts a narrow space before AM and PM in some versions. */
const plain = (text: string) => text.replace(/\s/g, " ");

describe("times as DMAPI sends them", () => {
  it("are readable, and in UTC where they have a zone", () => {
    for (const zone of ["Asia/Kolkata", "America/Los_Angeles"]) {
      inTimeZone(zone, () => {
        assert.equal(plain(formatSentTime("20261127134702", "en")), "Nov 27, 2026, 1:47 PM");
        assert.equal(plain(formatSentTime("2026-11-27 13:47:02", "de")), "27.11.2026, 13:47");
        assert.equal(plain(formatSentTime("2026-11-27T13:47:02Z", "en")), "Nov 27, 2026, 1:47 PM UTC");
        assert.equal(plain(formatSentTime("2026-11-27 14:47:02 +0100", "en")), "Nov 27, 2026, 1:47 PM UTC");
        assert.equal(formatSentTime("2026-11-27", "en"), "Nov 27, 2026");
      });
    }
  });

  it("are left as they are where they are no times", () => {
    for (const text of ["", "soon", "20269927134702", "81234567"]) assert.equal(formatSentTime(text, "en"), text);
  });

  it("are in the user's zone when they come from this computer", () => {
    const time = Date.UTC(2026, 10, 27, 13, 47);
    assert.equal(
      plain(formatLocalTime(time, "en")),
      plain(new Date(time).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" })),
    );
  });

  it("are in the zone that the user is in by now", () => {
    const time = Date.UTC(2026, 10, 27, 13, 47);
    const shown = ["Asia/Kolkata", "America/Los_Angeles", "Etc/UTC"].map((zone) =>
      inTimeZone(zone, () => plain(formatLocalTime(time, "en"))),
    );
    assert.deepEqual(shown, ["Nov 27, 2026, 7:17 PM", "Nov 27, 2026, 5:47 AM", "Nov 27, 2026, 1:47 PM"]);
  });
});
