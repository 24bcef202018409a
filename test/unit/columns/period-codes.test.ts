import assert from "node:assert/strict";
import { encodePeriods } from "../../../src/columns/period-codes";
import { runToEnd } from "../../../src/columns/cooperative-task";
import { inTimeZone } from "../../time-zone";

describe("days and months of rows", () => {
  const times = ["2024-03-31T23:30:00Z", "2024-04-01T00:00:00Z", "never", "2024-03-31T00:00:00Z"].map((text) =>
    Date.parse(text),
  );
  const names = (step: "day" | "month", local = false) => {
    const { codes, names } = runToEnd(encodePeriods(Float64Array.from(times), step, local));
    return Array.from(codes, (code) => names[code]);
  };

  it("are those of UTC, none for rows without a date", () => {
    assert.deepEqual(names("day"), ["2024-03-31", "2024-04-01", "", "2024-03-31"]);
    assert.deepEqual(names("month"), ["2024-03", "2024-04", "", "2024-03"]);
  });

  it("are those of the local time zone on request", () => {
    const local = (zone: string, step: "day" | "month") => inTimeZone(zone, () => names(step, true));
    assert.deepEqual(local("Europe/Berlin", "day"), ["2024-04-01", "2024-04-01", "", "2024-03-31"]);
    assert.deepEqual(local("America/Los_Angeles", "day"), ["2024-03-31", "2024-03-31", "", "2024-03-30"]);
    assert.deepEqual(local("Pacific/Kiritimati", "month"), ["2024-04", "2024-04", "", "2024-03"]);
    assert.deepEqual(local("Etc/GMT+12", "month"), ["2024-03", "2024-03", "", "2024-03"]);
  });
});
