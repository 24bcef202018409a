import assert from "node:assert/strict";
import type * as z from "zod/mini";
import { hostMessageSchema, parseHostMessage } from "../../../src/messages/host-messages";
import { stringNames } from "../../../src/messages/strings";
import {
  maxStateLength,
  selectNewestState,
  panelMessageSchema,
  parsePanelMessage,
} from "../../../src/messages/panel-messages";

const strings = Object.fromEntries(stringNames.map((name) => [name, name]));
const query = { period: "last-month", type: "renew" };
const account = { id: "1", name: "someone", environmentLabel: "" };
const queries = { saved: [{ name: "Renewals", query }], recent: [query] };
const gap = { id: 1, after: "2026-01-01", before: "2026-03-31", reason: "No connection.", retrying: false };
const init = {
  type: "init",
  language: "en",
  decimalMark: ".",
  account,
  table: "t",
  strings,
  titles: { order_id: "Order" },
  names: { type: { renew: "Renewal" }, status: {} },
  query,
  ...queries,
  types: ["create"],
  now: 1_760_000_000_000,
};

const fromHost: Record<string, unknown>[] = [
  init,
  { type: "loading", generation: 1, query },
  { type: "rows", generation: 1, columns: ["a"], separator: "\t", body: new Uint8Array([49, 10]) },
  { type: "progress", generation: 1, done: 1, total: 4, rows: 12 },
  { type: "gaps", generation: 1, gaps: [gap] },
  { type: "done", generation: 1, isPartial: false, isEarlierShown: false },
  { type: "failed", generation: 1, reason: "No connection." },
  { type: "account", account },
  { type: "rejected", problems: [{ field: "after", text: "Enter a day." }] },
  { type: "exported", text: "", decimalMark: "," },
  { type: "queries", ...queries },
  { type: "transfers", domains: ["example.com"] },
  { type: "act", act: { action: "copy", format: "tsv" } },
  { type: "act", act: { action: "show", orderId: "7" } },
];

const state = { table: "t", revision: 3, account: "1", query };

const fromTable: Record<string, unknown>[] = [
  { type: "ready" },
  { type: "keep", state: { ...state, filter: "shop" } },
  { type: "query", query },
  { type: "cancel" },
  { type: "retryGap", generation: 1, gap: 1 },
  { type: "export", generation: 1, rows: null, columns: ["order_id"] },
  { type: "export", generation: 1, rows: new Uint32Array([2, 0]), columns: [] },
  { type: "saveQuery", name: "Renewals", query },
  { type: "forgetQuery", name: "Renewals" },
  { type: "copy", text: "a\tb" },
  { type: "openResult", procId: "7" },
  { type: "showTransfer", domain: "example.com" },
  { type: "nothing", of: "result" },
  { type: "problem", text: "Something" },
];

const junk = [undefined, null, 7, "ready", [], {}, { type: "unknown" }, { type: 1 }];

/** What the options of a union are told apart by. */
function literals(union: z.ZodMiniDiscriminatedUnion<readonly z.ZodMiniObject[]>, name: string): unknown[] {
  return union.def.options.flatMap(({ shape }) => (shape[name] as z.ZodMiniLiteral).def.values).sort();
}

function refuse(why: string): never {
  throw new Error(why);
}

describe("messages", () => {
  it("are all covered here", () => {
    const typesOf = (messages: readonly Record<string, unknown>[]) =>
      [...new Set(messages.map(({ type }) => type))].sort();
    assert.deepEqual(typesOf(fromHost), literals(hostMessageSchema, "type"));
    assert.deepEqual(typesOf(fromTable), literals(panelMessageSchema, "type"));
  });

  it("accepts known messages unchanged", () => {
    for (const message of fromHost) assert.deepEqual(parseHostMessage(message, refuse), message);
    for (const message of fromTable) assert.deepEqual(parsePanelMessage(message, refuse), message);
  });

  it("reports and ignores invalid messages, and never throws", () => {
    for (const parse of [parseHostMessage, parsePanelMessage]) {
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
      const parse = fromHost.includes(message) ? parseHostMessage : parsePanelMessage;
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
      { ...init, query: { period: "next-month" } },
      { ...init, query: { password: "secret-text" } },
      { type: "rows", generation: 1, columns: ["a"], separator: "", body: new Uint8Array() },
      { type: "rows", generation: 1, columns: ["a"], separator: "\t", body: "secret-text" },
      { type: "done", generation: 1.5, isPartial: false, isEarlierShown: false },
      { type: "act", act: { action: "copy", format: "secret-text" } },
    ];
    for (const message of wrong) {
      const reports: string[] = [];
      assert.equal(
        parseHostMessage(message, (why) => reports.push(why)),
        undefined,
      );
      assert.ok(!reports.join("").includes("secret-text"));
    }
    const fromPage = [
      { type: "query", query: { status: "perhaps" } },
      { type: "query", query: { type: 7 } },
      { type: "export", generation: 1, rows: [1, 2], columns: [] },
      { type: "keep", state: { ...state, table: "" } },
      { type: "keep", state: { ...state, filter: "x".repeat(maxStateLength) } },
      { type: "saveQuery", name: " ", query },
      { type: "saveQuery", name: "x".repeat(81), query },
    ];
    for (const message of fromPage) {
      const read = parsePanelMessage(message, () => undefined);
      assert.equal(read, undefined, JSON.stringify(message));
    }
  });
});

describe("of several states of a table", () => {
  it("the one stored last is used, invalid ones are ignored", () => {
    const later = { ...state, revision: 4, filter: "later" };
    assert.deepEqual(selectNewestState(state, later), later);
    assert.deepEqual(selectNewestState(later, undefined, state), later);
    assert.deepEqual(selectNewestState({ ...later, query: { period: "soon" } }, state, "?"), state);
    assert.equal(selectNewestState(undefined, { ...state, revision: -1 }), undefined);
  });
});
