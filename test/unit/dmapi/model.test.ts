import assert from "node:assert/strict";
import { canDeleteResult, findField, isResultFinished, isTransferOrder, normalizeWord } from "../../../src/dmapi/model";

describe("The content of a result", () => {
  it("can be deleted once the request was answered, and once only", () => {
    const all = ["ack", "nack", "pending", "?"].map((status) => ({ status }));
    assert.deepEqual(all.map(isResultFinished), [true, true, false, false]);
    assert.deepEqual(all.map(canDeleteResult), [true, true, false, false]);
    assert.deepEqual(all.map((result) => canDeleteResult({ ...result, isDeleted: true })), [false, false, false, false]); // prettier-ignore
    assert.equal(canDeleteResult({ status: "ack", isDeleted: false }), true);
  });
});

describe("A transfer order", () => {
  it("is any request with a transfer, but not the control of one", () => {
    const types = ["domain-transfer-in-reseller", "fast-transfer-in", "domain-transfer-control", "domain-renew", ""];
    assert.deepEqual(types.map(isTransferOrder), [true, true, false, false, false]);
  });
});

describe("A name or word of DMAPI", () => {
  it("is the same in any letter case, with - or _, and with spaces around it", () => {
    assert.equal(normalizeWord(" Privacy_Basic_X "), "privacy-basic-x");
  });

  it("finds the first of several fields", () => {
    const fields = [
      ["Reason_Text", "first"],
      ["reason-text", "second"],
    ] as const;
    assert.equal(findField(fields, "REASON-text"), "first");
    assert.equal(findField(fields, "reason"), undefined);
    assert.equal(findField(undefined, "reason"), undefined);
  });
});
