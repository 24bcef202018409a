import assert from "node:assert/strict";
import { formatDay, formatMonth } from "../../../src/formatting/format-day";
import { inTimeZone } from "../../time-zone";

describe("A day in a sentence", () => {
  it("is written in the language of the user, in every time zone", () => {
    for (const zone of ["UTC", "Pacific/Kiritimati", "Etc/GMT+12"]) {
      assert.equal(
        inTimeZone(zone, () => formatDay("2026-10-29", "en")),
        "Oct 29, 2026",
        zone,
      );
    }
    assert.equal(formatDay("2026-10-29", "de"), "29.10.2026");
  });

  it("is a month where only that is known", () => {
    assert.deepEqual([formatMonth("2026-10", "en"), formatMonth("2026-10", "de")], ["Oct 2026", "Okt. 2026"]);
    for (const text of ["", "soon", "2026-13", "2026-10-29"]) assert.equal(formatMonth(text, "en"), text);
  });

  it("stays as it is where it is not a day", () => {
    for (const text of ["", "soon", "2026-13-01", "2026-10"]) assert.equal(formatDay(text, "en"), text);
  });
});
