import assert from "node:assert/strict";
import { parseOrders } from "../../../src/dmapi/order-block";
import { buildOrderParams, type OrderQuery } from "../../../src/dmapi/order-query";
import { countOrders, queryOrderFile, queryOrders } from "../../../src/dmapi/orders";
import { createFakeCall, isErrorWith } from "./fake-call";
import { encode, okReply } from "./fake-transport";

const columns = "order_id,proc_id,created_at,status,type,amount_brutto,amount_netto,currency,identifier";
const row = "7\t8\t2024-03-17T07:54:07Z\tok\tservice_request\t0\t0\t\texample.com";

describe("query-order-list", () => {
  it("is requested with every parameter under its DMAPI name", async () => {
    const { call, requests } = createFakeCall(okReply());
    const ids = {
      orderId: "1",
      orderIdAfter: "2",
      orderIdBefore: "3",
      procId: "4",
      procIdAfter: "5",
      procIdBefore: "6",
    };
    await queryOrders(call, {
      ...{ showAll: true, after: "2024-01-01", before: "2024-03-30", type: "renew", status: "ok", tld: "com" },
      ...{ fqdn: "example.com", fqdnLike: "*.com", ...ids, asc: true },
      ...{ separator: "semicolon", numComma: true, perPage: 10, page: 1 },
    });
    assert.deepEqual(requests[0], {
      request: "query-order-list",
      modifies: false,
      params: {
        ...{ "show-all": true, after: "2024-01-01", before: "2024-03-30", type: "renew", status: "ok", tld: "com" },
        ...{
          fqdn: "example.com",
          "fqdn-like": "*.com",
          "order-id": "1",
          "order-id-after": "2",
          "order-id-before": "3",
        },
        ...{ "proc-id": "4", "proc-id-after": "5", "proc-id-before": "6", asc: true },
        ...{ separator: "semicolon", "num-comma": true, "per-page": 10, page: 1 },
      },
    });
    await queryOrders(call, { orderIdAfter: "0", limit: 1000 });
    assert.deepEqual(requests[1]?.params, { "order-id-after": "0", limit: 1000 });
  });

  const wrong: [OrderQuery, RegExp][] = [
    [{ after: "2024-02-30" }, /: after must be a date/],
    [{ before: "yesterday" }, /: before must be a date/],
    [{ after: "2024-01-02", before: "2024-01-01" }, /: after must not be later/],
    [{ after: "2024-01-01", before: "2024-03-31" }, /: after must be at most 90 days/],
    [{ type: "" }, /: type/],
    [{ status: "done" as never }, /: status must be one of ok, error, pending/],
    [{ tld: " " }, /: tld/],
    [{ fqdn: "" }, /: fqdn/],
    [{ fqdnLike: "a\r\nb" }, /: fqdn-like/],
    [{ orderId: "x" }, /: order-id must consist of digits/],
    [{ orderIdAfter: "-1" }, /: order-id-after/],
    [{ orderIdBefore: "" }, /: order-id-before/],
    [{ orderIdAfter: "10", orderIdBefore: "9" }, /: order-id-after must not exceed/],
    [{ procId: "1.5" }, /: proc-id/],
    [{ procIdAfter: "1e3" }, /: proc-id-after/],
    [{ procIdBefore: " 1" }, /: proc-id-before/],
    [{ procIdAfter: "90071992547409931", procIdBefore: "90071992547409930" }, /: proc-id-after must not exceed/],
    [{ limit: 0, orderIdAfter: "1" }, /: limit must be a whole number from 1 to 1000/],
    [{ limit: 1001, orderIdAfter: "1" }, /: limit/],
    [{ limit: 10 }, /: limit requires a range/],
    [{ limit: 10, orderId: "1" }, /: limit requires a range/],
    [{ limit: 10, procIdAfter: "1", after: "2024-01-01" }, /: limit is ignored/],
    [{ separator: "space" as never }, /: separator must be one of tab, comma/],
    [{ separator: "comma", numComma: true }, /: separator cannot be comma with num-comma/],
    [{ perPage: 9 }, /: per-page must be a whole number of at least 10/],
    [{ page: 0, perPage: 10 }, /: page/],
    [{ page: 2 }, /: page requires per-page/],
  ];
  for (const [query, message] of wrong) {
    it(`is not asked with ${JSON.stringify(query)}`, async () => {
      const { call, requests } = createFakeCall(okReply());
      await assert.rejects(queryOrders(call, query), isErrorWith("invalid", message));
      assert.equal(requests.length, 0);
    });
  }

  it("may have an open range of days or IDs, and a single day", () => {
    const day = { after: "2024-01-01", before: "2024-01-01" };
    for (const query of [{ after: "2000-01-01" }, { before: "2000-01-01" }, day, { procIdBefore: "5" }]) {
      assert(Object.values(buildOrderParams(query)).filter((value) => value !== undefined).length <= 2);
    }
  });

  it("reads rows with empty currencies and unknown columns, in any order", async () => {
    const block = await queryOrders(createFakeCall(okReply(`${row}\tnew\n`, `Columns: ${columns},extra\n`)).call, {});
    const [order] = parseOrders(block);
    assert.equal(order?.currency, "");
    assert.equal(order.identifier, "example.com");
    assert.equal(order.fields.get("extra"), "new");
    const turned = await queryOrders(
      createFakeCall(okReply("b.example|-5.00|1\n", "Columns: identifier,amount-brutto,Order_ID\nSeparator: PIPE\n"))
        .call,
      {},
    );
    const [other] = parseOrders(turned);
    assert.deepEqual(
      [other?.orderId, other?.amountBrutto, other?.identifier, other?.type],
      ["1", "-5.00", "b.example", ""],
    );
  });

  it("uses the requested separator if the reply does not name one", async () => {
    for (const [separator, character] of [
      ["comma", ","],
      ["semicolon", ";"],
      ["pipe", "|"],
      ["tab", "\t"],
    ] as const) {
      const { call } = createFakeCall(okReply(`${row.replaceAll("\t", character)}\n`));
      const [order] = parseOrders(await queryOrders(call, { separator }));
      assert.deepEqual([order?.orderId, order?.identifier], ["7", "example.com"]);
    }
  });

  it("does not accept a truncated reply", async () => {
    const whole = [`${row}\n`, row, `${row}\r\n${row}\r\n`, `${row}\n\n`, ""];
    for (const body of whole) await queryOrders(createFakeCall(okReply(body, `Columns: ${columns}\n`)).call, {});
    for (const [body, count] of [
      [`${row}\n`, 2],
      [`${row}\n${row.slice(0, 30)}`, 2],
      [row.slice(0, 20), 1],
      ["", 1],
    ] as const) {
      const { call } = createFakeCall(okReply(body, `Columns: ${columns}\nRow-Count: ${count}\n`));
      await assert.rejects(queryOrders(call, {}), isErrorWith("malformed", /truncated/), body);
    }
    await assert.rejects(
      queryOrders(createFakeCall(okReply(`${row}\n${row.slice(0, 30)}`)).call, {}),
      isErrorWith("malformed", /of 9 fields/),
    );
  });

  it("checks a page by its own rows, whatever Row-Count counts", async () => {
    const rows = (count: number) => `${row}\n`.repeat(count);
    const ask = (came: number, rowCount: number, page: number) =>
      queryOrders(createFakeCall(okReply(rows(came), `Row-Count: ${rowCount}\n`)).call, { perPage: 10, page });
    for (const [came, rowCount, page] of [
      [10, 10, 1],
      [10, 25, 1],
      [5, 25, 3],
      [5, 5, 3],
      [0, 0, 4],
      [0, 25, 4],
      [0, 8, 2],
    ] as const) {
      await ask(came, rowCount, page);
    }
    for (const [came, rowCount, page] of [
      [9, 10, 1],
      [9, 25, 1],
      [4, 25, 3],
      [4, 5, 3],
    ] as const) {
      await assert.rejects(
        ask(came, rowCount, page),
        isErrorWith("malformed"),
        `${came} of ${rowCount} on page ${page}`,
      );
    }
  });

  it("counts, whether the number comes in a header or in the body", async () => {
    const { call, requests } = createFakeCall(okReply("", "Row-Count: 254554\n"));
    assert.equal(await countOrders(call, { status: "pending" }), 254_554);
    assert.deepEqual(requests[0]?.params, { status: "pending", "count-only": true });
    assert.equal(await countOrders(createFakeCall(okReply("Records: 3")).call, {}), 3);
    await assert.rejects(countOrders(createFakeCall(okReply("three")).call, {}), isErrorWith("malformed"));
  });
});

