import assert from "node:assert/strict";
import "../agents/vscode-stub";
import type { Transfer } from "../../../src/dmapi/model";
import { listAccounts, readOrderTotals, readTransfers, type ApiSource } from "../../../src/public-api/read-api";
import { createFakeCall } from "../dmapi/fake-call";
import { NOW } from "../dmapi/fake-order-server";

const head = ["order-id", "proc-id", "created_at", "status", "type", "amount_brutto", "currency", "identifier"];
const orders = [
  ["4", "14", "2026-05-04 10:00:00", "ok", "create", "0.10", "USD", "a.com"],
  ["3", "13", "2026-05-03 10:00:00", "ok", "renew", "0.20", "USD", "b.com"],
  ["2", "12", "2026-05-02 10:00:00", "pending", "renew", "5.00", "USD", "c.com"],
  ["1", "11", "2026-05-01 10:00:00", "ok", "renew", "-1.00", "EUR", "d.com"],
];

function orderReply(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.join("\t")).join("\n");
  return `Status-Code: 0\nRow-Count: ${rows.length}\nColumns: ${head.join(",")}\n\n${lines}\n`;
}

const record = {
  id: "1",
  endpoint: "https://dmapi.joker.com",
  label: "someone",
  userLogin: "someone",
  isSandbox: false,
  access: "full",
  accessAsSent: "full",
  readOnlyMode: false,
  signedOut: false,
} as const;

function createSource(reply: string, transfers: readonly Transfer[] = []) {
  const { call, requests } = createFakeCall(reply);
  const account = { ...record, session: { call } };
  const other = { ...record, id: "2", label: "gone", signedOut: true };
  const source = {
    accounts: {
      state: { kind: "signed-in" },
      records: () => [record, other],
      current: account,
      requireCurrent: () => account,
      onDidChange: () => ({ dispose: () => undefined }),
    },
    appState: {
      transfers: { value: transfers, state: { kind: "ready", value: transfers, at: NOW } },
      stateHistory: { firstSeenAt: () => NOW - 86_400_000 },
    },
    clock: () => NOW,
  } as unknown as ApiSource;
  return { source, requests };
}

describe("What other extensions read", () => {
  it("is the accounts that are signed in, without anything secret", async () => {
    assert.deepEqual(await listAccounts(createSource("").source), [
      { id: "1", name: "someone", endpoint: "https://dmapi.joker.com", isActive: true },
    ]);
  });

  it("is exact totals by currency, of days that are checked first", async () => {
    const { source, requests } = createSource(orderReply(orders));
    assert.deepEqual(await readOrderTotals(source, { after: "2026-05-01", before: "2026-05-04" }), [
      { currency: "EUR", orders: 1, charged: "0.00", refunded: "-1.00", total: "-1.00" },
      { currency: "USD", orders: 3, charged: "0.30", refunded: "0.00", total: "0.30" },
    ]);
    assert.ok(requests.every(({ request, modifies }) => request === "query-order-list" && !modifies));
    const sent = requests.length;
    for (const days of [
      { after: "2026-02-30", before: "2026-05-04" },
      { after: "2026-05-04", before: "2026-05-01" },
      { after: 1, before: undefined } as unknown as { after: string; before: string },
    ])
      await assert.rejects(readOrderTotals(source, days), /day/);
    await assert.rejects(readOrderTotals(source, { after: "2020-01-01", before: "2026-05-01" }), /three years/);
    assert.equal(requests.length, sent);
  });

  it("is the transfers with who has to act, without what could not be read", async () => {
    const transfers = [
      { domain: "a.com", state: "FOA_NACK", isUnreadable: false },
      { domain: "b.com", state: "NEW_STATE", isUnreadable: false },
      { domain: "", state: "", isUnreadable: true },
    ] as unknown as Transfer[];
    const read = await readTransfers(createSource("", transfers).source);
    assert.deepEqual(
      read.map(({ domain, waitingFor, needsAttention }) => [domain, waitingFor, needsAttention]),
      [
        ["a.com", "you", true],
        ["b.com", undefined, false],
      ],
    );
  });

  it("says why there is nothing", async () => {
    const { source } = createSource("Status-Code: 2400\nStatus-Text: Command failed\n\n");
    await assert.rejects(readOrderTotals(source, { after: "2026-05-01", before: "2026-05-04" }), (error: Error) => {
      assert.equal(error.name, "Error");
      return error.message.length > 10;
    });
  });
});
