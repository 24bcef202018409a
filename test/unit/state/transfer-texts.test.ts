import assert from "node:assert/strict";
import "../agents/vscode-stub";
import { dayMs, hourMs } from "../../../src/dmapi/days";
import { timeLeftText, transferSummaryText } from "../../../src/state/transfer-texts";
import { createTransferStatus } from "../../../src/state/urgency";

const now = Date.UTC(2026, 10, 22);

/** What stands before a domain, and after it. */
function textsOf(state: string, ageMs?: number): [string, string] {
  const transfer = { domain: "a.example", state, ownerEmail: "", adminEmail: "", fields: new Map<string, string>() };
  const status = createTransferStatus(transfer, ageMs === undefined ? undefined : now - ageMs, now);
  return [timeLeftText(status, now), transferSummaryText(status)];
}

describe("The row of a transfer", () => {
  const registrar = "REGISTRY_REQUEST_RECEIVED_NOW_WAITING";
  const cases = [
    ["FOA_BEEN_SENT", 0, "≤5d", "owner"],
    ["FOA_BEEN_SENT", 3 * dayMs, "≤2d", "owner"],
    ["FOA_BEEN_SENT", 4 * dayMs, "", "remind the owner"], // "last day" stands before the domain
    ["FOA_BEEN_SENT", undefined, "", "owner, up to 5 days"],
    [registrar, 4 * dayMs - hourMs, "≤2d", "registrar"],
    [registrar, 5 * dayMs - hourMs, "<1d", "registrar"],
    [registrar, 5 * dayMs, "", "the losing registrar's 5 days have passed"],
    ["PAYMENT_ACQUIRED", dayMs, "", "payment reserved"],
    ["DOMAIN_WITH_JOKER_PENDING_COMPLETE", 0, "", "completing"], // which awaits no answer
  ] as const;
  for (const [state, ageMs, start, end] of cases) {
    const age = ageMs === undefined ? "since when is not known" : `for ${ageMs / hourMs} hours`;
    it(`begins with "${start}" and ends with "${end}" in ${state}, ${age}`, () => {
      assert.deepEqual(textsOf(state, ageMs), [start, end]);
    });
  }
});
