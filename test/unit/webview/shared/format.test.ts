import assert from "node:assert/strict";
import { toRawSearchText, dayStart, fill, formatCell } from "../../../../src/webview/shared/format";
import { inTimeZone } from "../../../time-zone";

describe("what the table shows", () => {
  it("fills texts in", () => {
    assert.equal(fill("{0} of {1} {2}", "1", "2"), "1 of 2 {2}");
  });

  it("shows times in UTC plainly and leaves the rest as it was sent", () => {
    assert.equal(formatCell("2024-03-17T07:58:14Z"), "2024-03-17 07:58:14");
    for (const text of ["2024-03-17T07:58:14+01:00", "-5.00", "T", ""]) assert.equal(formatCell(text), text);
  });

  it("shows times in the user's own zone if wanted", () => {
    const time = "2024-03-17T07:58:14Z";
    const local = (zone: string) => inTimeZone(zone, () => formatCell(time, true));
    assert.equal(local("Asia/Kolkata"), "2024-03-17 13:28:14");
    assert.equal(local("Etc/GMT+12"), "2024-03-16 19:58:14");
    assert.equal(formatCell("2024-99-17T07:58:14Z", true), "2024-99-17 07:58:14");
  });

  it("escapes invisible and bidirectional control characters", () => {
    assert.equal(formatCell("a\u202eb\u0000\u200b"), "a<U+202E>b<U+0000><U+200B>");
    assert.equal(formatCell("2024-03-17T\u202e"), "2024-03-17T<U+202E>");
  });

  it("knows when days begin", () => {
    assert.equal(dayStart("2024-02-28", 1, false), Date.UTC(2024, 1, 29));
    const local = (zone: string, day: string) => inTimeZone(zone, () => new Date(dayStart(day, 0, true)).toISOString());
    assert.equal(local("Pacific/Kiritimati", "2024-03-17"), "2024-03-16T10:00:00.000Z");
    assert.equal(local("Europe/Berlin", "2027-03-29"), "2027-03-28T22:00:00.000Z");
    assert.equal(local("Africa/Cairo", "2024-04-26"), "2024-04-25T22:00:00.000Z", "a day without a midnight");
    for (const none of ["soon", "2024-02-30", "2023-02-29", "2024-13-01", "2024-01-00"]) {
      for (const local of [false, true]) assert(Number.isNaN(dayStart(none, 0, local)), none);
    }
  });

  it("searches times as sent", () => {
    assert.equal(toRawSearchText("2024-03-17 07:58"), "2024-03-17T07:58");
    assert.equal(toRawSearchText("2024-03-17 "), "2024-03-17T");
    assert.equal(toRawSearchText("  renew "), "renew");
  });
});
