import assert from "node:assert/strict";
import { createReadOnlyCall } from "../../../src/agents/read-only-call";
import { queryBalance } from "../../../src/dmapi/account";
import { queryOrders } from "../../../src/dmapi/orders";
import { deleteResult, listResults, retrieveResult } from "../../../src/dmapi/results";
import { cancelTransfer, listTransfers, resendFoa, showTransfer } from "../../../src/dmapi/transfers";
import { createFakeCall } from "../dmapi/fake-call";

const reply = "Status-Code: 0\nColumns: available,pending,total,currency\n\n1\t2\t3\tEUR";

describe("The call of agents", () => {
  it("refuses every modifying request, and sends nothing", async () => {
    const { call, requests } = createFakeCall(reply);
    const readOnly = createReadOnlyCall(call);
    for (const modify of [
      () => resendFoa(readOnly, "a.example"),
      () => cancelTransfer(readOnly, "a.example"),
      () => deleteResult(readOnly, { procId: "1" }),
      () => readOnly("domain-transfer-control", { action: "resend-foa", domain: "a.example" }),
      () => readOnly("domain-transfer-control", { domain: "a.example" }),
      () => readOnly("result-list", {}, { isModifying: true }),
      () => readOnly("domain-delete"),
      () => readOnly("constructor"),
      () => readOnly("query-profile"),
    ])
      await assert.rejects(modify, /is not a reading request/);
    assert.deepEqual(requests, []);
  });

  it("sends the reading requests of the tools", async () => {
    const { call, requests } = createFakeCall(reply);
    const readOnly = createReadOnlyCall(call);
    await queryBalance(readOnly);
    for (const read of [
      listTransfers(readOnly),
      showTransfer(readOnly, "a.example"),
      queryOrders(readOnly, {}),
      listResults(readOnly, {}),
      retrieveResult(readOnly, { procId: "1" }),
    ])
      // prettier-ignore
      await read.catch(() => undefined);
    assert.equal(requests.length, 6);
  });
});
