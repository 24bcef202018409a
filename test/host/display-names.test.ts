import assert from "node:assert/strict";
import * as vscode from "vscode";
import { orderStatuses, orderTypes } from "../../src/dmapi/order-query";
import { normalizeWord } from "../../src/dmapi/model";
import {
  orderDisplayNames,
  orderStatusName,
  orderTypeName,
  requestTypeName,
  resultName,
} from "../../src/state/display-names";
import { notificationText } from "../../src/notifications/notification-texts";
import { findRow, getLeafRows, getRows, getTooltip, plainText } from "./tree-rows";
import { useDialogs, useSignedIn } from "./test-api";

describe("Names and amounts", () => {
  const user = useDialogs();
  const world = useSignedIn();

  it("are the same for every documented order type and status in views and in the table", () => {
    const { type, status } = orderDisplayNames();
    for (const each of orderTypes) {
      const isWord = ["transfer", "lock", "unlock"].includes(each);
      assert.equal(orderTypeName(each) === each, isWord, each);
      assert.equal(type[normalizeWord(each)]?.toLowerCase(), orderTypeName(each).toLowerCase());
    }
    for (const each of orderStatuses) assert.equal(status[each]?.toLowerCase(), orderStatusName(each));
    assert.equal(orderTypeName("DELETE-DOMAIN"), orderTypeName("delete_domain"));
    assert.equal(orderTypeName("constructor"), "constructor");
    assert.equal(requestTypeName("domain-register"), orderTypeName("create"));
    assert.equal(resultName({ requestType: "domain-renew", object: "xn--mnchen-3ya.de" }), "münchen.de – renewal");
  });

  it("show a top-up as a positive amount where it stands alone, also in the hover of its day", async () => {
    const { appState, sandbox, views } = world();
    const tree = views.trees.orders;
    sandbox.control.addOrder({ type: "credit-increase", amount: "-1200.00", identifier: "top-up-1" });
    await appState.orders.reload();
    const row = findRow(getLeafRows(tree), "top-up-1");
    assert(row);
    assert.deepEqual([row.label, row.description], ["1,200.00 USD · top-up-1", "account top-up"]);
    const hover = plainText(await getTooltip(tree, row));
    assert.match(hover, /Gross: 1,200\.00 USD/);
    assert.match(hover, /Type: Account top-up/);
    assert.doesNotMatch(hover, /\d{4}-\d\d-\d\dT|-1200/);
    const day = getRows(tree).find(({ id }) => id?.startsWith("period:"));
    assert(day);
    assert.match(plainText(await getTooltip(tree, day)), /Top-ups \(not included\): 1,200\.00 USD/);
  });

  it("show a domain in Unicode in questions, outcomes and notifications, as the view does", async () => {
    const { appState, sandbox } = world();
    const { domain, state } = sandbox.control.getSnapshot().transfers.find((each) => each.domain.startsWith("xn--")) ?? assert.fail("no such domain"); // prettier-ignore
    sandbox.control.setTransfer(domain, "FOA_BEEN_SENT");
    await appState.transfers.reload();
    const transfer = appState.transfers.value?.find((each) => each.domain === domain);
    await vscode.commands.executeCommand("joker.transfer.resendFoa", { transfer });
    user.answer = () => "Keep Transfer";
    await vscode.commands.executeCommand("joker.transfer.cancel", { transfer });
    sandbox.control.setTransfer(domain, state);
    await appState.transfers.reload();
    const [outcome = "", question = ""] = user.shown;
    assert.match(outcome, /^FOA for [^ ]*ä[^ ]*\.de resent to /);
    assert.match(question, /^Cancel the transfer of [^ ]*ä[^ ]*\.de\?/);
    const item = { kind: "transferEnded", subject: "xn--mnchen-3ya.de", detail: "FOA_ACK" } as const;
    assert.match(notificationText("transferEnded", [item]), /^The transfer of münchen\.de is no longer pending/);
  });

  it("show no raw time and no raw request type of a result", async () => {
    const { appState, views } = world();
    await appState.results.reload();
    const rows = getLeafRows(views.trees.results);
    assert(rows.length > 5);
    for (const row of rows) {
      assert.doesNotMatch(
        `${String(row.description)} ${row.accessibilityInformation?.label ?? ""}`,
        /\b\d{14}\b|domain-|host-/,
      );
      assert.match(plainText(await getTooltip(views.trees.results, row)), /Requested: [A-Z][a-z]{2} \d+, \d{4}, /);
    }
  });
});
