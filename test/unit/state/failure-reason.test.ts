import assert from "node:assert/strict";
import { parseFailureReason } from "../../../src/state/failure-reasons";

describe("The reason of a failed result", () => {
  const cases: [name: string, fields: [string, string][], text: string, reason: string][] = [
    [
      "its Error",
      [
        ["Completion-Status", "nack"],
        ["Error", "Domain is locked"],
      ],
      "more",
      "Domain is locked",
    ],
    [
      "an older error_text before result_msg",
      [
        ["result_msg", "Order rejected"],
        ["error_text", "No such TLD"],
      ],
      "",
      "No such TLD",
    ],
    [
      "result_msg where error_text is empty",
      [
        ["error_text", ""],
        ["result_msg", "Order rejected"],
      ],
      "",
      "Order rejected",
    ],
    [
      "the first line of its text otherwise",
      [["Completion-Status", "nack"]],
      "\n  Refused by registry \nmore",
      "Refused by registry",
    ],
    ["nothing where nothing is told", [["Completion-Status", "nack"]], "", ""],
  ];
  for (const [name, fields, text, reason] of cases) {
    it(`is ${name}`, () => assert.equal(parseFailureReason({ headers: [], fields, text }), reason));
  }

  it("is cut where it is very long", () => {
    assert.equal(parseFailureReason({ headers: [], fields: [["Error", "x".repeat(9000)]], text: "" }).length, 500);
  });
});
