import assert from "node:assert/strict";
import { transferStates } from "../../../../src/state/transfer-states";
import { cancelTransfer, listTransfers, resendFoa, showTransfer } from "../../../../src/dmapi/transfers";
import { DAY, HOUR } from "../../sandbox/sandbox-client";
import { isErrorWith } from "../fake-call";
import type { RuleFixture, Rule } from "./rule-fixture";

const request = "domain-transfer-control";

/** A transfer that is put into a state. */
function inState({ control }: RuleFixture, state: string): string {
  const [domain = ""] = control
    .getSnapshot()
    .transfers.filter(({ state }) => state === "FOA_BEEN_SENT")
    .map(({ domain }) => domain);
  control.setTransfer(domain, state);
  return domain;
}

async function stateOf({ call }: RuleFixture, domain: string): Promise<string | undefined> {
  return (await listTransfers(call)).find((transfer) => transfer.domain === domain)?.state;
}

/** Puts a transfer into a state and says what it is in after some time. */
async function stateAfter(fixture: RuleFixture, state: string, ms: number): Promise<string | undefined> {
  const domain = inState(fixture, state);
  fixture.control.advance(ms);
  return stateOf(fixture, domain);
}

/** Sentences of "Domain transfer control". */
export const transferRules: readonly Rule[] = [
  {
    says: "action One of: list, show, resend-foa, cancel",
    client: async (fixture) => {
      const domain = inState(fixture, "FOA_BEEN_SENT");
      await showTransfer(fixture.call, domain);
      await resendFoa(fixture.call, domain);
      await cancelTransfer(fixture.call, domain);
      await listTransfers(fixture.call);
      const actions = fixture.sentRequests.flatMap(({ form }) => form["action"] ?? []);
      assert.deepEqual(actions, ["show", "resend-foa", "cancel", "list"]);
    },
    sandbox: async ({ sandboxClient: client }) => {
      assert.equal((await client.post(request)).code, 2003);
      assert.equal((await client.post(request, { action: "delete" })).code, 2005);
    },
  },
  {
    says: "domain Domain name to control transfer of (ignored when action=list)",
    client: async ({ call }) => assert.rejects(showTransfer(call, ""), isErrorWith("invalid", /domain/)),
    sandbox: async ({ sandboxClient: client, rows }) => {
      const all = await rows(request, { action: "list" });
      assert.deepEqual(await rows(request, { action: "list", domain: "x.example" }), all);
      assert.equal((await client.post(request, { action: "show" })).code, 2003);
      assert.equal((await client.post(request, { action: "show", domain: "x.example" })).code, 2303);
    },
  },
  {
    says: "this request returns a list (columns are separated by tabs) of all currently pending transfers: <domain> <state> <owner-email> <admin-email>",
    client: async ({ call, rows }) => {
      const read = (await listTransfers(call)).map((row) => [row.domain, row.state, row.ownerEmail, row.adminEmail]);
      assert.deepEqual(read, await rows(request, { action: "list" }));
      assert(read.some(([, , owner]) => owner === ""));
    },
    sandbox: async ({ rows, control }) => {
      const transfers = control.getSnapshot().transfers.map(({ domain }) => domain);
      assert.deepEqual(
        (await rows(request, { action: "list" })).map(([domain]) => domain),
        transfers,
      );
    },
  },
  {
    says: `where <state> is one of (listed in "natural" transition order):`,
    client: async ({ call }) => {
      const states = new Set((await listTransfers(call)).map(({ state }) => state));
      assert.deepEqual(
        transferStates.filter((state) => !states.has(state)),
        [],
      );
      assert.equal(states.size, transferStates.length);
    },
    sandbox: async (fixture) => {
      const domain = inState(fixture, "IN_DB");
      const passed: (string | undefined)[] = [];
      for (let minutes = 0; minutes < 20 * 24 * 60 && passed.length < 14; minutes += 10) {
        const state = fixture.control.getSnapshot().transfers.find((transfer) => transfer.domain === domain)?.state;
        if (minutes === 0 || passed.at(-1) !== state) {
          assert.equal(await stateOf(fixture, domain), state);
          passed.push(state);
        }
        fixture.control.advance(10 * 60_000);
      }
      const known = passed.flatMap((state) => transferStates.findIndex((name) => name === state));
      assert.deepEqual(
        known.slice(0, -1),
        known.slice(0, -1).toSorted((a, b) => a - b),
      );
      assert.equal(passed.at(-2), "TRANSFER_PROCESSED_SUCCESSFULLY");
    },
  },
  {
    says: "Manual action from Joker.com is required and happens during office hours, thus in worst case it may take few days",
    sandbox: async (fixture) => {
      assert.equal(await stateAfter(fixture, "PENDING_FOA_SENDING", DAY), "PENDING_FOA_SENDING");
    },
  },
  {
    says: "Owner has 5 days to react, thus the state may last up to 5 days.",
    sandbox: async (fixture) => {
      const domain = inState(fixture, "FOA_BEEN_SENT");
      fixture.control.advance(5 * DAY - HOUR);
      assert.equal(await stateOf(fixture, domain), "FOA_BEEN_SENT");
      fixture.control.advance(HOUR);
      assert.match((await stateOf(fixture, domain)) ?? "", /^FOA_(ACK|NACK)$/);
    },
  },
  {
    says: "This state may take up to 5 days, we could do nothing to speed it up.",
    sandbox: async (fixture) => {
      const waiting = "REGISTRY_REQUEST_RECEIVED_NOW_WAITING";
      assert.equal(await stateAfter(fixture, waiting, 5 * DAY - HOUR), waiting);
    },
  },
  {
    says: `While in this state, transfer may be cancelled by using "action=cancel".`,
    client: async (fixture) => {
      const domain = inState(fixture, "REGISTRY_REQUEST_RECEIVED_NOW_WAITING");
      await cancelTransfer(fixture.call, domain);
      assert.equal(fixture.sentRequests.filter(({ form }) => form["action"] === "cancel").length, 1);
    },
  },
  {
    says: `The user has requested cancel of domain transfer by using "action=cancel".`,
    client: async (fixture) => {
      const domain = inState(fixture, "FOA_BEEN_SENT");
      await cancelTransfer(fixture.call, domain);
      assert.equal(await stateOf(fixture, domain), "REGISTRY_CANCELATION_PENDING");
      fixture.control.advance(DAY);
      await fixture.sandboxClient.signIn("sandbox-full");
      assert.equal(await stateOf(fixture, domain), undefined);
    },
  },
  {
    says: "Please contact Joker.com if this state lasts longer than 1 hour.",
    sandbox: async (fixture) => {
      assert.equal(await stateAfter(fixture, "DOMAIN_WITH_JOKER_PENDING_COMPLETE", HOUR), "PAYMENT_COMMITTED");
    },
  },
  {
    says: "domain: example.com status: FOA_BEEN_SENT owner_email: owner@example.com admin_email: admin@example.com transfer-id: 123456",
    client: async (fixture) => {
      const fields = await showTransfer(fixture.call, inState(fixture, "FOA_ACK"));
      const names = ["domain", "status", "owner_email", "admin_email", "transfer-id"];
      assert.deepEqual(
        fields.map(([name]) => name),
        names,
      );
      assert.equal(fields[1]?.[1], "FOA_ACK");
    },
  },
  {
    says: "When action=resend-foa, FOA will be resent (only possible in state FOA_BEEN_SENT).",
    client: async (fixture) => {
      await resendFoa(fixture.call, inState(fixture, "FOA_BEEN_SENT"));
      await assert.rejects(resendFoa(fixture.call, inState(fixture, "FOA_ACK")), isErrorWith("refused", /2304/));
    },
    sandbox: async (fixture) => {
      for (const state of transferStates.filter((name) => name !== "FOA_BEEN_SENT")) {
        const [{ domain } = { domain: "" }] = fixture.control.getSnapshot().transfers;
        fixture.control.setTransfer(domain, state);
        assert.equal((await fixture.sandboxClient.post(request, { action: "resend-foa", domain })).code, 2304, state);
      }
    },
  },
  {
    says: "When action=cancel, the (pending) transfer will be cancelled.",
    sandbox: async (fixture) => {
      const domain = inState(fixture, "REGISTRY_CANCELATION_PENDING");
      assert.equal((await fixture.sandboxClient.post(request, { action: "cancel", domain })).code, 2304);
      fixture.control.setTransfer(domain, "PAYMENT_ACQUIRED");
      assert.equal((await fixture.sandboxClient.post(request, { action: "cancel", domain })).code, 1000);
    },
  },
  {
    says: "Status code is 1000 for successful request, or >= 2000 otherwise.",
    client: async ({ call }) => {
      await assert.rejects(showTransfer(call, "x.example"), isErrorWith("not-found", /Status-Code 2303/));
    },
    sandbox: async ({ sandboxClient: client }) =>
      assert.equal((await client.post(request, { action: "list" })).code, 1000),
  },
];
