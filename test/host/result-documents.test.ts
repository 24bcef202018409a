import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ResultContent } from "../../src/dmapi/results";
import { ResultDocuments } from "../../src/result-documents/result-documents";
import { toResultUri } from "../../src/result-documents/result-uri";
import { mask } from "../../src/state/mask-text";
import type { Result } from "../../src/dmapi/model";
import { eventually } from "../eventually";
import { useDialogs, useSignedIn } from "./test-api";

describe("The document of a result", () => {
  const user = useDialogs();
  const world = useSignedIn();

  async function first(suits: (result: Result) => boolean): Promise<Result> {
    await world().appState.results.reload();
    const found = world().appState.results.value?.find(suits);
    assert(found);
    return found;
  }

  const withAuthId = () => first(({ requestType, status }) => requestType.includes("get-auth-id") && status === "ack");

  function active(): vscode.TextDocument {
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, "joker-result");
    return document;
  }

  async function open(argument: unknown): Promise<vscode.TextDocument> {
    await vscode.commands.executeCommand("joker.result.open", argument);
    return active();
  }

  async function lenses(uri: vscode.Uri): Promise<vscode.CodeLens[]> {
    return vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri, 50);
  }

  async function press(uri: vscode.Uri, title: string): Promise<void> {
    const command = await eventually(async () => {
      const found = (await lenses(uri)).find((lens) => lens.command?.title === title)?.command;
      assert(found, title);
      return found;
    });
    await vscode.commands.executeCommand(command.command, ...(command.arguments as unknown[]));
  }

  it("has the facts first, no DMAPI keys but on hover, and the raw reply last", async () => {
    const result = await first(({ status }) => status === "nack");
    const document = await open({ result });
    assert.equal(document.languageId, "joker-result");
    assert.equal(vscode.workspace.getConfiguration("editor", document).get("wordWrap"), "on");
    assert.match(document.getText(), /^# Result\nReason: .*\nStatus: failed \(nack\)\n/);
    const [shown = "", raw = ""] = document.getText().split("# Raw reply\n");
    assert.doesNotMatch(shown, /Completion-Status|SvTrId|\n[a-z]+-[a-z]+: |\b\d{14}\b/);
    assert.match(raw, /\nCompletion-Status: nack\n/);
    const outline = await eventually(async () => {
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        "vscode.executeDocumentSymbolProvider",
        document.uri,
      );
      assert(symbols && symbols.length > 1);
      return symbols.map(({ name }) => name);
    });
    assert.deepEqual([outline[0], outline.at(-1)], ["Result", "Raw reply"]);
  });

  it("shows a field by a readable name, and its key on hover", async () => {
    const { sandbox } = world();
    sandbox.control.rewriteReplies((request, reply) =>
      request === "result-retrieve" ? reply.replace(/^Completion-Status/m, "New_expiry: 20271127134702\n$&") : reply,
    );
    const result = await first(({ status, requestType }) => status === "ack" && requestType === "domain-renew");
    const document = await open({ result });
    sandbox.control.rewriteReplies(undefined);
    const lines = document.getText().split("\n");
    const line = lines.findIndex((text) => text.startsWith("New expiry: Nov 27, 2027, "));
    assert(line > 0, document.getText());
    const at = [document.uri, new vscode.Position(line, 2)];
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", ...at);
    const [hover] = hovers.flatMap(({ contents }) => contents.map((each) => (each as vscode.MarkdownString).value));
    assert.equal(hover?.replace(/&nbsp;/g, " ").replaceAll("\\", ""), "DMAPI field: New_expiry");
    const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      "vscode.executeFoldingRangeProvider",
      document.uri,
    );
    assert.equal(ranges.at(-1)?.start, lines.indexOf("# Raw reply"));
  });

  it("masks an Auth-ID until it is revealed, copies it on request, and clears it when closed", async () => {
    const document = await open({ result: await withAuthId() });
    assert(document.getText().includes(mask));
    await vscode.env.clipboard.writeText("");
    await press(document.uri, "Copy Auth-ID");
    const secret = await vscode.env.clipboard.readText();
    assert.match(secret, /^[0-9a-f]+-[0-9a-f]+$/);
    assert(!document.getText().includes(secret) && !document.uri.toString().includes(secret));
    assert.equal(world().log.redact(`the registry says ${secret}`), "the registry says ***");
    await press(document.uri, "Reveal Auth-ID");
    await eventually(() => assert(document.getText().includes(secret)));
    await press(document.uri, "Hide Auth-ID");
    await eventually(() => assert(!document.getText().includes(secret)));
    await press(document.uri, "Reveal Auth-ID");
    await eventually(() => assert(document.getText().includes(secret)));
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await eventually(() => {
      const left = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === document.uri.toString());
      assert(left?.getText().includes(secret) !== true, "it is still in memory");
    });
    assert(!user.shown.join("\n").includes(secret));
    await vscode.env.clipboard.writeText("");
  });

  it("links to its order in a new order table", async () => {
    const { procId } = await first(({ status }) => status === "ack");
    const document = await open({ account: world().accounts.current?.id, procId });
    world().sandbox.control.clearLog();
    await press(document.uri, "Show Order");
    await eventually(() => {
      const tabs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).map(({ label }) => label);
      assert(
        tabs.some((label) => label.startsWith("Orders – sandbox · SANDBOX") && label.includes(procId)),
        tabs.join(),
      );
      const requests = world().sandbox.control.log.filter(({ request }) => request === "query-order-list");
      const parameters = requests.map((request) => request.parameters);
      assert(
        parameters.some((names) => names.some((name) => name.startsWith("proc-id"))),
        JSON.stringify(parameters),
      );
    });
  });

  it("links to its transfer", async () => {
    const { value = [] } = (await world().appState.transfers.reload(), world().appState.transfers);
    const pending = new Set(value.map(({ domain }) => domain));
    const result = await first(({ requestType, object }) => requestType.includes("transfer-in") && pending.has(object));
    const document = await open({ result });
    await press(document.uri, "Show Transfer");
    await eventually(() => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      assert(tab?.input instanceof vscode.TabInputWebview);
      assert.equal(tab.label, result.object);
    });
  });

  it("is opened by one id of any account, and closed when that account is signed out", async () => {
    const { procId } = await first(({ status }) => status === "ack");
    const document = await open({ account: world().accounts.current?.id, procId });
    assert(document.getText().includes(`Proc ID: ${procId}`));
    await world().accounts.signOut();
    await eventually(() => {
      const tabs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
      assert(!tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === "joker-result"));
    });
    await vscode.commands.executeCommand("joker.result.open", { account: "nobody", procId });
    assert.match(user.shown.at(-1) ?? "", /signed out of this account/);
  });

  it("shows an error and opens nothing for an unknown ID", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.commands.executeCommand("joker.result.open", { procId: "999999999" });
    assert.match(user.shown.at(-1) ?? "", /could not find this item/);
    assert.equal(vscode.window.activeTextEditor, undefined);
  });

  it("in progress is reloaded when the list shows it as done", async () => {
    const document = await open({ result: await first(({ status }) => status === "pending") });
    assert.match(document.getText(), /^Status: in progress/m);
    world().sandbox.control.advance(2 * 3_600_000);
    await world().appState.results.reload();
    await eventually(() => assert.match(document.getText(), /^Status: (succeeded|failed) \(n?ack\)$/m));
  });
});

