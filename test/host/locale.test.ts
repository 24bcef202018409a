import assert from "node:assert/strict";
import * as vscode from "vscode";
import { displayLocale } from "../../src/workbench/locale";
import { useSignedIn } from "./test-api";
import { getLeafRows } from "./tree-rows";

describe("A display language that is no locale", () => {
  const world = useSignedIn();
  const original = Object.getOwnPropertyDescriptor(vscode.env, "language");

  afterEach(() => {
    assert(original);
    Object.defineProperty(vscode.env, "language", original);
  });

  for (const language of ["", "en_US", "en_US.UTF-8", "C", "*", "de-", 'x"><script>', undefined]) {
    it(`does not break the views: ${String(language)}`, async () => {
      const { appState, views } = world();
      Object.defineProperty(vscode.env, "language", { configurable: true, get: () => language });
      // Its groups are days, which are written anew with every load.
      await appState.orders.reload();
      for (const tree of Object.values(views.trees)) assert(getLeafRows(tree).length > 0);
      assert.doesNotThrow(() => new Intl.NumberFormat(displayLocale()).format(1));
      assert.match(displayLocale(), /^[a-zA-Z0-9-]+$/);
    });
  }

  it("is used if valid", () => {
    for (const language of ["de", "pt-br", "zh-tw"]) {
      Object.defineProperty(vscode.env, "language", { configurable: true, get: () => language });
      assert.equal(displayLocale().toLowerCase(), language);
    }
  });
});
