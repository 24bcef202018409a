import assert from "node:assert/strict";
import * as vscode from "vscode";
import { toDisplayDomain } from "../../src/idn/display-domain";
import { useDialogs, useSignedIn } from "./test-api";
import { recordTreeChanges, getTooltip, findRow, labelsOf, getLeafRows, nameOf, plainText, getRows } from "./tree-rows";

describe("The tree of transfers", () => {
  useDialogs();
  const world = useSignedIn();
  const tree = () => world().views.trees.transfers;
  const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(`joker.${command}`, ...args);

  beforeEach(() => world().appState.transfers.reload());
  afterEach(() => run("transfers.clearFilter"));

  const domainIn = (state: string) => {
    const found = world().appState.transfers.value?.find((transfer) => transfer.state === state);
    assert(found, `no transfer in ${state}`);
    return found.domain;
  };

  it("has transfers that need the reseller first, then the phases in order", () => {
    const groups = getRows(tree());
    assert.deepEqual(labelsOf(groups), [
      "Needs Your Attention",
      "Order and Payment",
      "Owner Approval (FOA)",
      "Registry and Losing Registrar",
      "Completion",
      "Cancellation Requested",
    ]);
    const [first] = getRows(tree(), groups[0]?.node);
    assert.equal(first?.label, `rejected · ${domainIn("FOA_NACK")}`, "a narrow side bar would cut off the reason");
    assert.equal(first.description, "contact the owner");
    assert.match(tree().tree.description ?? "", /^\d+ pending · 1 needs you$/);
  });

  it("shows a row it cannot understand whole, without actions", async () => {
    const { appState, sandbox } = world();
    sandbox.control.rewriteReplies((request, reply) =>
      request === "domain-transfer-control" ? reply.replace(/^(\S+\.\S+\t[A-Z_]+\t)/m, "7\t$1") : reply,
    );
    await appState.transfers.reload();
    sandbox.control.rewriteReplies(undefined);
    const [row, ...others] = getLeafRows(tree()).filter(({ contextValue }) => contextValue === "unreadable");
    assert(row && others.length === 0);
    assert(typeof row.label === "string");
    assert.match(row.label, /^7\t\S+\.\S+\t[A-Z_]+\t/);
    assert.deepEqual([row.command, row.description], [undefined, "unrecognized format"]);
    sandbox.control.clearLog();
    for (const command of ["transfer.show", "transfer.cancel", "transfer.resendFoa"]) await run(command, row.node);
    assert.deepEqual(
      sandbox.control.log.filter(({ parameters }) => parameters.includes("domain")),
      [],
    );
  });

  it("redraws nothing when a refresh changes nothing", async () => {
    getLeafRows(tree());
    for (let times = 0; times < 3; times += 1) {
      assert.deepEqual(await recordTreeChanges(tree(), () => world().appState.transfers.reload()), []);
    }
  });

  it("redraws one row for a change within a phase, and two groups for a change of phase", async () => {
    getLeafRows(tree());
    const { appState: data, sandbox } = world();
    const set = (domain: string, state: string) => {
      sandbox.control.setTransfer(domain, state);
      return data.transfers.reload();
    };
    const last = domainIn("TRANSFER_PROCESSED_SUCCESSFULLY");
    assert.deepEqual(await recordTreeChanges(tree(), () => set(last, "STATE_OF_TOMORROW")), ["all"]);
    getLeafRows(tree());
    assert.deepEqual(await recordTreeChanges(tree(), () => set(last, "STATE_OF_THE_DAY_AFTER")), [
      [`transfer:${last}`],
    ]);
    const waiting = domainIn("REGISTRY_REQUEST_SENT");
    assert.deepEqual(await recordTreeChanges(tree(), () => set(waiting, "PAYMENT_COMMITTED")), [
      ["group:registry", "group:completion"],
    ]);
  });

  it("keeps the node of a row across refreshes, so that selection and expansion survive, and has parents", async () => {
    const before = getLeafRows(tree());
    await world().appState.transfers.reload();
    const after = getLeafRows(tree());
    assert(before.length > 10);
    before.forEach(({ node }, index) => assert.equal(after[index]?.node, node));
    for (const { node } of after) {
      const parent = tree().getParent(node);
      assert(parent && tree().getChildren(parent).includes(node));
      assert.equal(tree().getParent(parent), undefined);
    }
  });

  it("filters by words, shows the counts, and clears", async () => {
    const all = getLeafRows(tree()).length;
    await run("transfers.filter", "foa owner");
    const shown = getLeafRows(tree());
    assert(shown.length > 0 && shown.length < all);
    assert.equal(tree().tree.message, `Filter “foa owner”: ${shown.length} of ${all} shown.`);
    await world().appState.transfers.reload();
    assert.equal(getLeafRows(tree()).length, shown.length);
    await run("transfers.filter", "nothing is like this");
    assert.deepEqual(getRows(tree()), []);
    assert.equal(tree().tree.message, "", "a message would hide the welcome text with its button");
    await run("transfers.clearFilter");
    assert.equal(getLeafRows(tree()).length, all);
    assert.equal(tree().tree.message, "");
  });

  it("can be a flat list, with a persisted sort order", async () => {
    const { viewOptions: arranged } = world();
    await arranged.transfers.setOption("grouping", "flat");
    await arranged.transfers.setOption("sorting", "domain");
    const shown = getRows(tree()).map(nameOf);
    const sorted = world()
      .appState.transfers.value?.map(({ domain }) => domain)
      .toSorted()
      .map(toDisplayDomain);
    assert.deepEqual(shown, sorted);
    await arranged.transfers.setOption("sorting", "urgency");
    assert.equal(getRows(tree()).map(nameOf)[0], domainIn("FOA_NACK"));
    await arranged.transfers.setOption("grouping", "no such thing");
    assert.equal(arranged.transfers.grouping, "phase");
    await arranged.transfers.setOption("grouping", "phase");
  });

  it("counts transfers that need the reseller in its badge, with names and reasons", () => {
    const { badge } = tree().tree;
    assert.equal(badge?.value, 1);
    assert.equal(
      badge.tooltip,
      `1 transfer needs your attention\n${domainIn("FOA_NACK")}: FOA rejected · contact the owner`,
    );
  });

  it("flags a transfer whose owner deadline is near, counted from when the state was first observed", async () => {
    const { accounts, appState: data, views, clock } = world();
    const domain = domainIn("FOA_BEEN_SENT");
    const account = accounts.current?.id ?? "";
    const day = 86_400_000;
    await data.stateHistory.recordStates(account, [{ domain, state: "FOA_BEEN_SENT" }], clock.now() - 4.5 * day);
    await data.stateHistory.forgetAccount(account);
    await data.stateHistory.recordStates(account, [{ domain, state: "FOA_BEEN_SENT" }], clock.now() - 4.5 * day);
    await data.transfers.reload();
    assert.equal(views.trees.transfers.tree.badge?.value, 2);
    const row = findRow(getLeafRows(tree()), domain);
    assert(row);
    assert.deepEqual([row.label, row.description], [`last day · ${domain}`, "remind the owner"]);
    assert.match(
      row.accessibilityInformation?.label ?? "",
      /FOA sent, waiting for the owner, less than a day left, remind the owner, waiting for: the owner, deadline: no later than .+, counted from when the state was first seen$/,
    );
  });

  it("explains the state in a tooltip: meaning, actor, deadline, since when, and next action", async () => {
    const domain = domainIn("REGISTRY_REQUEST_RECEIVED_NOW_WAITING");
    const row = findRow(getLeafRows(tree()), domain);
    assert(row);
    const card = plainText(await getTooltip(tree(), row));
    const transfer = world().appState.transfers.value?.find((one) => one.domain === domain);
    assert(transfer);
    const { ownerEmail, adminEmail } = transfer;
    for (const part of [
      "waiting for the losing registrar",
      "cannot be accelerated",
      "Waiting for: the losing registrar",
      "Duration: up to 5 days",
      "Deadline: no later than ",
      ", counted from when the state was first seen",
      "What you can do: Wait, or cancel the transfer.",
      "DMAPI state: REGISTRY_REQUEST_RECEIVED_NOW_WAITING",
      `Owner email: ${ownerEmail}`,
      `Admin email: ${adminEmail}`,
      "First seen in this state: ",
    ]) {
      assert(card.includes(part), `${part} is not in ${card}`);
    }
  });

  it("loads the ID of a transfer once on hover, and then shows it below the row", async () => {
    const domain = domainIn("FOA_ACK");
    const { sandbox, appState: data, accounts } = world();
    const row = () => findRow(getLeafRows(tree()), domain) ?? assert.fail(domain);
    sandbox.control.clearLog();
    const [card, again] = await Promise.all([getTooltip(tree(), row()), getTooltip(tree(), row())]);
    await getTooltip(tree(), row());
    assert.equal(card, again);
    assert.equal(sandbox.control.log.length, 1);
    const id = data.transferIds.get(accounts.requireCurrent().id, domain) ?? "";
    assert.match(id, /^\d+$/);
    assert(plainText(card).includes(`Transfer ID: ${id}`), card);
    const field = getRows(tree(), row().node).find(({ label }) => label === "Transfer ID");
    assert.equal(field?.description, id);
    sandbox.control.removeTransfers(domain);
    await data.transfers.reload();
    assert.equal(
      data.transferIds.get(accounts.requireCurrent().id, domain),
      undefined,
      "the next transfer has another id",
    );
  });

  it("shows a partial tooltip when the ID cannot be loaded, and retries the next time", async () => {
    const [row] = getLeafRows(tree());
    assert(row);
    const { sandbox } = world();
    sandbox.control.addFaults({ kind: "html", request: "domain-transfer-control", count: 5 });
    assert.match(plainText(await getTooltip(tree(), row)), /Waiting for: you/);
    sandbox.control.clearFaults();
    assert.match(plainText(await getTooltip(tree(), row)), /Transfer ID: \d+/);
  });

  it("has the fields of a transfer as children, each with a copy action", async () => {
    const [row] = getLeafRows(tree());
    const fields = getRows(tree(), row?.node);
    assert.deepEqual(labelsOf(fields), [
      "Domain",
      "DMAPI state",
      "Owner email",
      "Admin email",
      "First seen in this state",
    ]);
    await run("copyValue", fields[1]?.node);
    assert.equal(await vscode.env.clipboard.readText(), "FOA_NACK");
    await run("copyValue", fields[0]?.node, [fields[0]?.node, fields[1]?.node]);
    assert.equal(await vscode.env.clipboard.readText(), `${domainIn("FOA_NACK")}\nFOA_NACK`);
  });

  it("copies the domain, the email of the owner and a link of each selected transfer", async () => {
    const rows = getLeafRows(tree()).slice(0, 2);
    const transfers = rows.map(({ label }) =>
      world().appState.transfers.value?.find(({ domain }) => typeof label === "string" && label.endsWith(domain)),
    );
    const copied = async (command: string) => {
      await run(
        command,
        rows[0]?.node,
        rows.map(({ node }) => node),
      );
      return await vscode.env.clipboard.readText();
    };
    const lines = (text: (transfer: { domain: string; ownerEmail: string }) => string) =>
      transfers.map((transfer) => transfer && text(transfer)).join("\n");
    assert.equal(
      await copied("transfer.copyDomain"),
      lines(({ domain }) => domain),
    );
    assert.equal(
      await copied("transfer.copyOwnerEmail"),
      lines(({ ownerEmail }) => ownerEmail),
    );
    const { uriScheme } = vscode.env;
    const link = (domain: string) => `${uriScheme}://joker-dmapi.joker-dmapi/transfer?domain=${domain}`;
    assert.equal(
      await copied("transfer.copyLink"),
      lines(({ domain }) => link(domain)),
    );
  });
});

describe("A tooltip with text from a server", () => {
  it("shows it literally: no link, image, command, style or bidirectional control", async () => {
    const { createHoverMarkdown: cardOf } = await import("../../src/workbench/markdown");
    const hostile = "[x](command:a) ![y](http://e.example/p.png) <b>$(zap)</b> **z** http://e.example `c`\n# h\u202e";
    const card = cardOf({ title: hostile, sentences: [hostile], facts: [[hostile, hostile]] });
    assert.notEqual(card.isTrusted, true);
    assert.notEqual(card.supportHtml, true);
    const written = card.value.replace(/&#\d+;/g, "").replace(/^\*\*|\*\*$|^- |: /gm, "");
    assert.doesNotMatch(written, /[^\p{L}\p{N}\s]/u);
    assert(!card.value.includes("\u202e"));
  });
});
