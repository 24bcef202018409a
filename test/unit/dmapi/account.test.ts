import assert from "node:assert/strict";
import { queryRequestNames, queryVersion } from "../../../src/dmapi/version";
import { queryBalance, queryProfile } from "../../../src/dmapi/account";
import { createFakeCall, isErrorWith } from "./fake-call";
import { okReply } from "./fake-transport";

describe("query-account-balance", () => {
  const headers = "Columns: available,pending,total,currency\nSeparator: TAB\n";

  it("gives decimals as sent, however long", async () => {
    const balance = { available: "-975.00", pending: "0.1", total: "12345678901234567890.123456789", currency: "USD" };
    const body = `${Object.values(balance).join("\t")}\n`;
    for (const reply of [okReply(body, headers), okReply(body)])
      assert.deepEqual(await queryBalance(createFakeCall(reply).call), balance);
    const turned = okReply("USD;3;2;1\n", "columns: Currency, TOTAL,Pending,available\nSeparator: semicolon\n");
    const expected = { available: "1", pending: "2", total: "3", currency: "USD" };
    assert.deepEqual(await queryBalance(createFakeCall(turned).call), expected);
  });

  it("is malformed without decimals", async () => {
    for (const body of ["", "a lot\t0\t0\tUSD\n", "1\t2\t\tUSD\n", "1\t2\t3"]) {
      await assert.rejects(queryBalance(createFakeCall(okReply(body, headers)).call), isErrorWith("malformed"));
    }
  });
});

describe("query-profile", () => {
  it("keeps repeated and unknown keys, colons in values, and lines without a key", async () => {
    const { call } = createFakeCall(
      okReply("customer-id: 7\nwhois: a\nwhois: b\nfavourite colour: blue: dark\nvery dark\nfax:\n"),
    );
    assert.deepEqual(await queryProfile(call), [
      ["customer-id", "7"],
      ["whois", "a"],
      ["whois", "b"],
      ["favourite colour", "blue: dark\nvery dark"],
      ["fax", ""],
    ]);
  });
});

describe("version and query-request-list", () => {
  it("give the version of the body, or else of the header", async () => {
    const { call, requests } = createFakeCall(okReply("Version: 1.2.53\n", "Version: 1.2\n"));
    assert.equal(await queryVersion(call), "1.2.53");
    assert.deepEqual(requests, [{ request: "version", params: {}, modifies: false }]);
    assert.equal(await queryVersion(createFakeCall(okReply("", "Version: 1.2\n")).call), "1.2");
    assert.equal(await queryVersion(createFakeCall(okReply()).call), "");
  });

  it("give one name a line", async () => {
    const { call, requests } = createFakeCall(okReply("login\r\nresult-list\n\n version\n"));
    assert.deepEqual(await queryRequestNames(call), ["login", "result-list", "version"]);
    assert.equal(requests[0]?.request, "query-request-list");
  });
});
