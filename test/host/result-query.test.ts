import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually } from "../eventually";
import { useDialogs, useSignedIn } from "./test-api";
import { getLeafRows, nameOf } from "./tree-rows";

/** What a user types into the box with this title; `problem` says what is wrong with a text. */
type Typed = (title: string, problem: (text: string) => unknown) => string | undefined;

/** Input boxes which type what a test says: those of showInputBox, and those which are followed while one types. */
function typing(): { typed: Typed; box: FakeBox | undefined } {
  const state: { typed: Typed; box: FakeBox | undefined } = { typed: () => undefined, box: undefined };
  const { showInputBox, createInputBox } = vscode.window;
  beforeEach(() => {
    state.typed = () => undefined;
    Object.assign(vscode.window, {
      showInputBox: (options: vscode.InputBoxOptions) =>
        Promise.resolve(state.typed(options.title ?? "", (text) => options.validateInput?.(text))),
      createInputBox: () => (state.box = new FakeBox()),
    });
  });
  afterEach(() => {
    Object.assign(vscode.window, { showInputBox, createInputBox });
  });
  return state;
}

/** An input box as far as a live filter needs it. */
class FakeBox {
  value = "";
  private readonly changed = new vscode.EventEmitter<string>();
  private readonly accepted = new vscode.EventEmitter<void>();
  private readonly hidden = new vscode.EventEmitter<void>();
  readonly onDidChangeValue = this.changed.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.hidden.event;

  type(text: string): void {
    this.value = text;
    this.changed.fire(text);
  }

  accept(): void {
    this.accepted.fire();
  }

  show(): void {
    // It is there at once.
  }

  hide(): void {
    this.hidden.fire();
  }

  dispose(): void {
    // Nothing is left of it.
  }
}

describe("Searching results at Joker.com", () => {
  const user = useDialogs();
  const input = typing();
  const world = useSignedIn();
  const asksFor = () => world().sandbox.control.log.filter(({ request }) => request === "result-list");

  afterEach(() => vscode.commands.executeCommand("joker.results.clearFilter"));

  /** Chooses in the lists with these titles, one after the other; then Escape. */
  function choose(...choices: readonly (readonly [title: string, choice: RegExp])[]): void {
    const left = [...choices];
    user.answer = (title, offered) => {
      const [next] = left;
      if (next?.[0] !== title) return undefined;
      left.shift();
      return offered.find((label) => next[1].test(label));
    };
  }

  const ask = () => vscode.commands.executeCommand("joker.results.query");
  const list = "Search Results";

  it("combines conditions entered one after the other", async () => {
    await world().appState.results.reload();
    const [some] = world().appState.results.value?.filter(({ status }) => status === "ack") ?? [];
    assert(some);
    input.typed = (title) => (title === "Object" ? some.object : undefined);
    choose([list, /^Status$/], ["Status", /^succeeded$/], [list, /^Object$/]);
    await ask();
    const { value = [] } = world().appState.results;
    assert(value.length > 0 && value.every(({ status, object }) => status === "ack" && object === some.object));
    assert.deepEqual(world().appState.pagedResults.filter, { status: "ack", object: some.object });
    assert(asksFor().some(({ parameters }) => parameters.includes("objid") && parameters.includes("status")));
  });

  it("validates input while typing, removes a condition when empty, and clears all at once", async () => {
    const wrong: unknown[] = [];
    input.typed = (title, problem) => {
      wrong.push(problem(title === "Period" ? "91" : "22.11.2026"), problem(title === "Period" ? "7" : "2026-11-22"));
      return title === "Period" ? " 7 " : "2026-11-22";
    };
    choose([list, /^Period$/], [list, /^Date$/]);
    await ask();
    assert.deepEqual(world().appState.pagedResults.filter, { period: 7, date: "2026-11-22" });
    assert.match(String(wrong[0]), /from 1 to 90/);
    assert.match(String(wrong[2]), /Enter a date such as/);
    assert.deepEqual([wrong[1], wrong[3]], [undefined, undefined]);
    input.typed = () => "";
    choose([list, /^Date$/]);
    await ask();
    assert.deepEqual(world().appState.pagedResults.filter, { period: 7 });
    choose([list, /Clear search/]);
    await ask();
    assert.deepEqual(world().appState.pagedResults.filter, {});
  });

  it("sends no request when canceled", async () => {
    await world().appState.results.reload();
    const { value } = world().appState.results;
    choose([list, /^Object$/]);
    await ask();
    choose();
    await ask();
    assert.deepEqual(world().appState.pagedResults.filter, {});
    assert.equal(world().appState.results.value, value);
  });

  it("offers deleted results in its list", async () => {
    choose([list, /^Show deleted results$/]);
    await ask();
    assert.deepEqual(world().appState.pagedResults.filter, { showAll: true });
    choose([list, /^Hide deleted results$/]);
    await ask();
    assert.deepEqual(world().appState.pagedResults.filter, {});
  });
});

describe("A filter while it is typed", () => {
  useDialogs();
  const input = typing();
  const world = useSignedIn();
  /** Opens the prompt; `ended` resolves when the command has. */
  const filter = async () => {
    input.box = undefined;
    const ended = vscode.commands.executeCommand("joker.transfers.filter");
    const box = await eventually(() => input.box ?? assert.fail("no prompt"));
    return { box, ended };
  };
  const shown = () => getLeafRows(world().views.trees.transfers).map(nameOf);

  beforeEach(() => world().appState.transfers.reload());
  afterEach(() => vscode.commands.executeCommand("joker.transfers.clearFilter"));

  it("updates the view, stays when accepted, and is reset by Escape", async () => {
    const all = shown();
    const domain = all[3] ?? "";
    const first = await filter();
    first.box.type(domain);
    await eventually(() => assert.deepEqual(shown(), [domain]));
    first.box.accept();
    await first.ended;
    assert.deepEqual(shown(), [domain]);
    const second = await filter();
    assert.equal(second.box.value, domain);
    second.box.type("nothing-like-this");
    await eventually(() => assert.deepEqual(shown(), []));
    second.box.hide();
    await second.ended;
    assert.deepEqual(shown(), [domain]);
  });

  it("applies the latest input when accepted immediately", async () => {
    const domain = shown()[0] ?? "";
    const { box, ended } = await filter();
    box.type(`  ${domain} `);
    box.accept();
    await ended;
    assert.deepEqual(shown(), [domain]);
  });
});
