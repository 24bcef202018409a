import assert from "node:assert/strict";
import type { Result, Transfer } from "../../../src/dmapi/model";
import { transferStates } from "../../../src/state/transfer-states";
import { NotificationDeduper, type NotificationItem } from "../../../src/notifications/notification-deduper";
import { ChangeDetector } from "../../../src/notifications/change-detector";

const none = new Map<string, string>();

function transfers(states: Record<string, string>): Transfer[] {
  return Object.entries(states).map(([domain, state]) => ({
    domain,
    state,
    ownerEmail: "",
    adminEmail: "",
    fields: new Map(),
  }));
}

function result(procId: string, status: string, requestType = "domain-renew", object = "a.example"): Result {
  return { timeStamp: "", svTrId: `sv${procId}`, procId, requestType, object, status, clTrId: "-", fields: new Map() };
}

describe("Changes between two loads", () => {
  /** What is told of a transfer that goes through these states. */
  function detectKinds(...states: (string | undefined)[]): string[] {
    const reporter = new ChangeDetector();
    return states.flatMap((state) => {
      const rows = transfers(state === undefined ? {} : { "a.example": state });
      return reporter.detectTransferChanges("1", rows, none).map(({ kind }) => kind);
    });
  }

  it("are empty after the first load", () => {
    for (const state of [...transferStates, "SOMETHING_NEW"]) assert.deepEqual(detectKinds(state), []);
    assert.deepEqual(new ChangeDetector().detectResultChanges("1", [result("1", "nack"), result("2", "ack")]), []);
  });

  it("are reported once per transfer: accepted, then completed, and not again when it leaves the list", () => {
    const way = transferStates.filter((state) => state !== "FOA_NACK" && state !== "REGISTRY_CANCELATION_PENDING");
    assert.deepEqual(detectKinds(...way, undefined), ["foaAccepted", "transferCompleted"]);
  });

  it("are reported even if states were skipped", () => {
    assert.deepEqual(detectKinds("FOA_BEEN_SENT", "REGISTRY_REQUEST_RECEIVED_NOW_WAITING"), ["foaAccepted"]);
    assert.deepEqual(detectKinds("IN_DB", "TRANSFER_PROCESSED_SUCCESSFULLY"), ["transferCompleted"]);
    assert.deepEqual(detectKinds("IN_DB", "FOA_NACK"), ["foaRejected"]);
  });

  it("are a rejection once, and an end if a transfer leaves the list without one", () => {
    assert.deepEqual(detectKinds("FOA_BEEN_SENT", "FOA_NACK", "FOA_NACK", undefined), ["foaRejected"]);
    assert.deepEqual(
      detectKinds("REGISTRY_REQUEST_RECEIVED_NOW_WAITING", "REGISTRY_CANCELATION_PENDING", undefined, undefined),
      ["transferEnded"],
    );
    assert.deepEqual(detectKinds("PAYMENT_COMMITTED", undefined, undefined), ["transferEnded"]);
  });

  it("are empty if one list lacks most transfers, and reported once a second one confirms it", () => {
    const all = transfers({
      "a.example": "IN_DB",
      "b.example": "IN_DB",
      "c.example": "FOA_BEEN_SENT",
      "d.example": "FOA_ACK",
    });
    const urgent = new Map([["c.example", "late"]]);
    for (const few of [[], all.slice(0, 1)]) {
      const detector = new ChangeDetector();
      const load = (rows: Transfer[]) =>
        detector.detectTransferChanges("1", rows, rows === all ? urgent : none).map(({ kind }) => kind);
      assert.deepEqual(load(all), []);
      assert.deepEqual(load(few), []);
      assert.equal(detector.needsConfirmation("1"), true);
      assert.deepEqual(load(all), [], "they are back");
      assert.equal(detector.needsConfirmation("1"), false);
      assert.deepEqual(load(few), []);
      assert.deepEqual(load(few), Array(all.length - few.length).fill("transferEnded"));
      assert.deepEqual(load(few), []);
    }
  });

  it("are empty for unknown states and new transfers", () => {
    assert.deepEqual(detectKinds("SOMETHING_NEW", "SOMETHING_ELSE", "FOA_ACK"), []);
    assert.deepEqual(detectKinds(undefined, "FOA_NACK"), []);
  });

  it("are reported once when a transfer starts to need the reseller, and again for another reason", () => {
    const reporter = new ChangeDetector();
    const rows = transfers({ "a.example": "FOA_BEEN_SENT", "b.example": "FOA_BEEN_SENT" });
    const load = (reason?: string) =>
      reporter.detectTransferChanges("1", rows, new Map(reason === undefined ? [] : [["a.example", reason]]));
    assert.deepEqual(load(), []);
    assert.deepEqual(load("soon"), [{ kind: "transferAttention", subject: "a.example", detail: "FOA_BEEN_SENT" }]);
    assert.deepEqual(load("soon"), []);
    assert.equal(load("late").length, 1);
    assert.deepEqual(new ChangeDetector().detectTransferChanges("1", rows, new Map([["a.example", "late"]])), []);
  });

  it("include the outcomes of pending requests", () => {
    const reporter = new ChangeDetector();
    reporter.detectResultChanges("1", [
      result("1", "pending"),
      result("2", "pending"),
      result("3", "pending"),
      result("4", "ack"),
    ]);
    const items = reporter.detectResultChanges("1", [
      result("1", "ack"),
      result("2", "nack"),
      result("3", "pending"),
      result("5", "nack"),
    ]);
    assert.deepEqual(
      items.map(({ kind, procId }) => [kind, procId]),
      [
        ["resultSucceeded", "1"],
        ["resultFailed", "2"],
      ],
    );
    assert.deepEqual(reporter.detectResultChanges("1", [result("1", "ack"), result("2", "nack")]), []);
  });

  it("are separate per account, and exclude what another window has announced", () => {
    const reporter = new ChangeDetector();
    reporter.detectTransferChanges("1", transfers({ "a.example": "FOA_BEEN_SENT" }), none);
    assert.deepEqual(reporter.detectTransferChanges("2", transfers({ "a.example": "FOA_NACK" }), none), []);
    reporter.updateSnapshot("1", { transfers: transfers({ "a.example": "FOA_NACK" }) });
    assert.deepEqual(reporter.detectTransferChanges("1", transfers({ "a.example": "FOA_NACK" }), none), []);
  });

  it("include a completed transfer if its order's result says so, once", () => {
    const reporter = new ChangeDetector();
    const order = (status: string) => [result("1", status, "domain-transfer-in-reseller")];
    reporter.detectTransferChanges("1", transfers({ "a.example": "PAYMENT_COMMITTED" }), none);
    reporter.detectResultChanges("1", order("pending"));
    assert.deepEqual(reporter.detectTransferChanges("1", [], none), [], "an empty list must be confirmed");
    const items = reporter.detectTransferChanges("1", [], none);
    assert.equal(reporter.needsResults("2", items), true);
    assert.equal(reporter.needsResults("1", items), false);
    items.push(...reporter.detectResultChanges("1", order("ack")));
    assert.deepEqual(
      reporter.consolidate("1", items).map(({ kind }) => kind),
      ["transferCompleted"],
    );
  });

  it("exclude a sent FOA and a requested cancellation, unless they failed", () => {
    const reporter = new ChangeDetector();
    const item = (kind: NotificationItem["kind"]): NotificationItem => ({
      kind,
      subject: "a.example",
      detail: "domain-transfer-control",
      procId: "1",
    });
    assert.deepEqual(reporter.consolidate("1", [item("resultSucceeded")]), []);
    assert.equal(reporter.consolidate("1", [item("resultFailed")]).length, 1);
  });

  it("exclude the failed order of a transfer whose cancellation was requested, but no other failure", () => {
    const order = (status: string) => result("1", status, "domain-transfer-in-reseller");
    const failuresOf = (state: string, before: Result, now: Result) => {
      const reporter = new ChangeDetector();
      reporter.detectTransferChanges("1", transfers({ "a.example": state }), none);
      reporter.detectResultChanges("1", [before]);
      return reporter.consolidate("1", reporter.detectResultChanges("1", [now])).map(({ kind }) => kind);
    };
    assert.deepEqual(failuresOf("REGISTRY_CANCELATION_PENDING", order("pending"), order("nack")), []);
    assert.deepEqual(failuresOf("FOA_BEEN_SENT", order("pending"), order("nack")), ["resultFailed"]);
    const renewal = [result("1", "pending"), result("1", "nack")] as const;
    assert.deepEqual(failuresOf("REGISTRY_CANCELATION_PENDING", ...renewal), ["resultFailed"]);
  });
});

describe("The notification deduper", () => {
  const item: NotificationItem = { kind: "foaRejected", subject: "a.example", detail: "FOA_NACK" };

  it("accepts an event once per account, and again after enough time for another event", () => {
    const detectKinds = new NotificationDeduper();
    assert.deepEqual(detectKinds.takeNew("1", [item], 0), [item]);
    assert.deepEqual(detectKinds.takeNew("1", [item], 1000), []);
    assert.deepEqual(detectKinds.takeNew("2", [item], 1000), [item]);
    assert.deepEqual(detectKinds.takeNew("1", [item], 3_600_000), [item]);
  });
});
