import assert from "node:assert/strict";
import fc from "fast-check";
import { queryBalance, queryProfile } from "../../../src/dmapi/account";
import { parseOrders } from "../../../src/dmapi/order-block";
import { queryOrders } from "../../../src/dmapi/orders";
import { listResults } from "../../../src/dmapi/results";
import { Session, type Call } from "../../../src/dmapi/session";
import { listTransfers, showTransfer } from "../../../src/dmapi/transfers";
import { dispatchRequest } from "../../../src/sandbox/dispatch-request";
import { RequestParameters } from "../../../src/sandbox/request-parameters";
import { formatBlock } from "../../../src/sandbox/reply";
import { SandboxState } from "../../../src/sandbox/sandbox-state";
import { createFakeCall } from "./fake-call";
import { NOON } from "./client";
import { FakeTransport, okReply } from "./fake-transport";

/** A sandbox's world whose every part can be set, and a client that speaks to it without a network in between. */
function world(): { readonly world: SandboxState; readonly call: Call } {
  const world = new SandboxState({ orders: 0, seed: 1, clock: () => NOON });
  const transport = new FakeTransport(async (name, form) => {
    const { headerBlock: block, body } = await dispatchRequest(world, name, new RequestParameters(form));
    return block + (typeof body === "string" ? body : [...body].join(""));
  });
  return { world, call: new Session(transport, { kind: "api-key", apiKey: "sandbox-full" }).call };
}

const odd = fc.constantFrom(
  " ",
  "\u00a0",
  "\ufeff",
  "\u2028",
  "\u0085",
  "\0",
  "\u001b",
  ":",
  "=",
  "<b>",
  "[",
  "__proto__",
);
/** Any text without these characters and without line ends. */
const without = (...marks: string[]) =>
  fc
    .array(fc.oneof(fc.string({ unit: "binary" }), odd))
    .map((parts) => ["\r", "\n", "\t", ...marks].reduce((text, mark) => text.replaceAll(mark, ""), parts.join("")));
const field = without();
const cents = fc.integer({ min: -(10 ** 12), max: 10 ** 12 });
const decimalOf = (amount: number) => (amount / 100).toFixed(2);

describe("Round trip of the sandbox's state to the client:", () => {
  it("a profile, keys that repeat included", async () => {
    const key = fc.stringMatching(/^[A-Za-z][\w.-]{0,20}$/);
    const value = field.map((text) => text.replace(/^[ \t]+|[ \t]+$/g, ""));
    const property = fc.asyncProperty(fc.array(fc.tuple(key, value), { maxLength: 12 }), async (fields) => {
      const { call } = createFakeCall(okReply(formatBlock(fields)));
      assert.deepEqual(await queryProfile(call), fields);
    });
    await fc.assert(property, { numRuns: 150 });
  });

  it("the balance", async () => {
    const { world: sandbox, call } = world();
    const property = fc.asyncProperty(cents, fc.integer({ min: 0, max: 10 ** 9 }), async (available, more) => {
      sandbox.balance.setAvailable(available);
      sandbox.balance.reserve(more);
      const { pending, total } = sandbox.balance;
      assert.deepEqual(await queryBalance(call), {
        available: decimalOf(available - more).replace(/^-0\.00$/, "0.00"),
        pending: decimalOf(pending),
        total: decimalOf(total),
        currency: "USD",
      });
      sandbox.balance.release(more);
    });
    await fc.assert(property, { numRuns: 100 });
  });

  it("both e-mails of a transfer, in the list and alone", async () => {
    const { world: sandbox, call } = world();
    sandbox.transfers.list().forEach((transfer) => sandbox.transfers.remove(transfer));
    const property = fc.asyncProperty(field, field, async (ownerEmail, adminEmail) => {
      const course = { isFoaManual: false, isRefusedByOwner: false, isPaidInAdvance: false };
      const payment = { price: 0, payment: "none", state: "FOA_BEEN_SENT" } as const;
      sandbox.transfers.add({ ...course, ...payment, id: 7, domain: "a.example", ownerEmail, adminEmail }, NOON);
      const [only] = await listTransfers(call);
      assert.deepEqual([only?.ownerEmail, only?.adminEmail], [ownerEmail, adminEmail]);
      const shown = new Map(await showTransfer(call, "a.example"));
      const trimmed = (text: string) => text.replace(/^[ \t]+|[ \t]+$/g, "");
      assert.deepEqual([shown.get("owner_email"), shown.get("admin_email")], [ownerEmail, adminEmail].map(trimmed));
    });
    await fc.assert(property, { numRuns: 100 });
  });

  it("the type and the object of a result, which are separated by spaces", async () => {
    const word = without(" ").filter((text) => text !== "");
    const property = fc.asyncProperty(word, word, async (type, object) => {
      const { world: sandbox, call } = world();
      sandbox.results.add({ at: NOON, type, object, clTrId: "-" });
      const newest = (await listResults(call, { pending: true, limit: 1 }))[0];
      assert.deepEqual([newest?.requestType, newest?.object], [type, object]);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  for (const [separator, mark] of [
    ["tab", "\t"],
    ["comma", ","],
    ["semicolon", ";"],
    ["pipe", "|"],
  ] as const) {
    for (const numComma of separator === "comma" ? [false] : [false, true]) {
      it(`orders separated by ${separator}${numComma ? " with decimal commas" : ""}`, async () => {
        const { world: sandbox, call } = world();
        const text = without(mark);
        const order = fc.record({
          type: text,
          status: text,
          currency: text,
          identifier: text,
          netto: cents,
          brutto: cents,
        });
        const property = fc.asyncProperty(fc.array(order, { minLength: 1, maxLength: 6 }), async (orders) => {
          const written = orders.map((draft) => sandbox.orders.add(draft, 5, NOON));
          const first = `${written[0]?.id}`;
          const block = await queryOrders(call, { orderIdAfter: first, showAll: true, asc: true, separator, numComma });
          const amount = (value: number) => (value === 0 ? "0" : decimalOf(value).replace(".", numComma ? "," : "."));
          assert.deepEqual(
            parseOrders(block).map(({ fields }) => [...fields.values()]),
            written.map((one) => [
              ...[`${one.id}`, `${one.procId}`, "2026-05-20T12:00:00Z", one.status, one.type],
              ...[amount(one.brutto), amount(one.netto), one.currency, one.identifier],
            ]),
          );
        });
        await fc.assert(property, { numRuns: 40 });
      });
    }
  }
});
