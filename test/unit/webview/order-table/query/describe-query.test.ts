import assert from "node:assert/strict";
import type { Strings } from "../../../../../src/messages/strings";
import type { TableQuery } from "../../../../../src/messages/table-query";
import { describeQuery } from "../../../../../src/webview/order-table/query/describe-query";

const strings = {
  daysFrom: "{0} – today (UTC)",
  daysFromTo: "{0} – {1} (UTC)",
  daysTo: "through {0} (UTC)",
  last1Day: "Last day",
  lastDays: "Last {0} days",
  noDays: "By ID",
  tld: "TLD",
} as Partial<Strings> as Strings;
const names = { type: { renew: "Renewal" }, status: { error: "Failed" } };
const describeIn = (language: string, query: TableQuery) => describeQuery({ strings, names }, query, language);

describe("The description of a query", () => {
  it("has its days in the language of the user", () => {
    assert.equal(describeIn("en", { after: "2026-10-29" }), "Oct 29, 2026 – today (UTC)");
    assert.equal(describeIn("en", { before: "2026-10-31", tld: "de" }), "through Oct 31, 2026 (UTC) · TLD: de");
    const days = { after: "2026-10-29", before: "2026-10-31" };
    assert.equal(describeIn("en", days), "Oct 29, 2026 – Oct 31, 2026 (UTC)");
    assert.equal(describeIn("de", days), "29.10.2026 – 31.10.2026 (UTC)");
  });

  it("has types and statuses by name", () => {
    assert.equal(
      describeIn("en", { type: "RENEW", status: "error", period: "last-1-days" }),
      "Last day · Renewal · Failed",
    );
    assert.equal(describeIn("en", { type: "other", period: "last-1-days" }), "Last day · other");
  });

  it("has its period, singular for one day", () => {
    assert.equal(describeIn("en", { period: "last-1-days" }), "Last day");
    assert.equal(describeIn("en", { period: "last-60-days" }), "Last 60 days");
    assert.equal(describeIn("en", {}), "By ID");
  });
});