describe("query-order-list as a file", () => {
  const title = columns.replaceAll(",", ";");
  const line = row.replaceAll("\t", ";");
  const file = (reply: string | Uint8Array) => queryOrderFile(createFakeCall(reply).call, { separator: "semicolon" });
  const text = async (reply: string) => new TextDecoder().decode(await file(reply));

  it("is passed through byte for byte", async () => {
    const { call, requests } = createFakeCall(`${title}\n${line}\n`);
    assert.deepEqual(await queryOrderFile(call, { separator: "semicolon" }), encode(`${title}\n${line}\n`));
    assert.deepEqual(requests[0]?.params, { separator: "semicolon", csv: true });
    for (const whole of [`${title}\n`, title, "", `${title}\r\n${line}`]) assert.equal(await text(whole), whole);
  });

  it("is distinguished from an error, which is a block", async () => {
    const error = "Status-Code: 2306\nStatus-Text: Parameter value policy error\nError: no\n\n";
    await assert.rejects(file(error), isErrorWith("refused", /2306/));
  });

  it("may be a list if files are not supported", async () => {
    const headers = `Columns: ${columns}\nRow-Count: 1\n`;
    assert.equal(await text(okReply(`${line}\n`, headers)), `${title}\n${line}\n`);
    await assert.rejects(file(okReply(line.slice(0, 9), headers)), isErrorWith("malformed"));
  });

  it("is rejected if it is HTML, garbage or truncated", async () => {
    const noise = new Uint8Array([0xff, 0xfe, 0x3b, 0x80]);
    for (const reply of ["<!DOCTYPE html>\n<html>", " <html/>", "Status-C", noise, `${title}\n${line.slice(0, 30)}`]) {
      await assert.rejects(file(reply), isErrorWith("malformed"));
    }
  });
});
