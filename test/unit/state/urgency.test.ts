import assert from "node:assert/strict";
import {
  nextUrgencyChangeAt,
  findUrgency,
  compareAge,
  compareDomains,
  compareUrgency,
  createTransferStatus,
  type TransferStatus,
} from "../../../src/state/urgency";
import { dayMs, hourMs } from "../../../src/dmapi/days";
import { transferStates } from "../../../src/state/transfer-states";

const now = Date.UTC(2026, 10, 22);

function seen(domain: string, state: string, since?: number): TransferStatus {
  const transfer = { domain, state, ownerEmail: "", adminEmail: "", fields: new Map<string, string>() };
  return createTransferStatus(transfer, since, now);
}

describe("A transfer needs the reseller", () => {
  const cases = [
    ["FOA_NACK", 0, "foa-rejected", "now"],
    ["FOA_BEEN_SENT", 4 * dayMs - 1],
    ["FOA_BEEN_SENT", 4 * dayMs, "owner-nearly-late", "soon"],
    ["FOA_BEEN_SENT", 5 * dayMs - 1, "owner-nearly-late", "soon"],
    ["FOA_BEEN_SENT", 5 * dayMs, "owner-late", "now"],
    ["REGISTRY_REQUEST_RECEIVED_NOW_WAITING", 5 * dayMs - 1],
    ["REGISTRY_REQUEST_RECEIVED_NOW_WAITING", 5 * dayMs, "registrar-late", "now"],
    ["DOMAIN_WITH_JOKER_PENDING_COMPLETE", hourMs - 1],
    ["DOMAIN_WITH_JOKER_PENDING_COMPLETE", hourMs, "completion-late", "now"],
    ["PENDING_FOA_SENDING", 3 * dayMs - 1],
    ["PENDING_FOA_SENDING", 3 * dayMs, "manual-work-late", "now"],
    ["REGISTRY_CANCELATION_PENDING", 90 * dayMs],
    ["REGISTRY_ON_HOLIDAY", 90 * dayMs],
  ] as const;
  for (const [state, age, reason, when] of cases) {
    it(`${reason ? `by ${reason}` : "not"} when it has been in ${state} for ${age / hourMs} hours`, () => {
      assert.deepEqual(findUrgency(state, now - age, now), reason && { reason, when });
    });
  }

  it("only because its owner rejected if the start of the state is unknown", () => {
    const needing = transferStates.filter((state) => findUrgency(state, undefined, now));
    assert.deepEqual(needing, ["FOA_NACK"]);
  });

  it("not at all while the state appears to start in the future", () => {
    assert.equal(findUrgency("FOA_BEEN_SENT", now + dayMs, now), undefined);
  });

  it("from the moments it was announced for", () => {
    for (const state of transferStates) {
      let at = now;
      for (
        let next = nextUrgencyChangeAt(state, now, at);
        next !== undefined;
        next = nextUrgencyChangeAt(state, now, at)
      ) {
        assert.notDeepEqual(findUrgency(state, now, next), findUrgency(state, now, next - 1), state);
        at = next;
      }
      assert.deepEqual(findUrgency(state, now, at), findUrgency(state, now, at + 365 * dayMs), state);
    }
  });
});

describe("Transfers are sorted", () => {
  const transfers = [
    seen("done.example", "TRANSFER_PROCESSED_SUCCESSFULLY", now - dayMs),
    seen("fresh.example", "FOA_BEEN_SENT", now),
    seen("near.example", "FOA_BEEN_SENT", now - 4.5 * dayMs),
    seen("never-noted.example", "IN_DB"),
    seen("over.example", "REGISTRY_REQUEST_RECEIVED_NOW_WAITING", now - 6 * dayMs),
    seen("rejected.example", "FOA_NACK", now),
  ];
  const sorted = (compare: (a: TransferStatus, b: TransferStatus) => number) =>
    transfers.toSorted(compare).map(({ transfer }) => transfer.domain.replace(".example", ""));

  it("by urgency: what needs the reseller, then the nearest deadline, then the furthest step", () => {
    assert.deepEqual(sorted(compareUrgency), ["over", "rejected", "near", "fresh", "done", "never-noted"]);
  });

  it("by age, the longest in its state first", () => {
    assert.deepEqual(sorted(compareAge), ["over", "near", "done", "fresh", "rejected", "never-noted"]);
  });

  it("by domain", () => {
    assert.deepEqual(sorted(compareDomains), ["done", "fresh", "near", "never-noted", "over", "rejected"]);
  });
});
