import assert from "node:assert/strict";
import { canResendFoa, isCancelDocumented, canCancel, transferStates } from "../../../src/state/transfer-states";
import { cancelTransfer, listTransfers, resendFoa, showTransfer } from "../../../src/dmapi/transfers";
import { createFakeCall, isErrorWith } from "./fake-call";
import { okReply } from "./fake-transport";

describe("domain-transfer-control", () => {
  it("lists domain, state and both e-mails, separated by tabs", async () => {
    const { call, requests } = createFakeCall(
      okReply("example.com\tFOA_BEEN_SENT\towner@example.com\tadmin@example.com\n"),
    );
    const [transfer, ...others] = await listTransfers(call);
    assert.equal(others.length, 0);
    assert.deepEqual(transfer, {
      domain: "example.com",
      state: "FOA_BEEN_SENT",
      ownerEmail: "owner@example.com",
      adminEmail: "admin@example.com",
      fields: new Map([
        ["domain", "example.com"],
        ["state", "FOA_BEEN_SENT"],
        ["owner-email", "owner@example.com"],
        ["admin-email", "admin@example.com"],
      ]),
    });
    assert.deepEqual(requests[0]?.params, { action: "list" });
  });

  it("keeps unknown states, empty e-mails and columns it does not know", async () => {
    const [first] = await listTransfers(createFakeCall(okReply("a.example\tSOMETHING_NEW\t\t\t77\n")).call);
    assert.deepEqual([first?.state, first?.ownerEmail, first?.adminEmail], ["SOMETHING_NEW", "", ""]);
    assert.equal(first?.fields.get("column-5"), "77");
    const headers = "Columns: Admin_Email,STATUS,since,domain,since\nSeparator: pipe\n";
    const [named] = await listTransfers(createFakeCall(okReply("a@x|IN_DB|2026|b.example|2025\n", headers)).call);
    assert.deepEqual([named?.domain, named?.state, named?.adminEmail], ["b.example", "IN_DB", "a@x"]);
    assert.deepEqual([named?.fields.get("since"), named?.fields.get("column-5")], ["2026", "2025"]);
  });

  it("is empty without a body, and malformed where a row was cut", async () => {
    assert.deepEqual(await listTransfers(createFakeCall(okReply()).call), []);
    const whole = "a.example\tIN_DB\to@x\ta@x";
    assert.equal((await listTransfers(createFakeCall(okReply(whole)).call)).length, 1);
    for (const cut of [`${whole}\nb.exam`, `${whole}\nb.example\tIN_D`, "a.example\tIN_DB\to@", "a.example\n"]) {
      await assert.rejects(listTransfers(createFakeCall(okReply(cut)).call), isErrorWith("malformed"));
    }
    await assert.rejects(
      listTransfers(createFakeCall(okReply(`${whole}\n`, "Row-Count: 2\n")).call),
      isErrorWith("malformed", /1 of 2/),
    );
  });

  it("shows one transfer as sent", async () => {
    const { call, requests } = createFakeCall(
      okReply("domain: example.com\n status : FOA_BEEN_SENT\ntransfer-id: 123456\n"),
    );
    assert.deepEqual(await showTransfer(call, "example.com"), [
      ["domain", "example.com"],
      ["status", "FOA_BEEN_SENT"],
      ["transfer-id", "123456"],
    ]);
    assert.deepEqual(requests[0]?.params, { action: "show", domain: "example.com" });
  });

  it("resends and cancels as modifying requests, never without a domain", async () => {
    const { call, requests } = createFakeCall(okReply());
    await resendFoa(call, "a.example");
    await cancelTransfer(call, "a.example");
    assert.deepEqual(
      requests.map(({ params, modifies }) => [params["action"], params["domain"], modifies]),
      [
        ["resend-foa", "a.example", true],
        ["cancel", "a.example", true],
      ],
    );
    for (const request of [showTransfer, resendFoa, cancelTransfer]) {
      for (const domain of ["", " ", "a .example", "a.example\n", "a.example\r\nb.example"]) {
        await assert.rejects(request(call, domain), isErrorWith("invalid", /: domain must be/), domain);
      }
    }
    assert.equal(requests.length, 2);
  });

  it("has one state for resending, one documented for canceling, and two in which nothing can be canceled", () => {
    const states = [...transferStates, "SOMETHING_NEW"];
    const having = (test: (transfer: never) => boolean) => states.filter((state) => test({ state } as never));
    assert.deepEqual(having(canResendFoa), ["FOA_BEEN_SENT"]);
    assert.deepEqual(having(isCancelDocumented), ["REGISTRY_REQUEST_RECEIVED_NOW_WAITING"]);
    assert.equal(having(canCancel).length, states.length - 2);
  });
});
