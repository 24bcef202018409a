import assert from "node:assert/strict";
import { DmapiError } from "../../../src/dmapi/errors";
import { parseLogin } from "../../../src/dmapi/login";
import { parseOrderBlock, parseOrders } from "../../../src/dmapi/order-block";
import { parseCount, parseFields, parseList, type ListFormat } from "../../../src/dmapi/parse-list";
import { parseReply, type Reply } from "../../../src/dmapi/reply";
import { listResults } from "../../../src/dmapi/results";
import { countEventLoopTurns } from "../event-loop-turns";
import { createFakeCall } from "./fake-call";
import { encode, okReply } from "./fake-transport";

const format: ListFormat = { columns: ["a", "b"], separator: "\t" };

function reply(body: string, headers = ""): Reply {
  return parseReply("result-list", 200, encode(okReply(body, headers)));
}

function exceeds(detail: RegExp) {
  return (error: unknown) => error instanceof DmapiError && error.reason === "malformed" && detail.test(error.detail);
}

/** Before the limits, one of these took from seconds to minutes; mocha's time limit is enough to notice. */
describe("A hostile or broken reply", () => {
  it("without an empty line ends at the limit of the header block", () => {
    const parse = (text: string) => () => parseReply("query-profile", 200, encode(text));
    assert.throws(
      parse(`Status-Code: 0\n${"a\n".repeat(2 ** 23)}`),
      exceeds(/^the header block has more than 1000 lines$/),
    );
    assert.throws(
      parse(`Status-Code: 0\nX: ${"a".repeat(2 ** 23)}`),
      exceeds(/^the header block is larger than 256 KB$/),
    );
    assert.throws(
      () => parseReply("query-profile", 502, encode("<p>\n".repeat(2 ** 20))),
      (error: DmapiError) => error.reason === "http",
    );
  });

  it("has a limited number of columns, fields and rows, and rows of limited length", async () => {
    await assert.rejects(parseList(reply("x\n", `Columns: ${"a,".repeat(5000)}\n`), format), exceeds(/1000 columns/));
    assert.throws(() => parseOrderBlock(reply("x\n", `Columns: ${"a,".repeat(5000)}\n`)), exceeds(/1000 columns/));
    await assert.rejects(parseList(reply("\t".repeat(500_000)), format), exceeds(/^a row has more than 1000 fields$/));
    await assert.rejects(parseList(reply("x".repeat(1_300_000)), format), exceeds(/^a row is longer than 1 MB$/));
    await assert.rejects(parseList(reply("a\tb\n".repeat(300_000)), format), exceeds(/more than 250000 rows$/));
    assert.throws(() => parseFields("x", "a: b\n".repeat(50_000)), exceeds(/more than 20000 lines$/));
    const login = parseReply("login", 200, encode(`Status-Code: 0\nAuth-Sid: s\n\n${"com\n".repeat(50_000)}`));
    assert.throws(() => parseLogin(login), exceeds(/more than 20000 TLDs$/));
  });

  it("is read in linear time", () => {
    for (const size of [200_000, 400_000]) {
      assert.deepEqual(parseFields("x", `a${" ".repeat(size)}`), [["", "a"]]);
      assert.equal(parseFields("x", `a${" ".repeat(size)}:${" ".repeat(size)}b`).length, 1);
      assert.throws(() => parseCount(reply("\n".repeat(size))), exceeds(/no count/));
      assert.throws(() => parseCount(reply(" ".repeat(size))), exceeds(/no count/));
      const wide = parseOrderBlock(reply(`${"x\t".repeat(size)}\n`));
      assert.equal(parseOrders(wide)[0]?.fields.size, size + 1);
      assert.equal(parseOrderBlock(reply("\t".repeat(size))).columns.length, 9);
    }
  });

  it("lets the event loop run while a long list is read", async () => {
    const row = "20260101000000 01d6 1 domain-register example.com ack -\n";
    const { call } = createFakeCall(okReply(row.repeat(200_000)));
    const { turns, result } = await countEventLoopTurns(() => listResults(call, {}));
    assert.equal(result.length, 200_000);
    assert(turns > 4, `${turns} turns`);
  });
});
