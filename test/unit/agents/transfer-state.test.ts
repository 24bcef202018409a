import assert from "node:assert/strict";
import "./vscode-stub";
import { explainTransferState } from "../../../src/agents/transfer-state-tool";
import { transferStates } from "../../../src/state/transfer-states";
import { textOf } from "./agent-fixtures";

describe("The explanation of a transfer state for an agent", () => {
  it("says what it means, who must act, how long it may last and what can be done", () => {
    const text = textOf(explainTransferState({ state: "foa_been_sent" }));
    for (const fact of [
      "FOA_BEEN_SENT means: FOA sent, waiting for the owner. The FOA was sent. The owner has 5 days to respond.",
      "Who must act: the owner.",
      "What the reseller can do: Remind the owner, or resend the FOA.",
      "How long it may last: up to 5 days.",
      "Step 5 of 13, phase Owner Approval (FOA).",
      "The FOA can be sent again.",
      "`Joker: Resend FOA`",
    ])
      assert(text.includes(fact), `${fact}\n${text}`);
  });

  it("exists for every state, and says where canceling is documented", () => {
    for (const state of transferStates) {
      const text = textOf(explainTransferState({ state }));
      assert.match(text, /^\w+ means: .+\.\nWho must act: .+\.\n/, state);
      const isDocumented = state === "REGISTRY_REQUEST_RECEIVED_NOW_WAITING";
      assert.equal(text.includes("The transfer can be canceled."), isDocumented, state);
    }
  });

  it("lists all states without one, and admits that it does not know another", () => {
    const lines = textOf(explainTransferState({}))
      .split("\n")
      .filter((each) => each.startsWith("- ") && each.includes(": "));
    assert.equal(lines.length, transferStates.length);
    const text = textOf(explainTransferState({ state: "NEW\nSTATE" }));
    assert.match(text, /^"NEW STATE" is not a transfer state that this version of the extension knows\./);
  });
});
