import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly submenus: readonly { readonly id: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings: readonly {
      readonly command: string;
      readonly key: string;
      readonly when: string;
      readonly args?: unknown;
    }[];
    readonly viewsWelcome: readonly { readonly view: string; readonly when: string; readonly contents: string }[];
    readonly walkthroughs: readonly {
      readonly when: string;
      readonly steps: readonly {
        readonly media: { readonly svg: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}

type Context = Readonly<Record<string, string | boolean>>;

/** Evaluates a `when` clause without parentheses. */
function matches(when: string, context: Context): boolean {
  return when.split(" || ").some((any) => any.split(" && ").every((term) => matchesTerm(term.trim(), context)));
}

function matchesTerm(term: string, context: Context): boolean {
  const [, key = "", operator, operand = ""] = /^(\S+) (==|!=|=~) (.+)$/.exec(term) ?? [];
  if (operator === undefined)
    return term.startsWith("!") ? !matchesTerm(term.slice(1), context) : Boolean(context[term]);
  const value = String(context[key] ?? "");
  if (operator === "=~") return new RegExp(operand.slice(1, -1)).test(value);
  return (value === operand.replace(/^'|'$/g, "")) === (operator === "==");
}

const views = ["transfers", "orders", "results", "account"] as const;
const emptyStates = ["refused", "failed", "unreachable", "forbidden", "empty", "no-match"];

/** Every state of signing in and of a view without rows, and whether the view says something in it. */
function* statesOf(view: (typeof views)[number]): Generator<[context: Context, isSaid: boolean]> {
  for (const running of [false, true]) yield [{ "joker.signIn": "signed-out", "joker.sandbox.running": running }, true];
  for (const keyLost of ["missing", "unreadable", "no-answer", "elsewhere"])
    yield [{ "joker.signIn": "key-lost", "joker.keyLost": keyLost }, true];
  yield [{ "joker.signIn": "restoring" }, false];
  yield [{ "joker.signIn": "restoring", "joker.restoringTakesLong": true }, view === "transfers"];
  for (const state of emptyStates) {
    const isPossible = view !== "account" || !["empty", "no-match"].includes(state);
    yield [{ "joker.signIn": "signed-in", [`joker.${view}.state`]: state }, isPossible];
  }
  for (const state of ["idle", "loading", "ready"])
    yield [{ "joker.signIn": "signed-in", [`joker.${view}.state`]: state }, false];
}

describe("The manifest", () => {
  const { contributes } = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
  const texts = JSON.parse(readFileSync("package.nls.json", "utf8")) as Record<string, string>;

  it("has one welcome text for every state in which a view has no rows", () => {
    for (const view of views) {
      for (const [context, isSaid] of statesOf(view)) {
        const shown = contributes.viewsWelcome.filter(
          (welcome) => welcome.view === `joker.${view}` && matches(welcome.when, context),
        );
        assert.equal(shown.length, isSaid ? 1 : 0, `${view}: ${JSON.stringify(context)}`);
      }
    }
  });

  it("offers to diagnose the connection where the server cannot be reached", () => {
    for (const view of views) assert.match(texts[`welcome.${view}.unreachable`] ?? "", /command:joker\.diagnose\)/);
  });

  it("shows no command twice in the title of a view", () => {
    for (const view of views) {
      for (const [context] of statesOf(view)) {
        const here = { ...context, view: `joker.${view}` };
        const shown = (contributes.menus["view/title"] ?? []).filter(({ when = "" }) => matches(when, here));
        const commands = shown.map(({ command }) => command);
        assert.deepEqual(commands, [...new Set(commands)], `${view}: ${JSON.stringify(context)}`);
      }
    }
  });

  it("groups context menus like VS Code's own: what opens first, what deletes last", () => {
    const groups = ["inline", "navigation", "2_actions", "2_filter", "3_dismiss", "6_copy", "7_modification"];
    const items = ["view/item/context", "webview/context"].flatMap((menu) => contributes.menus[menu] ?? []);
    for (const { command, submenu, group = "" } of items)
      assert(groups.includes(group.replace(/@\d+$/, "")), `${command ?? submenu}: ${group}`);
    const last = items.filter(({ group = "" }) => group.startsWith("7_modification")).map(({ command }) => command);
    assert.deepEqual(last.sort(), ["joker.result.delete", "joker.transfer.cancel"]);
  });

  it("has a submenu Copy whose items are no command of the palette", () => {
    assert.deepEqual(
      contributes.submenus.map(({ id }) => id),
      ["joker.copy", "joker.table.copyAs"],
    );
    const hidden = contributes.menus["commandPalette"]?.filter(({ when }) => when === "false") ?? [];
    const names = new Set(hidden.map(({ command }) => command));
    for (const { command } of contributes.menus["joker.copy"] ?? []) assert(names.has(command), command);
  });

  it("binds keys only where a view or a page of its own has the focus, and none that cancels a transfer", () => {
    const known = new Set(contributes.commands.map(({ command }) => command));
    const focused =
      /^(focusedView == joker\.\w+ && |activeWebviewPanelId == 'joker\.orderTable' && |resourceScheme == joker-result && )/;
    const refreshed = contributes.keybindings.filter(({ key }) => key === "f5").map(({ command }) => command);
    for (const view of views) assert(refreshed.includes(`joker.${view}.refresh`), view);
    for (const { command, when } of contributes.keybindings) {
      assert(known.has(command) || command === "runCommands", command);
      assert.match(when, focused, command);
      assert.notEqual(command, "joker.transfer.cancel");
    }
    // VS Code passes no row to a key, and the row that has the focus need not be the selected one.
    const [deletesFocused, deletesSelected, ...others] = contributes.keybindings.filter(({ key }) => key === "delete");
    assert.deepEqual(deletesFocused?.args, {
      commands: ["list.selectAndPreserveFocus", { command: "joker.result.delete", args: "selected-rows" }],
    });
    assert.deepEqual([deletesSelected?.command, deletesSelected?.args], ["joker.result.delete", "selected-rows"]);
    assert.deepEqual(others, []);
    for (const binding of [deletesFocused, deletesSelected])
      assert.match(binding?.when ?? "", /&& !inputFocus && .*joker\.mayModify\.results$/);
  });

  it("has a walkthrough whose steps complete themselves and have a picture in the colors of the theme", () => {
    const [walkthrough] = contributes.walkthroughs;
    assert(walkthrough);
    assert.equal(walkthrough.steps.length, 5);
    // VS Code opens a walkthrough after the installation if its condition holds then.
    assert.equal(matches(walkthrough.when, {}), false);
    for (const { media, completionEvents } of walkthrough.steps) {
      assert(completionEvents.length > 0);
      assert(existsSync(media.svg), media.svg);
      const svg = readFileSync(media.svg, "utf8");
      assert.doesNotMatch(svg, /style/, "VS Code blocks styles in the pictures of walkthroughs");
      const colors = svg.replace('fill="none"', "").match(/(fill|stroke)="[^"]+/g) ?? [];
      assert(colors.length > 5);
      for (const color of colors) assert.match(color, /="var\(--vscode-/, media.svg);
    }
  });
});
