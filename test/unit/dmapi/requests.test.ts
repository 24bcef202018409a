import assert from "node:assert/strict";
import { queryBalance, queryProfile } from "../../../src/dmapi/account";
import { DmapiError } from "../../../src/dmapi/errors";
import { canResendFoa, cancelIsDocumented, mayCancel, transferStates } from "../../../src/dmapi/model";
import { ordersOfLast, readOrders, type OrderBlock } from "../../../src/dmapi/orders";
import { readReply } from "../../../src/dmapi/reply";
import { deleteResult, listResults, retrieveResult } from "../../../src/dmapi/results";
import type { Call, Params } from "../../../src/dmapi/session";
import { cancelTransfer, listTransfers, resendFoa, showTransfer } from "../../../src/dmapi/transfers";
import { bytes, ok } from "./fake-transport";

/** A call that answers every request with `reply` and remembers what was asked. */
function answering(reply: string | ((params: Params) => string)) {
  const asked: { request: string; params: Params; modifies: boolean }[] = [];
  const call: Call = (request, params = {}, options = {}) => {
    asked.push({ request, params, modifies: options.modifies === true });
    const text = typeof reply === "string" ? reply : reply(params);
    return Promise.resolve().then(() => readReply(request, 200, bytes(text)));
  };
  return { call, asked };
}

function malformed(error: unknown) {
  return error instanceof DmapiError && error.reason === "malformed";
}

describe("domain-transfer-control", () => {
  it("lists domain, state and both e-mails, separated by tabs", async () => {
    const { call, asked } = answering(ok("example.com\tFOA_BEEN_SENT\towner@example.com\tadmin@example.com\n"));
    assert.deepEqual(await listTransfers(call), [
      {
        domain: "example.com",
        state: "FOA_BEEN_SENT",
        ownerEmail: "owner@example.com",
        adminEmail: "admin@example.com",
      },
    ]);
    assert.deepEqual(asked[0]?.params, { action: "list" });
  });

  it("keeps unknown states and empty e-mails", async () => {
    const { call } = answering(ok("a.example\tSOMETHING_NEW\t\t\n"));
    assert.deepEqual(await listTransfers(call), [
      { domain: "a.example", state: "SOMETHING_NEW", ownerEmail: "", adminEmail: "" },
    ]);
  });

  it("is empty without a body, and malformed where a row was cut", async () => {
    assert.deepEqual(await listTransfers(answering(ok()).call), []);
    await assert.rejects(listTransfers(answering(ok("a.example\tIN_DB\to@x\ta@x\nb.exam")).call), malformed);
    const promised = ok("a.example\tIN_DB\t\t\n", "Row-Count: 2\n");
    await assert.rejects(listTransfers(answering(promised).call), malformed);
  });

  it("shows one transfer as sent", async () => {
    const { call, asked } = answering(ok("domain: example.com\nstatus: FOA_BEEN_SENT\ntransfer-id: 123456\n"));
    assert.deepEqual(await showTransfer(call, "example.com"), [
      ["domain", "example.com"],
      ["status", "FOA_BEEN_SENT"],
      ["transfer-id", "123456"],
    ]);
    assert.deepEqual(asked[0]?.params, { action: "show", domain: "example.com" });
  });

  it("resends and cancels as modifying requests, never without a domain", async () => {
    const { call, asked } = answering(ok());
    await resendFoa(call, "a.example");
    await cancelTransfer(call, "a.example");
    assert.deepEqual(
      asked.map(({ params, modifies }) => [params["action"], modifies]),
      [
        ["resend-foa", true],
        ["cancel", true],
      ],
    );
    await assert.rejects(cancelTransfer(call, " "), /domain is missing/);
    assert.equal(asked.length, 2);
  });

  it("has one state for resending, one documented for cancelling, and two in which nothing can be cancelled", () => {
    const states = [...transferStates, "SOMETHING_NEW"];
    const having = (test: (transfer: never) => boolean) => states.filter((state) => test({ state } as never));
    assert.deepEqual(having(canResendFoa), ["FOA_BEEN_SENT"]);
    assert.deepEqual(having(cancelIsDocumented), ["REGISTRY_REQUEST_RECEIVED_NOW_WAITING"]);
    assert.equal(having(mayCancel).length, states.length - 2);
  });
});

describe("result-list", () => {
  const seven = "20240317075814 01d6 8181810 domain-renew example.com ack -\n";

  it("reads seven columns, and six where the object is missing", async () => {
    const { call, asked } = answering(ok(seven + "20240317075814 01d7 8181811 domain-renew ? my-id\n"));
    const [first, second] = await listResults(call, { period: 90 });
    assert.deepEqual(asked[0]?.params, { period: 90 });
    assert.deepEqual(first, {
      timeStamp: "20240317075814",
      svTrId: "01d6",
      procId: "8181810",
      requestType: "domain-renew",
      object: "example.com",
      status: "ack",
      clTrId: "-",
    });
    assert.deepEqual([second?.object, second?.status, second?.clTrId], ["", "pending", "my-id"]);
  });

  it("prefers the columns a reply names, and keeps unknown states", async () => {
    const headers = "Columns: Status,Proc-Id,SvTrId,Request-Type\nSeparator: TAB\n";
    const [result] = await listResults(answering(ok("weird\t1\t2\tx\n", headers)).call, {});
    assert.deepEqual([result?.status, result?.procId, result?.svTrId, result?.requestType], ["weird", "1", "2", "x"]);
  });
});

