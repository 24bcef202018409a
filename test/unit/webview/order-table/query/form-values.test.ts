import assert from "node:assert/strict";
import fc from "fast-check";
import { validateQuery } from "../../../../../src/messages/query-validation";
import { namedPeriods } from "../../../../../src/messages/named-periods";
import { tableQuerySchema, type TableQuery } from "../../../../../src/messages/table-query";
import {
  defaultQuery,
  hasValuesOfQuery,
  toQuery,
  toFormValues,
  type FormValues,
} from "../../../../../src/webview/order-table/query/form-values";

const empty = toFormValues({});

/** The query of a form with some fields filled in. */
function typed(fields: Partial<FormValues>): TableQuery {
  return toQuery({ ...empty, ...fields });
}

describe("the values of the query form", () => {
  it("becomes a query without the fields that are empty", () => {
    assert.deepEqual(typed({ period: "last-quarter", type: "transfer" }), { period: "last-quarter", type: "transfer" });
    assert.deepEqual(typed({ period: "custom", after: "2026-07-01", before: "" }), { after: "2026-07-01" });
    assert.deepEqual(typed({ period: "none", orderId: " 85671266 " }), { orderId: "85671266" });
    assert.deepEqual(typed({ period: "none", showAll: true, asc: true, status: "error" }), {
      showAll: true,
      asc: true,
      status: "error",
    });
  });

  it("have days only for a custom period", () => {
    const days = { after: "2026-07-01", before: "2026-07-02" };
    assert.deepEqual(typed({ period: "last-month", ...days }), { period: "last-month" });
    assert.deepEqual(typed({ period: "none", ...days }), {});
  });

  it("is sent in the form names have at registries", () => {
    assert.deepEqual(typed({ period: "none", fqdn: "bücher.de", tld: ".com" }), {
      fqdn: "xn--bcher-kva.de",
      tld: "com",
    });
    assert.equal(typed({ tld: "рф" }).tld, "xn--p1ai");
    for (const fqdn of ["CCOM-91167381", "a b", "bü/cher", "EXAMPLE.com"]) assert.equal(typed({ fqdn }).fqdn, fqdn);
    assert.equal(typed({ fqdnLike: "shop?.*" }).fqdnLike, "shop?.*");
  });

  it("is left to the checks where it is wrong", () => {
    assert.deepEqual(validateQuery(typed({ period: "none", procId: "12a" })), [{ field: "procId", text: "mustBeId" }]);
  });

  it("round-trip for every query", () => {
    const text = fc.constantFrom("", "shop*.com", "example.com", "85671266", "de");
    const fields = fc.record({
      period: fc.constantFrom(...namedPeriods, "last-45-days", "custom", "none"),
      after: fc.constantFrom("2026-01-01", "2026-02-28"),
      before: fc.constantFrom("", "2026-03-01"),
      type: fc.constantFrom("", "renew", "service_request"),
      status: fc.constantFrom("", "ok", "error", "pending"),
      fqdn: text,
      fqdnLike: text,
      tld: text,
      orderIdAfter: text,
      procId: text,
      showAll: fc.boolean(),
      asc: fc.boolean(),
    });
    fc.assert(
      fc.property(fields, (some) => {
        const query = typed(some);
        assert.deepEqual(tableQuerySchema.parse(query), query);
        assert.deepEqual(toQuery(toFormValues(query)), query);
      }),
    );
    assert.deepEqual(toQuery(toFormValues(defaultQuery)), defaultQuery);
  });

  it("is known from what was only begun", () => {
    const query = { after: "2026-01-01", tld: "de" };
    assert(hasValuesOfQuery(toFormValues(query), query));
    for (const other of [{ period: "none" }, { before: "2026-01-31" }, { fqdn: " " }, { asc: true }]) {
      assert(!hasValuesOfQuery({ ...toFormValues(query), ...other }, query), JSON.stringify(other));
    }
  });
});
