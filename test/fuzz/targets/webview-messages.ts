import assert from "node:assert/strict";
import { DmapiError } from "../../../src/dmapi/errors";
import { paginateOrders } from "../../../src/dmapi/pagination/paginate-orders";
import { parseHostMessage } from "../../../src/messages/host-messages";
import { parsePanelMessage } from "../../../src/messages/panel-messages";
import { getQueryNotes } from "../../../src/messages/query-limits";
import { validateQuery } from "../../../src/messages/query-validation";
import { stringNames } from "../../../src/messages/strings";
import { toOrderFilter, type TableQuery } from "../../../src/messages/table-query";
import { parseTransferPanelMessage, parseTransferViewModel } from "../../../src/messages/transfer-messages";
import type { FuzzTarget } from "../fuzz-target";
import { mutateValue } from "../mutate";
import type { RandomSource } from "../random-source";

const now = 1_794_500_000_000;
const query = {
  after: "2026-01-01",
  before: "2026-11-12",
  type: "renew",
  status: "ok",
  tld: "com",
  fqdn: "acme.com",
  fqdnLike: "*.com",
  orderIdAfter: "2",
  orderIdBefore: "3",
  asc: true,
};
const queries = [
  query,
  { period: "last-month" },
  { period: "last-60-days", status: "pending" },
  { procId: "4" },
] as const;
const marker = "value-of-a-user";

const toHost = [
  { type: "ready" },
  { type: "keep", state: { table: "t", revision: 3, account: "1", query } },
  { type: "query", query },
  { type: "cancel" },
  { type: "retryGap", generation: 1, gap: 1 },
  { type: "export", generation: 1, rows: null, columns: ["order_id"] },
  { type: "saveQuery", name: "Renewals", query },
  { type: "copy", text: marker },
  { type: "openResult", procId: marker },
  { type: "problem", text: marker },
  { type: "act", action: "resendFoa" },
  { type: "copy", what: marker },
] as const;

const account = { id: "1", name: "someone", environmentLabel: "" };
const toPage = [
  { type: "loading", generation: 1, query },
  { type: "progress", generation: 1, done: 1, total: 4, rows: 12 },
  {
    type: "gaps",
    generation: 1,
    gaps: [{ id: 1, after: "2026-01-01", before: "2026-03-31", reason: marker, retrying: false }],
  },
  { type: "rejected", problems: [{ field: "after", text: marker }] },
  { type: "queries", saved: [{ name: "Renewals", query }], recent: [query] },
  { type: "act", act: { action: "show", orderId: "7" } },
  {
    type: "init",
    language: "en",
    decimalMark: ".",
    account,
    table: "t",
    strings: Object.fromEntries(stringNames.map((name) => [name, name])),
    titles: { order_id: "Order" },
    names: { type: { renew: "Renewal" }, status: {} },
    query,
    saved: [],
    recent: [query],
    types: ["create"],
    now,
  },
] as const;

/** A message is ignored, with a reason that has none of its values, or it has its type. */
function readMessage(random: RandomSource): void {
  const reports: string[] = [];
  const report = (why: string) => reports.push(why);
  const isToHost = random.oneIn(2);
  const message = mutateValue(isToHost ? random.pick(toHost) : random.pick(toPage), random);
  const parsers = isToHost
    ? [parsePanelMessage, parseTransferPanelMessage]
    : [parseHostMessage, parseTransferViewModel];
  for (const parse of parsers) {
    const parsed = parse(message, report);
    if (parsed) assert.equal(parsed.type, (message as { readonly type: unknown }).type);
  }
  for (const why of reports) assert(!why.includes(marker), why);
}

/** A query without a problem is not refused before it is sent. */
function readQuery(random: RandomSource): void {
  const sent = mutateValue(random.pick(queries), random);
  const message = parsePanelMessage({ type: "query", query: sent }, () => undefined);
  if (message?.type !== "query") return;
  const parsed: TableQuery = message.query;
  const problems = validateQuery(parsed);
  if (problems.length > 0) return;
  getQueryNotes(parsed, now);
  try {
    paginateOrders(() => Promise.reject(new Error("nothing is sent")), toOrderFilter(parsed, now), { now });
  } catch (error) {
    const reason = error instanceof DmapiError ? error.detail : String(error);
    assert.fail(`${JSON.stringify(parsed)} is refused: ${reason}`);
  }
}

export const webviewMessages: FuzzTarget = {
  name: "webview-messages",
  run: (random) => (random.oneIn(3) ? readQuery(random) : readMessage(random)),
};
