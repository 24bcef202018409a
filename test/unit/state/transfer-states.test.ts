import assert from "node:assert/strict";
import { dayMs, hourMs } from "../../../src/dmapi/days";
import {
  computeDeadline,
  findStateInfo,
  findStateIcon,
  transferPhases,
  transferStates,
  type TransferStateInfo,
} from "../../../src/state/transfer-states";

/** What a sentence of "Domain transfer control" means for what is known of a state. */
const sentences: readonly [says: string, state: string, Partial<TransferStateInfo>][] = [
  [
    "Joker.com could not parse the recipient of the FOA. Manual action from Joker.com is required",
    "PENDING_FOA_SENDING",
    { actor: "joker", phase: "foa" },
  ],
  [
    "happens during office hours, thus in worst case it may take few days (during weekend or holidays)",
    "PENDING_FOA_SENDING",
    { limit: { durationMs: 3 * dayMs, kind: "usual" } },
  ],
  ["FOA is sent and Joker.com is waiting for owner's reaction", "FOA_BEEN_SENT", { actor: "owner", phase: "foa" }],
  [
    "Owner has 5 days to react, thus the state may last up to 5 days",
    "FOA_BEEN_SENT",
    { limit: { durationMs: 5 * dayMs, kind: "answer" } },
  ],
  ["FOA is rejected", "FOA_NACK", { actor: "you", phase: "foa", limit: undefined }],
  ["FOA is accepted", "FOA_ACK", { phase: "foa", limit: undefined }],
  [
    "transfer request is sent and the losing registrar has to release the domain. This state may take up to 5 days",
    "REGISTRY_REQUEST_RECEIVED_NOW_WAITING",
    { actor: "registrar", phase: "registry", limit: { durationMs: 5 * dayMs, kind: "answer" } },
  ],
  [
    "The domain is actually with Joker.com, but either we haven't noticed yet (batch pending) or manual work is necessary",
    "DOMAIN_WITH_JOKER_PENDING_COMPLETE",
    { actor: "joker", phase: "completion" },
  ],
  [
    "Please contact Joker.com if this state lasts longer than 1 hour",
    "DOMAIN_WITH_JOKER_PENDING_COMPLETE",
    { limit: { durationMs: hourMs, kind: "contact" } },
  ],
];

describe("The table of transfer states", () => {
  for (const [says, state, expected] of sentences) {
    it(`holds: ${says}`, () => {
      const facts: Partial<TransferStateInfo> = findStateInfo(state) ?? {};
      for (const [name, value] of Object.entries(expected)) {
        assert.deepEqual(facts[name as keyof TransferStateInfo], value, name);
      }
    });
  }

  it("has the colors of warnings only where the reseller has to act", () => {
    const warnings = transferStates.filter((state) => /red|orange|yellow/.test(findStateIcon(state).color ?? ""));
    assert.deepEqual(warnings, ["FOA_NACK"]);
  });

  it("counts thirteen steps in natural transition order, and no phase comes twice", () => {
    const facts = transferStates.map(findStateInfo);
    assert.deepEqual(
      facts.map((fact) => fact?.stepNumber),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
    );
    const walked = facts.map((fact) => fact?.phase).filter((phase, index, all) => phase !== all[index - 1]);
    assert.deepEqual(walked, transferPhases);
  });

  it("gives no deadline the document does not give", () => {
    const limited = transferStates.filter((state) => computeDeadline(state, 0) !== undefined);
    assert.deepEqual(limited, [
      "PENDING_FOA_SENDING",
      "FOA_BEEN_SENT",
      "REGISTRY_REQUEST_RECEIVED_NOW_WAITING",
      "DOMAIN_WITH_JOKER_PENDING_COMPLETE",
    ]);
    assert.equal(computeDeadline("FOA_BEEN_SENT", undefined), undefined);
    assert.equal(computeDeadline("FOA_BEEN_SENT", 1000), 1000 + 5 * dayMs);
  });

  it("reaches each detour from a state of the main path", () => {
    const mainStates = transferStates.filter((state) => !findStateInfo(state)?.detour);
    assert.equal(mainStates.length, 10);
    for (const { state, detour } of transferStates.flatMap((name) => findStateInfo(name) ?? [])) {
      if (detour) assert((mainStates as readonly string[]).includes(detour.reachableUntil), state);
    }
  });

  it("has the derived facts for every state: paid, short-lived, owner's answer, end", () => {
    const having = (has: (info: TransferStateInfo) => unknown) =>
      transferStates.filter((state) => has(findStateInfo(state)!));
    assert.deepEqual(
      having(({ isUnpaid }) => isUnpaid),
      ["IN_DB", "PAYMENT_PREPARED"],
    );
    assert.deepEqual(
      having(({ isShortLived }) => isShortLived),
      [
        "IN_DB",
        "PAYMENT_PREPARED",
        "PAYMENT_ACQUIRED",
        "FOA_ACK",
        "REGISTRY_REQUEST_SENT",
        "REGISTRY_CANCELATION_PENDING",
        "DOMAIN_WITH_JOKER_PENDING_COMPLETE",
        "PAYMENT_COMMITTED",
      ],
    );
    assert.deepEqual(
      having(({ foaAnswer }) => foaAnswer === undefined),
      ["IN_DB", "PAYMENT_PREPARED", "PAYMENT_ACQUIRED", "PENDING_FOA_SENDING", "FOA_BEEN_SENT"],
    );
    assert.deepEqual(
      having(({ notification }) => notification),
      ["FOA_NACK", "TRANSFER_PROCESSED_SUCCESSFULLY"],
    );
  });

  it("has no entry for an unknown state, which has a question icon", () => {
    for (const state of ["REGISTRY_ON_HOLIDAY", "", "constructor", "__proto__"]) {
      assert.equal(findStateInfo(state), undefined);
      assert.deepEqual(findStateIcon(state), { icon: "question", color: undefined });
    }
  });
});
