import assert from "node:assert/strict";
import type { QuirkName } from "../../../src/sandbox/quirks";
import type { Fields, SandboxClient } from "./sandbox-client";

export type QuirkCase = (client: SandboxClient) => Promise<void>;

const names = ["TimeStamp", "SvTrId", "Proc-ID", "request-type", "request-object", "status", "ClTrId"];
const orderNames = "order_id,proc_id,created_at,status,type,amount_brutto,amount_netto,currency,identifier".split(",");

const readTable = async (client: SandboxClient, request: string, separator: string, fields: Fields = {}) => {
  const reply = await client.post(request, fields);
  return { reply, columns: reply.header("Columns"), rows: reply.lines.map((line) => line.split(separator)) };
};
const listResults = (client: SandboxClient, fields: Fields = {}, separator = " ") =>
  readTable(client, "result-list", separator, fields);
const listOrders = (client: SandboxClient, fields: Fields = {}) =>
  readTable(client, "query-order-list", "\t", { "show-all": 1, ...fields });
const listTransfers = (client: SandboxClient) => readTable(client, "domain-transfer-control", "\t", { action: "list" });

/** The rows of the same request without any quirk. */
const withoutQuirks = async <T>(client: SandboxClient, list: () => Promise<T>): Promise<T> => {
  const { quirks } = client.control;
  client.control.setQuirks([]);
  const result = await list();
  client.control.setQuirks(quirks);
  return result;
};

/** Expects `Columns` with these names over the usual rows. */
const expectResultNames = async (client: SandboxClient, expected: readonly string[]) => {
  const usual = await withoutQuirks(client, () => listResults(client));
  const { columns, rows } = await listResults(client);
  assert.equal(columns, expected.join(","));
  assert.deepEqual(rows, usual.rows);
};

/** Expects the usual rows under `Columns`, however the columns are arranged. */
const expectSameFields = async (client: SandboxClient, list: typeof listOrders, documented: readonly string[]) => {
  const usual = await withoutQuirks(client, () => list(client));
  const { columns = "", rows } = await list(client);
  const places = documented.map((name) => columns.split(",").indexOf(name));
  assert.deepEqual(
    rows.map((row) => places.map((place) => row[place])),
    usual.rows,
  );
  return columns.split(",");
};

export const resultCases = {
  "result-columns-none": async (client) => {
    const { columns, rows } = await listResults(client);
    assert.equal(columns, undefined);
    assert(rows.every((row) => row.length === 7));
  },
  "result-columns-documented": (client) => expectResultNames(client, names),
  "result-columns-foreign": (client) =>
    expectResultNames(client, ["timestamp", "svtrid", "procid", "type", "object", "status", "cltrid"]),
  "result-columns-unknown": (client) => expectResultNames(client, "a,b,c,d,e,f,g".split(",")),
  "result-columns-six": async (client) => {
    const usual = await withoutQuirks(client, () => listResults(client));
    const { columns, rows } = await listResults(client);
    assert.equal(columns, names.filter((name) => name !== "request-object").join(","));
    assert.deepEqual(
      rows,
      usual.rows.map((row) => row.toSpliced(4, 1)),
    );
  },
  "result-columns-extra": async (client) => {
    assert.equal((await expectSameFields(client, listResults, names)).indexOf("queue-id"), 3);
    assert((await listResults(client)).rows.every((row) => row.length === 8 && /^\d{3}$/.test(row[3] ?? "")));
  },
  "result-columns-shuffled": async (client) => {
    const columns = await expectSameFields(client, listResults, names);
    assert.notDeepEqual(columns, names);
    assert.deepEqual(columns.toSorted(), names.toSorted());
  },
  "result-tabs": async (client) => {
    const { reply, rows } = await listResults(client, {}, "\t");
    assert.equal(reply.header("Separator"), "TAB");
    assert(rows.every((row) => row.length === 7));
  },
  "result-tabs-unannounced": async (client) => {
    const { reply, rows } = await listResults(client, {}, "\t");
    assert.equal(reply.header("Separator"), undefined);
    assert(rows.every((row) => row.length === 7));
  },
  "result-times-iso": async (client) => {
    const { reply } = await listResults(client);
    assert(reply.lines.every((line) => /^2026-\d\d-\d\d \d\d:\d\d:\d\d [0-9a-f]{32} \d+ /.test(line)));
  },
  "result-oldest-first": async (client) => {
    const usual = await withoutQuirks(client, () => listResults(client));
    assert.deepEqual((await listResults(client)).rows, usual.rows.toReversed());
    assert.deepEqual((await listResults(client, { offset: 1, limit: 1 })).rows, [usual.rows.at(-2)]);
  },
  "pending-only": async (client) => {
    assert.deepEqual(await statuses(client, { pending: 1 }), ["?"]);
    assert.deepEqual(await statuses(client), ["?", "ack", "nack"]);
    assert.deepEqual(await statuses(client, { pending: 1, showall: 1 }), ["?", "ack", "nack"]);
  },
  "pending-also": async (client) => {
    for (const fields of [{ pending: 1 }, { showpending: 1 }, { showall: 1 }, { pending: 1, showall: 1 }])
      assert.deepEqual(await statuses(client, fields), ["?", "ack", "nack"]);
    assert.deepEqual(await statuses(client), ["ack", "nack"]);
    assert.deepEqual(await statuses(client, { status: "?" }), ["?"]);
    assert.deepEqual(await statuses(client, { status: "pending" }), ["?"]);
  },
  "in-progress-word": async (client) => {
    assert.deepEqual(await statuses(client, { showall: 1 }), ["ack", "nack", "pending"]);
    const [row] = (await listResults(client, { status: "?" })).rows;
    const { body } = await client.post("result-retrieve", { "proc-id": row?.[2] ?? "" });
    assert.equal(body, "Completion-Status: pending\n\n");
  },
  "records-in-body": async (client) => {
    const { reply } = await listResults(client, { "count-only": 1, status: "nack" });
    assert.equal(reply.header("Row-Count"), undefined);
    assert.match(reply.body, /^Records: \d+\n$/);
    assert.equal((await listResults(client, { limit: 2 })).reply.header("Row-Count"), "2");
  },
} as const satisfies Partial<Record<QuirkName, QuirkCase>>;

