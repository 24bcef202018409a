import assert from "node:assert/strict";
import { domainToUnicode } from "node:url";
import { transferStates } from "../../../src/sandbox/transfers/transfer-states";
import { SandboxClient, DAY, HOUR, MINUTE, SECOND } from "./sandbox-client";

const WAITING = "REGISTRY_REQUEST_RECEIVED_NOW_WAITING";
const CANCELING = "REGISTRY_CANCELATION_PENDING";

describe("sandbox: domain-transfer-control", () => {
  let client: SandboxClient;
  beforeEach(async () => {
    client = await SandboxClient.start();
  });
  afterEach(() => client.close());

  const control = (action: string, domain?: string) =>
    client.post("domain-transfer-control", domain === undefined ? { action } : { action, domain });
  const rows = async () => (await control("list")).lines.map((line) => line.split("\t"));
  const domainIn = async (state: string) => (await rows()).find((row) => row[1] === state)?.[0] ?? "";
  const stateOf = async (domain: string) => (await rows()).find((row) => row[0] === domain)?.[1];
  const balance = async () => (await client.post("query-account-balance")).body.trim().split("\t").slice(0, 3);
  const price = async (domain: string) => {
    const before = client.control.getSnapshot();
    assert.ok(before.transfers.some((transfer) => transfer.domain === domain));
    const [available] = await balance();
    client.control.removeTransfers(domain);
    const [after] = await balance();
    return Number(after) - Number(available);
  };

  it("lists every state at least once, with four columns separated by tabs", async () => {
    const reply = await control("list");
    assert.deepEqual([reply.http, reply.code], [200, 1000]);
    const all = await rows();
    assert.deepEqual(new Set(all.map((row) => row[1])), new Set(transferStates));
    assert.ok(all.every((row) => row.length === 4));
    for (const state of ["FOA_BEEN_SENT", WAITING]) assert.equal(all.filter((row) => row[1] === state).length, 2);
    assert.ok(all.some((row) => row[0] === "acme-widgets.com" && row[1] === "FOA_BEEN_SENT"));
    assert.ok(all.some((row) => row[0]?.startsWith("xn--bckerei-")));
    assert.ok(all.some((row) => (row[0]?.length ?? 0) > 60));
    assert.ok(all.every((row) => /^(.+@example\.(com|net|org))?$/.test(row[2] ?? "?")));
  });

  it("shows one transfer", async () => {
    const reply = await control("show", "ACME-widgets.com");
    assert.equal(reply.code, 1000);
    const keys = reply.lines.map((line) => line.split(": ")[0]);
    assert.deepEqual(keys, ["domain", "status", "owner_email", "admin_email", "transfer-id"]);
    assert.deepEqual(reply.lines.slice(0, 2), ["domain: acme-widgets.com", "status: FOA_BEEN_SENT"]);
    assert.match(reply.lines[4] ?? "", /^transfer-id: \d+$/);
  });

  it("finds a transfer by its name in letters", async () => {
    const ascii = (await rows()).find((row) => row[0]?.startsWith("xn--"))?.[0] ?? "";
    const unicode = domainToUnicode(ascii);
    assert.ok(unicode.startsWith("bäckerei-"));
    assert.equal((await control("show", unicode)).lines[0], `domain: ${ascii}`);
  });

  it("says what is wrong with a request", async () => {
    const reply = async (fields: Record<string, string>) => {
      const refused = await client.post("domain-transfer-control", fields);
      return [refused.code, refused.header("Error")];
    };
    assert.deepEqual(await reply({}), [2003, "action: required parameter is missing"]);
    assert.deepEqual(await reply({ action: "show" }), [2003, "domain: required parameter is missing"]);
    assert.deepEqual(await reply({ action: "cancel", domain: " " }), [2003, "domain: required parameter is missing"]);
    assert.deepEqual(await reply({ action: "stop" }), [2005, "action: list, show, resend-foa, cancel expected"]);
    const [code, error] = await reply({ action: "show", domain: "nowhere.example" });
    assert.deepEqual([code, error], [2303, "There is no pending transfer of nowhere.example"]);
  });

  it("resends the FOA in FOA_BEEN_SENT only, which gives the owner five days again", async () => {
    const reply = await control("resend-foa", "acme-widgets.com");
    assert.deepEqual([reply.code, reply.header("Result")], [1000, "ACK"]);
    assert.match(reply.header("Proc-ID") ?? "", /^\d+$/);
    client.control.advance(5 * DAY - MINUTE);
    await client.signIn("sandbox-full");
    assert.equal(await stateOf("acme-widgets.com"), "FOA_BEEN_SENT");
    client.control.advance(2 * MINUTE);
    assert.equal(await stateOf("acme-widgets.com"), "FOA_ACK");
    const refused = await control("resend-foa", "acme-widgets.com");
    assert.deepEqual([refused.http, refused.code], [400, 2304]);
    assert.match(refused.header("Error") ?? "", /acme-widgets\.com.*FOA_ACK.*FOA_BEEN_SENT/);
  });

  it("cancels while waiting for the registry: money free at once, later off the list", async () => {
    const domain = await domainIn(WAITING);
    assert.deepEqual(await balance(), ["975.00", "25.00", "1000.00"]);
    const reply = await control("cancel", domain);
    assert.equal(reply.code, 1000);
    assert.equal(await stateOf(domain), CANCELING);
    assert.deepEqual(await balance(), ["980.19", "19.81", "1000.00"]);
    assert.equal(reply.header("Account-Balance"), "980.19");
    assert.equal((await control("cancel", domain)).code, 2304);
    client.control.advance(3 * HOUR);
    await client.signIn("sandbox-full");
    assert.equal(await stateOf(domain), undefined);
    assert.equal((await control("cancel", domain)).code, 2303);
    const told2 = await client.post("result-list", { objid: domain, status: "nack" });
    assert.match(told2.lines[0] ?? "", /domain-transfer-in-reseller/);
  });

  it("cancels before that too, and refuses where nothing is left to cancel", async () => {
    const accepted = [
      "IN_DB",
      "PAYMENT_PREPARED",
      "PAYMENT_ACQUIRED",
      "PENDING_FOA_SENDING",
      "FOA_BEEN_SENT",
      "FOA_ACK",
    ];
    for (const state of [...accepted, "REGISTRY_REQUEST_SENT", WAITING]) {
      client.control.setTransfer("acme-widgets.com", state);
      assert.equal((await control("cancel", "acme-widgets.com")).code, 1000, state);
    }
    const refused = ["FOA_NACK", CANCELING, "DOMAIN_WITH_JOKER_PENDING_COMPLETE", "SOMETHING_NEW"];
    for (const state of refused) {
      client.control.setTransfer("acme-widgets.com", state);
      assert.equal((await control("cancel", "acme-widgets.com")).code, 2304, state);
      assert.equal(await stateOf("acme-widgets.com"), state);
    }
  });

  it("moves a transfer through its states to a charged order, and then off the list", async () => {
    client.control.setTransfer("acme-widgets.com", "IN_DB");
    const seen: string[] = [];
    for (let step = 0; step < 15 * 24 * 6; step += 1) {
      client.control.advance(10 * MINUTE);
      const { transfers } = client.control.getSnapshot();
      const state = transfers.find(({ domain }) => domain === "acme-widgets.com")?.state;
      if (state !== undefined && state !== seen.at(-1)) seen.push(state);
    }
    assert.deepEqual(
      seen,
      transferStates.filter((state) => !["PENDING_FOA_SENDING", "FOA_NACK", CANCELING].includes(state)),
    );
    await client.signIn("sandbox-full");
    assert.equal(await stateOf("acme-widgets.com"), undefined);
    const { lines } = await client.post("query-order-list", { fqdn: "acme-widgets.com" });
    assert.equal(lines.length, 1);
    assert.deepEqual(lines[0]?.split("\t").slice(3), ["ok", "transfer", "5.19", "5.19", "USD", "acme-widgets.com"]);
  });

  it("charges a finished transfer once", async () => {
    client.control.setTransfer("acme-widgets.com", "PAYMENT_COMMITTED");
    client.control.setTransfer("acme-widgets.com", "TRANSFER_PROCESSED_SUCCESSFULLY");
    assert.deepEqual(await balance(), ["975.00", "19.81", "994.81"]);
    assert.equal((await client.post("query-order-list", { fqdn: "acme-widgets.com" })).lines.length, 1);
  });

  it("sends the FOA by hand where its recipient cannot be parsed, and lets an owner refuse", async () => {
    const byHand = await domainIn("PENDING_FOA_SENDING");
    assert.equal((await rows()).find((row) => row[0] === byHand)?.[2], "");
    client.control.setTransfer(byHand, "PAYMENT_ACQUIRED");
    client.control.advance(HOUR);
    assert.equal(await stateOf(byHand), "PENDING_FOA_SENDING");
    const refusing = (await rows()).find((row) => (row[0]?.length ?? 0) > 60)?.[0] ?? "";
    client.control.advance(5 * DAY);
    await client.signIn("sandbox-full");
    assert.equal(await stateOf(refusing), "FOA_NACK");
    client.control.advance(2 * DAY);
    await client.signIn("sandbox-full");
    assert.equal(await stateOf(refusing), undefined);
  });

  it("concludes the request that started a transfer", async () => {
    const waiting = (await rows()).filter((row) => row[1] === WAITING).map((row) => row[0] ?? "");
    const [first = "", second = ""] = waiting;
    const outcome = async (domain: string) => {
      const { lines } = await client.post("result-list", {
        objid: domain,
        rtype: "domain-transfer-in-reseller",
        pending: 1,
      });
      const procId = lines[0]?.split(" ")[2] ?? "";
      return (await client.post("result-retrieve", { "proc-id": procId })).body;
    };
    assert.equal(await outcome(first), "Completion-Status: ?\n\n");
    client.control.setTransfer(first, "TRANSFER_PROCESSED_SUCCESSFULLY");
    client.control.setTransfer(second, "FOA_NACK");
    client.control.setTransfer(second, "TRANSFER_PROCESSED_SUCCESSFULLY");
    assert.match(await outcome(first), /\nCompletion-Status: ack\n\n.*was transferred successfully\.\n$/);
    assert.match(await outcome(second), /\nCompletion-Status: nack\nError: The owner of the domain rejected the FOA\n/);
  });

  it("frees what was reserved for a transfer that is removed", async () => {
    assert.equal((await price("acme-widgets.com")).toFixed(2), "5.19");
    client.control.removeTransfers();
    assert.deepEqual(await rows(), []);
    assert.deepEqual(await balance(), ["1000.00", "0.00", "1000.00"]);
  });

  it("gives back what was taken in advance for a transfer that is canceled, as an order of its own", async () => {
    const prepaid = (await rows()).find((row) => row[0]?.endsWith(".biz"))?.[0] ?? "";
    const orders = async () => (await client.post("query-order-list", { fqdn: prepaid, asc: 1 })).lines.slice(-2);
    const before = await balance();
    client.control.setTransfer(prepaid, "FOA_ACK");
    assert.deepEqual(await balance(), ["956.10", "43.90", "1000.00"]);
    client.control.setTransfer(prepaid, WAITING);
    assert.deepEqual(await balance(), ["956.10", "25.00", "981.10"]);
    assert.equal((await control("cancel", prepaid)).code, 1000);
    assert.deepEqual(await balance(), before);
    const money = (await orders()).map((line) => line.split("\t").slice(3));
    assert.deepEqual(money, [
      ["ok", "transfer", "18.90", "18.90", "USD", prepaid],
      ["ok", "transfer", "-18.90", "-18.90", "USD", prepaid],
    ]);
  });

  it("leaves a person time to act", async () => {
    const before = await rows();
    client.control.advance(9 * MINUTE);
    assert.deepEqual(await rows(), before);
  });

  it("forbids changes to a read-only key, and allows them to a modify-only one", async () => {
    await client.signIn("sandbox-readonly");
    for (const action of ["resend-foa", "cancel"]) {
      const reply = await control(action, "acme-widgets.com");
      assert.deepEqual([reply.http, reply.code, reply.header("Status-Text")], [403, 2202, "Authorization error"]);
    }
    assert.equal((await control("show", "acme-widgets.com")).code, 1000);
    await client.signIn("sandbox-modify-only");
    assert.equal((await control("resend-foa", "acme-widgets.com")).code, 1000);
    assert.equal((await control("cancel", "acme-widgets.com")).code, 1000);
  });

  it("turns an action into a result that is in progress for eight seconds", async () => {
    const fields = { action: "cancel", domain: "acme-widgets.com", cltrid: "my-7" };
    const reply = await client.post("domain-transfer-control", fields);
    const find = async () =>
      (await client.post("result-list", { pending: 1, procid: reply.header("Proc-ID") ?? "" })).lines;
    const tracking = reply.header("SvTrId") ?? "";
    const procId = reply.header("Proc-ID") ?? "";
    const line = (status: string) =>
      `20260520120000 ${tracking} ${procId} domain-transfer-control acme-widgets.com ${status} my-7`;
    assert.deepEqual(await find(), [line("?")]);
    client.control.advance(8 * SECOND - 1);
    assert.deepEqual(await find(), [line("?")]);
    client.control.advance(1);
    assert.deepEqual(await find(), [line("ack")]);
    const spaced = await client.post("domain-transfer-control", { ...fields, action: "resend-foa", cltrid: "my 7" });
    assert.equal(spaced.code, 2304);
    client.control.setTransfer("acme-widgets.com", "FOA_BEEN_SENT");
    assert.equal((await client.post("domain-transfer-control", { ...fields, cltrid: "my 7" })).code, 2005);
    assert.equal(await stateOf("acme-widgets.com"), "FOA_BEEN_SENT");
  });
});
