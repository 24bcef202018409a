import assert from "node:assert/strict";
import { buildOrderParams } from "../../../../../src/dmapi/order-query";
import {
  queryFieldEntries,
  queryFields,
  tableQuerySchema,
  type QueryField,
} from "../../../../../src/messages/table-query";

describe("the fields of the query form", () => {
  const fields = Object.keys(tableQuerySchema.shape) as QueryField[];

  /** What DMAPI calls the parameter a field becomes. */
  function sentAs(field: QueryField): string[] {
    const value = { after: "2026-01-01", before: "2026-01-31", status: "ok", showAll: true, asc: true }[
      field as string
    ];
    const params = buildOrderParams({ [field]: value ?? "1" });
    return Object.keys(params).filter((name) => params[name] !== undefined);
  }

  it("say what DMAPI calls them, each its own name", () => {
    for (const field of fields.filter((each) => each !== "period")) {
      assert.deepEqual(sentAs(field), [queryFields[field].parameter], field);
    }
    assert.equal(queryFields.period.parameter, "after, before");
  });

  it("are in the bar or below it", () => {
    const fieldsIn = (group: string) =>
      queryFieldEntries.filter(([, info]) => info.group === group).map(([name]) => name);
    const inBar = ["period", "after", "before", "type"];
    assert.deepEqual(fieldsIn("bar"), inBar);
    assert.deepEqual([...inBar, ...fieldsIn("more")].sort(), [...fields].sort());
  });
});
