import assert from "node:assert/strict";
import fc from "fast-check";
import { queryBalance } from "../../../src/dmapi/account";
import type { Result } from "../../../src/dmapi/model";
import { parseOrders } from "../../../src/dmapi/order-block";
import { queryOrders } from "../../../src/dmapi/orders";
import { deleteResult, listResults } from "../../../src/dmapi/results";
import { listTransfers } from "../../../src/dmapi/transfers";
import { createFakeCall, isErrorWith } from "./fake-call";
import { okReply } from "./fake-transport";

const trackingId = "01d6bb9b5190ba66cb189d2605e28628";
const values: Record<string, string> = {
  time: "20240317075814",
  svtrid: trackingId,
  procid: "8181810",
  type: "domain-renew",
  object: "example.com",
  status: "ack",
  cltrid: "my-id",
};

async function results(body: string, headers = ""): Promise<Result[]> {
  return listResults(createFakeCall(okReply(body, headers)).call, {});
}

function facts(result: Result | undefined): (string | undefined)[] {
  return [result?.timeStamp, result?.svTrId, result?.procId, result?.requestType, result?.object, result?.status];
}

const expected = ["20240317075814", trackingId, "8181810", "domain-renew", "example.com", "ack"];
const row = Object.values(values).join(" ");

describe("A list of results whose columns are", () => {
  const headers = {
    documented: "TimeStamp,SvTrId,Proc-ID,request-type,request-object,status,ClTrId",
    "of an independent server": "timestamp,svtrid,procid,type,object,status,cltrid",
    "in snake case": "time_stamp,sv_tr_id,proc_id,request_type,request_object,request_status,cl_tr_id",
    "in camel case": "timeStamp,trackingId,procId,requestType,requestObject,status,clTrId",
    "unknown words": "a,b,c,d,e,f,g",
    "wrongly named": "TimeStamp,Proc-ID,SvTrId,request-type,request-object,status,ClTrId",
  };
  for (const [kind, columns] of Object.entries(headers))
    it(`${kind} has every id in its place`, async () => {
      const [result] = await results(`${row}\n`, `Columns: ${columns}\n`);
      assert.deepEqual(facts(result), expected);
      assert.equal(result?.isUnreadable, undefined);
    });

  it("in any order, with any others among them", async () => {
    const names = fc.shuffledSubarray(Object.keys(values), { minLength: 7 });
    await fc.assert(
      fc.asyncProperty(names, fc.nat({ max: 7 }), async (order, extra) => {
        const columns = order.toSpliced(extra, 0, "cost");
        const body = columns.map((name) => values[name] ?? "9.99").join("\t");
        const [result] = await results(`${body}\n`, `Columns: ${columns.join(",")}\nSeparator: TAB\n`);
        assert.deepEqual(facts(result), expected);
        assert.equal(result?.fields.get("cost"), "9.99");
      }),
      { numRuns: 50 },
    );
  });

  it("not there at all is read by the document's places, with tabs too", async () => {
    assert.deepEqual(facts((await results(`${row}\n`))[0]), expected);
    assert.deepEqual(facts((await results(`${row.replaceAll(" ", "\t")}\n`))[0]), expected);
  });

  it("six has no object, also with blanks in the last column", async () => {
    const [short] = await results(`20240317075814 ${trackingId} 8181810 domain-renew nack my own id\n`);
    assert.deepEqual([short?.object, short?.status, short?.clTrId], ["", "nack", "my own id"]);
    const [named] = await results(
      `20240317075814 ${trackingId} 8181810 domain-renew nack -\n`,
      "Columns: timestamp,svtrid,procid,type,status,cltrid\n",
    );
    assert.deepEqual([named?.procId, named?.object, named?.status], ["8181810", "", "nack"]);
  });
});

describe("A row of results", () => {
  it("may have a blank in its time, and some in the text of the last column", async () => {
    for (const time of ["2024-03-17 07:58:14", "2024-03-17 07:58:14 +0100"]) {
      const [result] = await results(`${row.replace("20240317075814", time).replace("my-id", "two words")}\n`);
      assert.deepEqual(facts(result), [time, ...expected.slice(1)]);
      assert.equal(result?.clTrId, "two words");
    }
  });

  it("that is not understood is shown whole, and no id of it reaches an action", async () => {
    const shifted = `${row.replace("example.com", "two words")}\n`;
    const [good, bad] = await results(`${row}\n${shifted}`);
    assert.deepEqual(facts(good), expected);
    assert.deepEqual([bad?.isUnreadable, bad?.object, bad?.svTrId, bad?.procId], [true, shifted.trim(), "", ""]);
    const { call, requests: asked } = createFakeCall(okReply());
    await assert.rejects(deleteResult(call, bad ?? assert.fail()), isErrorWith("invalid"));
    assert.equal(asked.length, 0);
  });

  it("has a status in any spelling", async () => {
    const statuses = ["ACK", "Nack", "?", "pending", "PENDING", "weird"];
    const read = await results(statuses.map((status) => `${row.replace(" ack ", ` ${status} `)}\n`).join(""));
    assert.deepEqual(
      read.map(({ status }) => status),
      ["ack", "nack", "pending", "pending", "pending", "weird"],
    );
  });

  it("comes before the older ones, whatever the server's order is", async () => {
    const at = (time: string) => `${row.replace("20240317075814", time)}\n`;
    for (const times of [
      ["20240101000000", "20240201000000", "20240301000000"],
      ["2024-02-01 00:00:00", "20240301000000", "2024-01-01 00:00:00"],
    ]) {
      const read = await results(times.map(at).join(""));
      assert.deepEqual(
        read.map(({ timeStamp }) => timeStamp.replace(/\D/g, "").slice(0, 6)),
        ["202403", "202402", "202401"],
      );
    }
  });
});

