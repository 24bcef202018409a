import assert from "node:assert/strict";
import {
  countResults,
  deleteResult,
  listResults,
  listResultsWithDeleted,
  retrieveResult,
  type ResultQuery,
} from "../../../src/dmapi/results";
import { createFakeCall, isErrorWith } from "./fake-call";
import { okReply } from "./fake-transport";

const seven = "20240317075814 01d6 8181810 domain-renew example.com ack -\n";
const six = "20240317075814 01d7 8181811 domain-renew ? my-id\n";

describe("Results with deleted ones among them", () => {
  const row = (id: number, status = "ack") => `20240317075814 track-${id} ${id} domain-renew example.com ${status} -\n`;

  it("are marked if the default list lacks them, unless they are in progress", async () => {
    const { call, requests } = createFakeCall(({ params }) =>
      okReply(params["showall"] === true ? row(4) + row(3, "?") + row(2, "nack") + row(1) : row(4) + row(1)),
    );
    const results = await listResultsWithDeleted(call, { object: "example.com", offset: 10, limit: 4 });
    assert.deepEqual(
      results.map(({ procId, isDeleted }) => [procId, isDeleted ?? false]),
      [
        ["4", false],
        ["3", false],
        ["2", true],
        ["1", false],
      ],
    );
    const [all, others] = requests.map(({ params }) => params);
    assert.deepEqual(all, { showall: true, objid: "example.com", offset: 10, limit: 4 });
    assert.deepEqual(Object.keys(others ?? {}), ["limit", "objid"], "the second list is from the newest one");
    assert(Number(others?.["limit"]) >= 14, "and reaches as far back as the first");
  });
});

describe("result-list", () => {
  it("reads seven columns, and six where the object is missing", async () => {
    const { call, requests } = createFakeCall(okReply(seven + six));
    const [first, second] = await listResults(call, { period: 90 });
    assert.deepEqual(requests[0]?.params, { period: 90 });
    const { fields, ...rest } = first!;
    assert.deepEqual(rest, {
      timeStamp: "20240317075814",
      svTrId: "01d6",
      procId: "8181810",
      requestType: "domain-renew",
      object: "example.com",
      status: "ack",
      clTrId: "-",
    });
    assert.equal(fields.get("request-object"), "example.com");
    assert.deepEqual([second?.object, second?.status, second?.clTrId], ["", "pending", "my-id"]);
    assert.equal(second?.fields.has("request-object"), false);
  });

  it("prefers the columns a reply names, and keeps unknown states and columns", async () => {
    const headers = "Columns: Status,Proc_Id,SvTrId,Request-Type,cost\nSeparator: TAB\n";
    const [result] = await listResults(createFakeCall(okReply("weird\t1\t2\tx\t9\n", headers)).call, {});
    assert.deepEqual([result?.status, result?.procId, result?.svTrId, result?.requestType], ["weird", "1", "2", "x"]);
    assert.equal(result?.fields.get("cost"), "9");
  });

  it("does not accept a truncated row", async () => {
    assert.equal((await listResults(createFakeCall(okReply(seven + seven.trimEnd())).call, {})).length, 2);
    assert.equal((await listResults(createFakeCall(okReply(six.trimEnd())).call, {})).length, 1);
    for (const cut of [seven.slice(0, 40), seven + seven.slice(0, -2), seven + six.slice(0, -7)]) {
      await assert.rejects(
        listResults(createFakeCall(okReply(cut.trimEnd())).call, {}),
        isErrorWith("malformed", /truncated/),
        cut,
      );
    }
    await assert.rejects(
      listResults(createFakeCall(okReply(seven, "Row-Count: 5\n")).call, {}),
      isErrorWith("malformed", /1 of 5/),
    );
  });

  it("may come with the number of all results as its Row-Count", async () => {
    const total = "Row-Count: 12\n";
    assert.equal((await listResults(createFakeCall(okReply(seven, total)).call, { limit: 1 })).length, 1);
    assert.equal(
      (await listResults(createFakeCall(okReply(seven + seven, total)).call, { offset: 10, limit: 5 })).length,
      2,
    );
    const cut = { limit: 2, offset: 0 };
    await assert.rejects(
      listResults(createFakeCall(okReply(seven, total)).call, cut),
      isErrorWith("malformed", /1 of 2/),
    );
    const last = { limit: 5, offset: 10 };
    await assert.rejects(
      listResults(createFakeCall(okReply(seven, total)).call, last),
      isErrorWith("malformed", /1 of 2/),
    );
  });

  it("is requested with every parameter under its DMAPI name", async () => {
    const { call, requests } = createFakeCall(okReply());
    const patterns = { requestType: "domain-*", object: "*.com", procId: "81?", svTrId: "01*", clTrId: "ref-*" };
    const days = { period: 7, date: "2024-02-29" };
    await listResults(call, {
      pending: true,
      showAll: true,
      ...days,
      offset: 0,
      limit: 1,
      status: "pending",
      ...patterns,
    });
    assert.deepEqual(requests[0], {
      request: "result-list",
      modifies: false,
      params: {
        ...{ pending: true, showall: true, ...days, offset: 0, limit: 1, status: "?" },
        ...{ rtype: "domain-*", objid: "*.com", procid: "81?", svtrid: "01*", cltrid: "ref-*" },
      },
    });
  });

  it("is not requested with invalid parameters, which the error names", async () => {
    const { call, requests } = createFakeCall(okReply());
    const wrong: [ResultQuery, RegExp][] = [
      [{ period: 0 }, /: period must be a whole number of at least 1/],
      [{ period: 1.5 }, /: period/],
      [{ date: "2024-02-30" }, /: date must be a date/],
      [{ date: "20240101" }, /: date/],
      [{ offset: -1 }, /: offset/],
      [{ limit: 0 }, /: limit/],
      [{ limit: NaN }, /: limit/],
      [{ status: "done" as never }, /: status must be one of ack, nack, pending/],
      [{ requestType: "" }, /: rtype must be a single line of text/],
      [{ object: " " }, /: objid/],
      [{ procId: "" }, /: procid/],
      [{ svTrId: "a\nb" }, /: svtrid/],
      [{ clTrId: "" }, /: cltrid/],
    ];
    for (const [query, message] of wrong)
      await assert.rejects(listResults(call, query), isErrorWith("invalid", message));
    assert.equal(requests.length, 0);
  });

  it("counts, whether the number comes in the body or in a header", async () => {
    const { call, requests } = createFakeCall(okReply("Records: 12\n"));
    assert.equal(await countResults(call, { status: "nack" }), 12);
    assert.deepEqual(requests[0]?.params, { status: "nack", "count-only": true });
    assert.equal(await countResults(createFakeCall(okReply("", "Row-Count: 7\n")).call, {}), 7);
    assert.equal(await countResults(createFakeCall(okReply("records: 0", "Row-Count: 7\n")).call, {}), 0);
    for (const reply of [okReply(), okReply("many\n"), okReply("", "Row-Count: -1\n"), okReply("", "Row-Count: \n")]) {
      await assert.rejects(countResults(createFakeCall(reply).call, {}), isErrorWith("malformed", /no count/));
    }
  });
});