async function statuses(client: SandboxClient, fields: Fields = {}): Promise<string[]> {
  return [...new Set((await listResults(client, fields)).rows.map((row) => row[5] ?? ""))].sort();
}

export const orderAndTransferCases = {
  "order-columns-case": async (client) => {
    const usual = await withoutQuirks(client, () => listOrders(client));
    const { columns, rows } = await listOrders(client);
    assert.equal(columns, "Order-ID,procId,Created_At,STATUS,Type,amount-brutto,AmountNetto,CURRENCY,Identifier");
    assert.deepEqual(rows, usual.rows);
  },
  "order-columns-extra": async (client) => {
    assert.equal((await expectSameFields(client, listOrders, orderNames)).indexOf("vat_rate"), 5);
    const { raw } = await client.post("query-order-list", { csv: 1, separator: ";" });
    assert.match(
      raw,
      /^order_id;proc_id;created_at;status;type;vat_rate;amount_brutto;.*\n[^;]+;[^;]+;[^;]+;ok;[^;]+;19;/,
    );
  },
  "order-columns-shuffled": async (client) => {
    const columns = await expectSameFields(client, listOrders, orderNames);
    assert.notDeepEqual(columns, orderNames);
  },
  "order-types-hyphen": async (client) => {
    const types = await orderTypes(client);
    assert(types.includes("delete-domain") && types.includes("create-contact") && !types.join().includes("_"));
  },
  "order-types-underscore": async (client) => {
    const types = await orderTypes(client);
    assert(types.includes("delete_domain") && types.includes("create_contact") && !types.join().includes("-"));
  },
  "order-separator-unannounced": async (client) => {
    const { reply, rows } = await listOrders(client);
    assert.equal(reply.header("Separator"), undefined);
    assert(rows.every((row) => row.length === 9));
  },
  "order-separator-announced": async (client) => {
    const separators = ["tab", "comma", "semicolon", "pipe"].map(async (separator) =>
      (await listOrders(client, { separator })).reply.header("Separator"),
    );
    assert.deepEqual(await Promise.all(separators), ["TAB", "COMMA", "SEMICOLON", "PIPE"]);
  },
  "orders-oldest-first": async (client) => {
    const usual = await withoutQuirks(client, () => listOrders(client));
    for (const asc of [0, 1]) assert.deepEqual((await listOrders(client, { asc })).rows, usual.rows.toReversed());
  },
  "order-no-row-count": async (client) => {
    const { reply, rows } = await listOrders(client);
    assert.equal(reply.header("Row-Count"), undefined);
    assert.equal((await listOrders(client, { "count-only": 1 })).reply.header("Row-Count"), `${rows.length}`);
  },
  "transfer-columns-sent": async (client) => {
    const { reply, columns, rows } = await listTransfers(client);
    assert.deepEqual([columns, reply.header("Separator")], ["domain,state,owner-email,admin-email", "TAB"]);
    assert(rows.every((row) => row.length === 4));
  },
  "transfer-columns-foreign": async (client) => {
    const { reply, columns, rows } = await listTransfers(client);
    assert.deepEqual([columns, reply.header("Separator")], ["domain-name,Status,owner_email,adminEmail", "TAB"]);
    assert(rows.every((row) => row.length === 4));
  },
  "transfer-show-state-key": async (client) => {
    const { lines } = await client.post("domain-transfer-control", { action: "show", domain: "acme-widgets.com" });
    assert.equal(lines[1], "state: FOA_BEEN_SENT");
  },
  "transfer-extra-column": async (client) => {
    const { columns, rows } = await listTransfers(client);
    assert.equal(columns, undefined);
    assert(rows.length > 0 && rows.every((row) => row.length === 5 && row[4] === "normal"));
    client.control.setQuirks(["transfer-extra-column", "transfer-columns-sent"]);
    const named = await listTransfers(client);
    assert.equal(named.columns, "domain,state,priority,owner-email,admin-email");
    assert(named.rows.every((row) => row[2] === "normal"));
  },
} as const satisfies Partial<Record<QuirkName, QuirkCase>>;

async function orderTypes(client: SandboxClient): Promise<string[]> {
  for (const type of ["delete_domain", "create-contact"]) client.control.addOrder({ type, amount: "1" });
  return (await listOrders(client)).rows.map((row) => row[4] ?? "");
}
