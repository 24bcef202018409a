import assert from "node:assert/strict";
import { periodCodes } from "../../../src/rows/period-codes";
import { finish } from "../../../src/rows/steps";

describe("days and months of rows", () => {
  const times = ["2024-03-31T23:30:00Z", "2024-04-01T00:00:00Z", "never", "2024-03-31T00:00:00Z"].map((text) =>
    Date.parse(text),
  );
  const names = (step: "day" | "month", local = false) => {
    const { codes, names } = finish(periodCodes(Float64Array.from(times), step, local));
    return Array.from(codes, (code) => names[code]);
  };

  it("are those of UTC, none for rows without a date", () => {
    assert.deepEqual(names("day"), ["2024-03-31", "2024-04-01", "", "2024-03-31"]);
    assert.deepEqual(names("month"), ["2024-03", "2024-04", "", "2024-03"]);
  });

  it("are those of the user's own zone if wanted", () => {
    const own = (time: number) => new Date(time).toLocaleDateString("sv");
    assert.deepEqual(
      names("day", true),
      times.map((time) => (Number.isNaN(time) ? "" : own(time))),
    );
  });
});
