import assert from "node:assert/strict";
import {
  parseTransferPanelMessage,
  parseTransferPanelState,
  parseTransferViewModel,
} from "../../../src/messages/transfer-messages";

const step = {
  state: "IN_DB",
  title: "Stored",
  text: "",
  firstSeen: "",
  place: "present",
  positionLabel: "now",
  isDetour: false,
};
const names = [
  "refresh",
  "copy",
  "copied",
  "copyReply",
  "copyOwner",
  "facts",
  "path",
  "reply",
  "actions",
  "busy",
  "help",
];
const shown = {
  type: "show",
  account: { id: "1", name: "someone" },
  domain: "example.com",
  displayDomain: "example.com",
  headline: { title: "Stored", turn: "", deadline: "", advice: "", copy: "", tone: "normal" },
  error: "",
  busy: false,
  facts: [{ label: "Domain", value: "example.com", copy: "" }],
  actions: [{ name: "cancel", title: "Cancel", disabledReason: "", note: "", isPrimary: false }],
  phases: [{ title: "Before", status: "current", statusLabel: "now", steps: [step] }],
  reply: "",
  strings: Object.fromEntries(names.map((name) => [name, name])),
};
const state = { version: 1, account: "1", domain: "example.com" };

const fromPage = [
  { type: "ready" },
  { type: "refresh" },
  { type: "act", action: "resendFoa" },
  { type: "copy", what: "Domain" },
  { type: "help" },
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
  it("are accepted unchanged", () => {
    assert.deepEqual(parseTransferViewModel(shown, refuse), shown);
    for (const message of fromPage) assert.deepEqual(parseTransferPanelMessage(message, refuse), message);
    assert.deepEqual(parseTransferPanelState(state, refuse), state);
  });

  it("are refused where a field is missing, or when they are none", () => {
    const known: [Read, object][] = [
      [parseTransferViewModel, shown],
      [parseTransferPanelState, state],
      ...fromPage.map((message): [Read, object] => [parseTransferPanelMessage, message]),
    ];
    for (const [read, message] of known) {
      for (const junk of [undefined, null, 7, "ready", [], {}, { type: "unknown" }]) refusal(read, junk);
      for (const field of Object.keys(message)) refusal(read, { ...message, [field]: undefined });
    }
  });

  it("are refused where a field has another shape, which is not repeated", () => {
    const wrong: [Read, object][] = [
      [
        parseTransferViewModel,
        { ...shown, phases: [{ ...shown.phases[0], steps: [{ ...step, place: "secret-text" }] }] },
      ],
      [parseTransferViewModel, { ...shown, actions: [{ ...shown.actions[0], name: "secret-text" }] }],
      [parseTransferViewModel, { ...shown, facts: ["secret-text"] }],
      [parseTransferPanelMessage, { type: "act", action: "secret-text" }],
      [parseTransferPanelMessage, { type: "copy", what: "secret-text".repeat(20) }],
      [parseTransferPanelMessage, { type: "problem", text: "secret-text".repeat(200) }],
      [parseTransferPanelState, { ...state, version: 2 }],
    ];
    for (const [read, message] of wrong) assert(!refusal(read, message).includes("secret-text"));
  });
});
