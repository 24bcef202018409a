import assert from "node:assert/strict";
import * as vscode from "vscode";
import { hostileTexts } from "./hostile-texts";
import { useDialogs, useSignedIn } from "./test-api";
import { getRows, type TreeRow } from "./tree-rows";

const never = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) };
// eslint-disable-next-line no-control-regex -- they are what must not be there
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200f\u202a-\u202e\u2066-\u2069]/;

describe("What a hostile server sends", () => {
  useDialogs();
  const world = useSignedIn();

  /** Every row of a tree, at any depth. */
  function rowsOf(name: keyof ReturnType<typeof world>["views"]["trees"]): TreeRow[] {
    const tree = world().views.trees[name];
    const below = (row: TreeRow): TreeRow[] => [row, ...getRows(tree, row.node).flatMap(below)];
    return getRows(tree).flatMap(below);
  }

  async function sendAll(): Promise<void> {
    const { appState: data, sandbox } = world();
    const { transfers } = sandbox.control.getSnapshot();
    for (const [index, text] of hostileTexts.entries()) {
      const amount = index % 2 === 0 ? "1.00" : "-1.00";
      sandbox.control.addOrder({
        type: text,
        identifier: text,
        status: index % 3 ? "ok" : text,
        currency: text,
        amount,
      });
      const transfer = transfers[index % transfers.length];
      if (transfer) sandbox.control.setTransfer(transfer.domain, text);
    }
    await Promise.all(data.allResources.map((resource) => resource.reload()));
    assert.equal(data.orders.state.kind, "ready");
  }

  it("stays text in every tree row and tooltip", async () => {
    await sendAll();
    let seen = 0;
    for (const name of ["transfers", "orders", "results", "account"] as const) {
      for (const { node, ...item } of rowsOf(name)) {
        const { label, description = "" } = item;
        for (const text of [typeof label === "string" ? label : (label?.label ?? ""), String(description)]) {
          assert.doesNotMatch(text, controls, `${name}: ${JSON.stringify(text)}`);
        }
        const { tooltip } = await world().views.trees[name].resolveTreeItem(item, node, never);
        if (tooltip instanceof vscode.MarkdownString) await assertHarmless(tooltip);
        else assert.doesNotMatch(tooltip ?? "", controls);
        seen += 1;
      }
    }
    assert(seen > 60, `${seen} rows`);
    const texts = rowsOf("orders").flatMap(({ label, description }) => [label, description]);
    assert(
      texts.some((text) => typeof text === "string" && text.includes("onerror=alert(1)")),
      "nothing hostile was shown",
    );
  });
});

/** Not trusted, no HTML, and nothing that VS Code's own Markdown makes a link, a picture or a tag of. */
async function assertHarmless(tooltip: vscode.MarkdownString): Promise<void> {
  assert(!tooltip.isTrusted && !tooltip.supportHtml && !tooltip.supportThemeIcons);
  const html = await vscode.commands.executeCommand<string>("markdown.api.render", tooltip.value);
  assert.doesNotMatch(html, /<(img|a|script|iframe|style)\b/i, html.slice(0, 500));
  assert.doesNotMatch(tooltip.value, controls);
}
