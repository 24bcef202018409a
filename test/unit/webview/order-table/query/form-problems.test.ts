import assert from "node:assert/strict";
import { stringNames, type Strings } from "../../../../../src/messages/strings";
import { findFormProblems } from "../../../../../src/webview/order-table/query/form-problems";
import { toFormValues } from "../../../../../src/webview/order-table/query/form-values";

const strings = Object.fromEntries(stringNames.map((name) => [name, name])) as Strings;

/** The fields and the texts of the problems of a form with these values. */
function problemsOf(values: Partial<ReturnType<typeof toFormValues>>, incomplete: ("after" | "before")[] = []) {
  const all = { ...toFormValues({ period: "last-30-days" }), ...values };
  return findFormProblems(all, incomplete, strings).map(({ field, text }) => `${field}: ${text}`);
}

describe("the problems of the query form", () => {
  it("are none for a named period", () => {
    assert.deepEqual(problemsOf({}), []);
    assert.deepEqual(problemsOf({ period: "last-quarter", type: "renew" }), []);
  });

  it("are custom dates without a date, or with one that is not complete", () => {
    assert.deepEqual(problemsOf({ period: "custom" }), ["after: mustHaveDay"]);
    assert.deepEqual(problemsOf({ period: "custom" }, ["before"]), ["before: mustBeDay"]);
    assert.deepEqual(problemsOf({ period: "custom", after: "2026-11-20", before: "2026-11-01" }), [
      "before: mustNotBeEarlier",
    ]);
  });

  it("is a search by ID without an ID, which would list the last 30 days", () => {
    assert.deepEqual(problemsOf({ period: "none" }), ["orderId: mustHaveId"]);
    assert.deepEqual(problemsOf({ period: "none", status: "ok", showAll: true }), ["orderId: mustHaveId"]);
    for (const field of ["orderId", "procIdAfter"]) assert.deepEqual(problemsOf({ period: "none", [field]: "7" }), []);
    assert.deepEqual(problemsOf({ period: "none", fqdnLike: "shop*" }), []);
  });
});
