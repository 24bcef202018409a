import assert from "node:assert/strict";
import { readTransferPageMessage, readTransferPageState, readTransferShown } from "../../../src/messages/transfer";

const step = { state: "IN_DB", title: "Stored", text: "", seen: "", place: "present", said: "now", aside: false };
const names = ["refresh", "copy", "copied", "copyReply", "facts", "path", "reply", "actions", "busy"];
const shown = {
  type: "show",
  account: { id: "1", name: "someone" },
  domain: "example.com",
  headline: { title: "Stored", state: "IN_DB", step: "Step 1" },
  notice: { text: "", kind: "none" },
  busy: false,
  facts: [{ label: "Domain", value: "example.com", copy: "" }],
  actions: [{ name: "cancel", title: "Cancel", obstacle: "" }],
  phases: [{ title: "Before", steps: [step] }],
  reply: "",
  strings: Object.fromEntries(names.map((name) => [name, name])),
};
const state = { version: 1, account: "1", domain: "example.com" };

const fromPage = [
  { type: "ready" },
  { type: "refresh" },
  { type: "act", action: "resendFoa" },
  { type: "copy", what: "Domain" },
  { type: "used" },
  { type: "problem", text: "Something" },
];

type Read = (data: unknown, report: (why: string) => void) => unknown;

function refuse(why: string): never {
  throw new Error(why);
}

/** What is said when this is refused. */
function refusal(read: Read, data: unknown): string {
  const reports: string[] = [];
  assert.equal(
    read(data, (why) => reports.push(why)),
    undefined,
    JSON.stringify(data),
  );
  assert.equal(reports.length, 1);
  return reports.join();
}

describe("messages of the page of a transfer", () => {
  it("are let through unchanged", () => {
    assert.deepEqual(readTransferShown(shown, refuse), shown);
    for (const message of fromPage) assert.deepEqual(readTransferPageMessage(message, refuse), message);
    assert.deepEqual(readTransferPageState(state, refuse), state);
  });

  it("are refused where a field is missing, or when they are none", () => {
    const known: [Read, object][] = [
      [readTransferShown, shown],
      [readTransferPageState, state],
      ...fromPage.map((message): [Read, object] => [readTransferPageMessage, message]),
    ];
    for (const [read, message] of known) {
      for (const junk of [undefined, null, 7, "ready", [], {}, { type: "unknown" }]) refusal(read, junk);
      for (const field of Object.keys(message)) refusal(read, { ...message, [field]: undefined });
    }
  });

  it("are refused where a field has another shape, which is not repeated", () => {
    const wrong: [Read, object][] = [
      [readTransferShown, { ...shown, phases: [{ title: "Before", steps: [{ ...step, place: "secret-text" }] }] }],
      [readTransferShown, { ...shown, actions: [{ name: "secret-text", title: "", obstacle: "" }] }],
      [readTransferShown, { ...shown, facts: ["secret-text"] }],
      [readTransferPageMessage, { type: "act", action: "secret-text" }],
      [readTransferPageMessage, { type: "copy", what: "secret-text".repeat(20) }],
      [readTransferPageMessage, { type: "problem", text: "secret-text".repeat(200) }],
      [readTransferPageState, { ...state, version: 2 }],
    ];
    for (const [read, message] of wrong) assert(!refusal(read, message).includes("secret-text"));
  });
});