describe("A result document", () => {
  const reference = { accountId: "one", svTrId: "s1", requestType: "domain-renew", object: "example.com" };
  const loads: ((content: ResultContent | Promise<ResultContent>) => void)[] = [];
  const opened: ResultDocuments[] = [];

  function create(): ResultDocuments {
    const documents = new ResultDocuments({
      load: () => new Promise((resolve) => loads.push(resolve)),
      describeError: () => "It failed.",
      getAccountName: (account) => (account === "one" ? "someone" : undefined),
      clock: () => Date.UTC(2026, 10, 30, 12),
    });
    opened.push(documents);
    return documents;
  }

  afterEach(() => opened.splice(0).forEach((documents) => documents.dispose()));

  it("is not asked for again and again where it cannot be loaded", async () => {
    let attempts = 0;
    const documents = new ResultDocuments({
      // Whoever asks for ever waits for ever after fifty attempts.
      load: () => ((attempts += 1) < 50 ? Promise.reject(new Error("no network")) : new Promise(() => undefined)),
      describeError: () => "It failed.",
      getAccountName: () => "someone",
      clock: Date.now,
    });
    opened.push(documents);
    const uri = toResultUri({ ...reference, procId: "failing" });
    documents.onDidChange((changed) => void documents.provideTextDocumentContent(changed));
    assert.match(await documents.provideTextDocumentContent(uri), /It failed/);
    await documents.refresh(uri);
    await new Promise((resolve) => setImmediate(resolve));
    assert(attempts <= 3, `${attempts} attempts`);
  });

  it("keeps its content when it cannot be loaded again, and says when that was loaded", async () => {
    const documents = create();
    const uri = toResultUri({ ...reference, procId: "kept" });
    const refreshed = documents.refresh(uri);
    loads.pop()?.({ headers: [], fields: [["Completion-Status", "ack"]], text: "" });
    await refreshed;
    const failed = documents.refresh(uri);
    loads.pop()?.(Promise.reject(new Error("no network")));
    await failed;
    const text = documents.get(uri)?.rendered.text ?? "";
    assert.match(text, /^Problem: It failed\. Last updated: \d/m);
    assert.match(text, /^Status: succeeded/m);
  });

  it("drops a reply that arrives after a sign-out, with its auth-id, and is not polled again", async () => {
    for (const end of ["closeAccount", "dispose"] as const) {
      const documents = create();
      const uri = toResultUri({ ...reference, procId: end });
      const refreshed = documents.refresh(uri);
      const result = documents.get(uri);
      assert(result);
      if (end === "dispose") documents.dispose();
      else await documents.closeAccount("one");
      loads.pop()?.({ headers: [], fields: [["Completion-Status", "?"]], text: "auth-id: S3cr3t!x" });
      await refreshed;
      // One in progress would be polled.
      assert.equal(result.isPending, false);
      assert.equal(result.isLoaded, false);
      assert(!result.rendered.text.includes("S3cr3t"));
      assert.equal(result.getSecretOnLine(undefined), undefined);
    }
  });
});
