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

describe("What happened between two looks", () => {
  /** What is told of a transfer that goes through these states. */
  function detectKinds(...states: (string | undefined)[]): string[] {
    const reporter = new ChangeDetector();
    return states.flatMap((state) => {
      const rows = transfers(state === undefined ? {} : { "a.example": state });
      return reporter.detectTransferChanges("1", rows, none).map(({ kind }) => kind);
    });
  }

  it("is nothing at the first look, whatever there is", () => {
    for (const state of [...transferStates, "SOMETHING_NEW"]) assert.deepEqual(detectKinds(state), []);
    assert.deepEqual(new ChangeDetector().detectResultChanges("1", [result("1", "nack"), result("2", "ack")]), []);
  });

  it("is told once per transfer that goes its whole way: accepted, then completed, and not again when it leaves", () => {
    const way = transferStates.filter((state) => state !== "FOA_NACK" && state !== "REGISTRY_CANCELATION_PENDING");
    assert.deepEqual(detectKinds(...way, undefined), ["foaAccepted", "transferCompleted"]);
  });

  it("is told where states were missed in between", () => {
    assert.deepEqual(detectKinds("FOA_BEEN_SENT", "REGISTRY_REQUEST_RECEIVED_NOW_WAITING"), ["foaAccepted"]);
    assert.deepEqual(detectKinds("IN_DB", "TRANSFER_PROCESSED_SUCCESSFULLY"), ["transferCompleted"]);
    assert.deepEqual(detectKinds("IN_DB", "FOA_NACK"), ["foaRejected"]);
  });

  it("is a rejection once, and an end for what leaves the list without one having been seen", () => {
    assert.deepEqual(detectKinds("FOA_BEEN_SENT", "FOA_NACK", "FOA_NACK", undefined), ["foaRejected"]);
    assert.deepEqual(
      detectKinds("REGISTRY_REQUEST_RECEIVED_NOW_WAITING", "REGISTRY_CANCELATION_PENDING", undefined, undefined),
      ["transferEnded"],
    );
    assert.deepEqual(detectKinds("PAYMENT_COMMITTED", undefined, undefined), ["transferEnded"]);
  });

  it("is nothing when one list is empty or lacks most transfers, and once when a second one confirms it", () => {
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

  it("is nothing for states that are not known, and for a transfer that is new", () => {
    assert.deepEqual(detectKinds("SOMETHING_NEW", "SOMETHING_ELSE", "FOA_ACK"), []);
    assert.deepEqual(detectKinds(undefined, "FOA_NACK"), []);
  });

  it("is told once when a transfer begins to need the reseller, and again for another reason", () => {
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

  it("is what became of requests that were in progress", () => {
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

  it("is kept apart by account, and not what another window has told", () => {
    const reporter = new ChangeDetector();
    reporter.detectTransferChanges("1", transfers({ "a.example": "FOA_BEEN_SENT" }), none);
    assert.deepEqual(reporter.detectTransferChanges("2", transfers({ "a.example": "FOA_NACK" }), none), []);
    reporter.updateSnapshot("1", { transfers: transfers({ "a.example": "FOA_NACK" }) });
    assert.deepEqual(reporter.detectTransferChanges("1", transfers({ "a.example": "FOA_NACK" }), none), []);
  });

  it("is a completed transfer where the answer to its order says so, and not said twice", () => {
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

  it("does not repeat that an FOA was sent or a cancellation asked for, unless that failed", () => {
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
});

describe("News", () => {
  const item: NotificationItem = { kind: "foaRejected", subject: "a.example", detail: "FOA_NACK" };

  it("are taken once per account, and again when it has been long enough to be another event", () => {
    const detectKinds = new NotificationDeduper();
    assert.deepEqual(detectKinds.takeNew("1", [item], 0), [item]);
    assert.deepEqual(detectKinds.takeNew("1", [item], 1000), []);
    assert.deepEqual(detectKinds.takeNew("2", [item], 1000), [item]);
    assert.deepEqual(detectKinds.takeNew("1", [item], 3_600_000), [item]);
  });
});