describe("result-retrieve and result-delete", () => {
  it("give the second block's key-values and the text behind them, as it came", async () => {
    const text = "The registry said:\n\nno\r\n\r\n:-(\n";
    const { call, requests } = createFakeCall(
      okReply(`Object-Name: example.com\r\nCompletion-Status: nack\r\n\r\n${text}`),
    );
    const content = await retrieveResult(call, { procId: "1" });
    assert.deepEqual(content.fields, [
      ["Object-Name", "example.com"],
      ["Completion-Status", "nack"],
    ]);
    assert.equal(content.text, text);
    assert.equal(content.headers.find(([name]) => name === "Tracking-Id")?.[1], "01d6");
    assert.deepEqual(requests[0]?.params, { "Proc-ID": "1" });
  });

  it("drop nothing of a body that has no such block", async () => {
    const bare = await retrieveResult(createFakeCall(okReply("it went well\nand is done\nCode: 5\n")).call, {
      procId: "1",
    });
    assert.deepEqual(bare.fields, [
      ["", "it went well\nand is done"],
      ["Code", "5"],
    ]);
    const late = await retrieveResult(createFakeCall(okReply("\nText alone")).call, { procId: "1" });
    assert.deepEqual([late.fields, late.text], [[], "Text alone"]);
    const status = await retrieveResult(createFakeCall(okReply("Completion-Status: ?")).call, { procId: "1" });
    assert.deepEqual([status.fields, status.text], [[["Completion-Status", "?"]], ""]);
  });

  it("require a Proc-ID or SvTrID; a dash is neither", async () => {
    const { call, requests } = createFakeCall(okReply());
    await assert.rejects(retrieveResult(call, {}), isErrorWith("invalid", /Proc-ID or SvTrID is required/));
    await assert.rejects(deleteResult(call, { procId: "-", svTrId: "" }), isErrorWith("invalid", /is required/));
    for (const request of [retrieveResult, deleteResult]) {
      for (const procId of ["x", "1 2", "7\n", "-7"]) {
        await assert.rejects(
          request(call, { procId }),
          isErrorWith("invalid", /: Proc-ID must consist of digits/),
          procId,
        );
      }
      await assert.rejects(
        request(call, { svTrId: "01d6\r\nx" }),
        isErrorWith("invalid", /: SvTrID must be a single line of text/),
      );
    }
    await deleteResult(call, { procId: "", svTrId: "01d6" });
    await retrieveResult(call, { procId: "7", svTrId: "01d6" });
    assert.deepEqual(requests, [
      { request: "result-delete", params: { SvTrID: "01d6" }, modifies: true },
      { request: "result-retrieve", params: { "Proc-ID": "7", SvTrID: "01d6" }, modifies: false },
    ]);
  });
});