describe("result-retrieve and result-delete", () => {
  it("give the second block's key-values and the text behind them", async () => {
    const body = "Object-Name: example.com\nCompletion-Status: nack\n\nThe registry said:\n\nno\n";
    const { call, asked } = answering(ok(body));
    const content = await retrieveResult(call, { procId: "1" });
    assert.deepEqual(content.fields, [
      ["Object-Name", "example.com"],
      ["Completion-Status", "nack"],
    ]);
    assert.equal(content.text, "The registry said:\n\nno\n");
    assert.deepEqual(asked[0]?.params, { "Proc-ID": "1", SvTrID: undefined });
  });

  it("need one of Proc-ID and SvTrID; a dash is none", async () => {
    const { call, asked } = answering(ok());
    await assert.rejects(retrieveResult(call, {}), /Proc-ID or SvTrID is needed/);
    await assert.rejects(deleteResult(call, { procId: "-", svTrId: "" }), /is needed/);
    await deleteResult(call, { procId: "", svTrId: "01d6" });
    assert.deepEqual(asked, [
      { request: "result-delete", params: { "Proc-ID": undefined, SvTrID: "01d6" }, modifies: true },
    ]);
  });
});

describe("query-account-balance and query-profile", () => {
  it("give decimals as sent", async () => {
    const headers = "Columns: available,pending,total,currency\nSeparator: TAB\n";
    const { call } = answering(ok("975.00\t25.00\t1000.00\tUSD\n", headers));
    assert.deepEqual(await queryBalance(call), {
      available: "975.00",
      pending: "25.00",
      total: "1000.00",
      currency: "USD",
    });
    await assert.rejects(queryBalance(answering(ok()).call), malformed);
    await assert.rejects(queryBalance(answering(ok("a lot\t0\t0\tUSD\n")).call), malformed);
  });

  it("keep repeated and unknown keys of a profile", async () => {
    const { call } = answering(ok("customer-id: 7\nwhois: a\nwhois: b\nfavourite colour: blue: dark\n"));
    assert.deepEqual(await queryProfile(call), [
      ["customer-id", "7"],
      ["whois", "a"],
      ["whois", "b"],
      ["favourite colour", "blue: dark"],
    ]);
  });
});

describe("query-order-list", () => {
  const columns = "order_id,proc_id,created_at,status,type,amount_brutto,amount_netto,currency,identifier";
  const now = Date.UTC(2026, 0, 1, 12);
  const day = 86_400_000;

  async function blocks(days: number, reply = ok("", `Columns: ${columns}\n`)) {
    const { call, asked } = answering(reply);
    const came: OrderBlock[] = [];
    for await (const block of ordersOfLast(days, call, now)) came.push(block);
    return { came, spans: asked.map(({ params }) => [String(params["after"]), String(params["before"])] as const) };
  }

  it("asks for windows of at most 90 days, newest first, without gap or overlap", async () => {
    for (const days of [1, 30, 89, 90, 91, 400, 5000]) {
      const { spans } = await blocks(days);
      const ordered = spans.map(([after, before]) => [Date.parse(after), Date.parse(before)] as const);
      ordered.forEach(([after, before], index) => {
        assert((before - after) / day <= 89 && after <= before, `${days}: ${String(spans[index])}`);
        const older = ordered[index + 1];
        if (older) assert.equal(after - older[1], day, `${days}: gap behind ${String(spans[index])}`);
      });
      assert.equal(spans[0]?.[1], "2026-01-02");
      const first = new Date(now - Math.min(days, 1095) * day).toISOString().slice(0, 10);
      assert.equal(spans.at(-1)?.[0], first);
    }
  });

  it("reads rows with empty currencies and unknown columns", async () => {
    const body = "7\t8\t2024-03-17T07:54:07Z\tok\tservice_request\t0\t0\t\texample.com\tnew\n";
    const { came } = await blocks(1, ok(body, `Columns: ${columns},extra\n`));
    const [order] = readOrders(came[0]!);
    assert.equal(order!.currency, "");
    assert.equal(order.identifier, "example.com");
    assert.equal(order.fields.get("extra"), "new");
  });

  it("takes a reply with fewer rows than promised for cut", async () => {
    await assert.rejects(blocks(1, ok("1\t2\t3\n", `Columns: ${columns}\nRow-Count: 2\n`)), malformed);
    const { came } = await blocks(1, ok("1\t2\t3\n4\t5\t6", `Columns: ${columns}\nRow-Count: 2\n`));
    assert.equal(readOrders(came[0]!).length, 2);
  });
});