describe("A list of transfers", () => {
  const line = "example.com\tFOA_BEEN_SENT\to@example.com\ta@example.com";
  const read = async (body: string, headers = "") => listTransfers(createFakeCall(okReply(body, headers)).call);

  it("is read under any names, and with blanks where no separator is named", async () => {
    const replies: [string, string][] = [
      [line, "Columns: Domain_Name,transfer_status,ownerEmail,adminEmail\n"],
      [line, "Columns: a,b,c,d\n"],
      [line.replaceAll("\t", " "), "Columns: domain,state,owner-email,admin-email\n"],
      [line.split("\t").reverse().join("\t"), "Columns: admin,owner,status,name\n"],
    ];
    for (const [body, headers] of replies) {
      const [transfer] = await read(`${body}\n`, headers);
      assert.deepEqual(
        [transfer?.domain, transfer?.state, transfer?.ownerEmail, transfer?.adminEmail],
        ["example.com", "FOA_BEEN_SENT", "o@example.com", "a@example.com"],
        headers,
      );
    }
  });

  it("shows a row whole whose domain cannot be one", async () => {
    const [good, bad] = await read(`${line}\n7\texample.org\tIN_DB\to@example.org\ta@example.org\n`);
    assert.equal(good?.domain, "example.com");
    assert.deepEqual([bad?.isUnreadable, bad?.state], [true, ""]);
    assert.match(bad?.domain ?? "", /^7\texample\.org/);
  });
});

describe("A list of orders", () => {
  const documented = "order_id,proc_id,created_at,status,type,amount_brutto,amount_netto,currency,identifier";
  const line = "7\t8\t2024-03-17T07:54:07Z\tok\trenew\t11.90\t10.00\tEUR\texample.com";
  const read = async (body: string, headers: string) =>
    parseOrders(await queryOrders(createFakeCall(okReply(body, headers)).call, {}));
  const factsOf = ({
    orderId,
    procId,
    amountBrutto,
    amountNetto,
    currency,
    identifier,
    type,
    status,
  }: Awaited<ReturnType<typeof read>>[number]) => [
    orderId,
    procId,
    amountBrutto,
    amountNetto,
    currency,
    identifier,
    type,
    status,
  ];

  it("is read under any names, whatever the separator", async () => {
    const [expectedOrder] = await read(`${line}\n`, `Columns: ${documented}\n`);
    const replies: [string, string][] = [
      [line, "Columns: Order-ID,Proc-ID,Created-At,Status,Type,Amount-Brutto,Amount-Netto,Currency,Identifier\n"],
      [line, "Columns: orderId,procId,createdAt,orderStatus,orderType,amountGross,amountNet,currency,objectName\n"],
      [line, "Columns: a,b,c,d,e,f,g,h,i\n"],
      [line.replaceAll("\t", ";"), `Columns: ${documented}\n`],
      [line.split("\t").reverse().join("\t"), `Columns: ${documented.split(",").reverse().join(",")}\n`],
    ];
    for (const [body, headers] of replies) {
      const [order] = await read(`${body}\n`, headers);
      assert.deepEqual(order && factsOf(order), expectedOrder && factsOf(expectedOrder), headers);
    }
  });

  it("keeps unknown columns, and takes none for another one where their number differs", async () => {
    const [order] = await read(`x\t${line}\n`, `Columns: note,${documented}\n`);
    assert.deepEqual([order?.orderId, order?.fields.get("note")], ["7", "x"]);
    const [unknown] = await read("7\t8\n", "Columns: foo,bar\n");
    assert.deepEqual([unknown?.orderId, unknown?.amountBrutto, unknown?.fields.get("foo")], ["", "", "7"]);
  });
});

describe("A balance", () => {
  it("is read under any names", async () => {
    for (const columns of ["Available_Amount,PENDING,Total,Currency", "a,b,c,d"]) {
      const reply = okReply("975.00\t25.00\t1000.00\tUSD\n", `Columns: ${columns}\n`);
      const balance = await queryBalance(createFakeCall(reply).call);
      assert.deepEqual(balance, { available: "975.00", pending: "25.00", total: "1000.00", currency: "USD" });
    }
  });
});
