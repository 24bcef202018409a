import assert from "node:assert/strict";
import { parseRows, serializeRows, type SharedRows } from "../../../src/polling/shared-rows";

const origin = { account: "1", endpoint: "https://dmapi.joker.com", scope: "", at: 1_794_500_000_000 };

describe("Rows of another window", () => {
  it("are ignored if no Date can hold the time they were loaded at", () => {
    const rows = { ...origin, name: "transfers", value: [] };
    assert.equal(parseRows(rows)?.at, origin.at);
    for (const at of [0, -1, 8.64e15 + 1, 1e308]) assert.equal(parseRows({ ...rows, at }), undefined, `${at}`);
  });

  it("arrive as they were sent, with columns that are not known", () => {
    const fields = new Map([
      ["x-new", "1"],
      ["empty", ""],
    ]);
    const balance = { available: "1.50", pending: "0.00", total: "1.50", currency: "EUR" };
    const sent: SharedRows[] = [
      {
        ...origin,
        name: "transfers",
        value: [{ domain: "a.example", state: "IN_DB", ownerEmail: "o@a.example", adminEmail: "", fields }],
      },
      {
        ...origin,
        name: "results",
        value: [
          {
            timeStamp: "20260105090000",
            svTrId: "s1",
            procId: "p1",
            requestType: "domain-renew",
            object: "a.example",
            status: "ack",
            clTrId: "-",
            fields,
            isDeleted: true,
          },
        ],
      },
      { ...origin, name: "account", value: { balance, access: "full", accessAsSent: "full" } },
    ];
    for (const rows of sent)
      assert.deepEqual(parseRows(JSON.parse(JSON.stringify(serializeRows(rows)))), rows, rows.name);
  });
});
