import assert from "node:assert/strict";
import { parseHostMessage, parseTableMessage } from "../../../src/messages/parse";
import { stringNames } from "../../../src/messages/strings";

const strings = Object.fromEntries(stringNames.map((name) => [name, name]));
const init = { type: "init", language: "en", account: "someone", days: 30, strings, titles: { order_id: "Order" } };

const fromHost: Record<string, unknown>[] = [
  init,
  { type: "loading", generation: 1 },
  { type: "rows", generation: 1, columns: ["a"], separator: "\t", body: new Uint8Array([49, 10]) },
  { type: "done", generation: 1, notice: "", partial: false },
  { type: "failed", generation: 1, reason: "No connection." },
  { type: "exported", text: "" },
];

const fromTable: Record<string, unknown>[] = [
  { type: "ready" },
  { type: "query", days: 90 },
  { type: "cancel" },
  { type: "export", generation: 1, rows: null },
  { type: "export", generation: 1, rows: new Uint32Array([2, 0]) },
  { type: "problem", text: "Something" },
];

const junk = [undefined, null, 7, "ready", [], {}, { type: "unknown" }, { type: 1 }];

function refuse(why: string): never {
  throw new Error(why);
}

describe("messages", () => {
  it("lets known messages through unchanged", () => {
    for (const message of fromHost) assert.deepEqual(parseHostMessage(message, refuse), message);
    for (const message of fromTable) assert.deepEqual(parseTableMessage(message, refuse), message);
  });

  it("reports and ignores what is no message, and never throws", () => {
    for (const parse of [parseHostMessage, parseTableMessage]) {
      for (const data of junk) {
        const reports: string[] = [];
        assert.equal(
          parse(data, (why) => reports.push(why)),
          undefined,
        );
        assert.equal(reports.length, 1);
      }
    }
  });

  it("rejects messages that lack a field", () => {
    for (const message of [...fromHost, ...fromTable]) {
      const parse = fromHost.includes(message) ? parseHostMessage : parseTableMessage;
      for (const field of Object.keys(message)) {
        const rest = Object.fromEntries(Object.entries(message).filter(([name]) => name !== field));
        assert.equal(
          parse(rest, () => undefined),
          undefined,
          `${String(message["type"])} without ${field}`,
        );
      }
    }
  });

  it("rejects fields of the wrong shape, without repeating their content", () => {
    const wrong = [
      { ...init, strings: { ...strings, filter: 7 } },
      { ...init, days: -1 },
      { type: "rows", generation: 1, columns: ["a"], separator: "", body: new Uint8Array() },
      { type: "rows", generation: 1, columns: ["a"], separator: "\t", body: "secret-text" },
      { type: "done", generation: 1.5, notice: "", partial: false },
    ];
    for (const message of wrong) {
      const reports: string[] = [];
      assert.equal(
        parseHostMessage(message, (why) => reports.push(why)),
        undefined,
      );
      assert.ok(!reports.join("").includes("secret-text"));
    }
    assert.equal(
      parseTableMessage({ type: "query", days: 0 }, () => undefined),
      undefined,
    );
    assert.equal(
      parseTableMessage({ type: "export", generation: 1, rows: [1, 2] }, () => undefined),
      undefined,
    );
  });
});
