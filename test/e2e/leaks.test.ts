import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { faultKinds } from "../../src/sandbox/fault-injection";
import { eventually } from "../eventually";
import { OrderTablePage, TransferPage } from "./driver";
import { copiedBy } from "./driver/clipboard";
import { findLeaks } from "./driver/leak-scanner";
import { step } from "./driver/step";
import { storageAtRest } from "./driver/storage";
import { startTimeoutMs } from "./driver/timeouts";
import { domainsIn, useWorkbenchAndSandbox } from "./with-sandbox";

const marked = (what: string) => `${what}-${randomBytes(12).toString("hex")}`;
const key = marked("key");
const otherKey = marked("other-key");
const wrongKey = marked("wrong-key");
const password = marked("password");
const authId = marked("auth-id");

/** What the folder's settings want: nothing of it may be heeded but the title, which shows that they were read. */
const title = "settings of the folder";
const ignoredSettings = { "joker.balance.lowThreshold": 1_000_000, "joker.refreshInterval": 0, "window.title": title };

const kinds = [...faultKinds.filter((kind) => kind !== "stall"), "stall"] as const; // it lasts

describe("Secrets in an untrusted workspace", function () {
  const { workbench, sandbox } = useWorkbenchAndSandbox({
    trace: true,
    settings: {
      "security.workspace.trust.enabled": true,
      "security.workspace.trust.startupPrompt": "never",
      "security.workspace.trust.banner": "never",
    },
  });
  /** The secrets given so far: those typed, the auth-id, and every session id there was. */
  const secrets = new Set<string>();
  let otherServer: Server;
  let otherServerRequests = 0;

  /** Every reply as it is, but with our auth-id; session ids are noted. */
  const rewriteReply = (request: string, reply: string) => {
    const sid = /^Auth-Sid: (.+)$/im.exec(reply)?.[1];
    if (sid) secrets.add(sid);
    return request === "result-retrieve" ? reply.replace(/(Authorization ID is: )"[^"]+"/, `$1"${authId}"`) : reply;
  };

  async function nothingIsLeft(): Promise<void> {
    assert(secrets.size > 1);
    await storageAtRest(workbench().page);
    await eventually(async () => assert.deepEqual(await findLeaks(workbench(), secrets), []));
    const requestLines = sandbox().control.log.map(({ method, path }) => `${method} ${path}`);
    assert(requestLines.length > 0);
    for (const line of requestLines) assert.match(line, /^POST \/request\/[a-z-]+$/);
  }

  async function enterCredentials(choice: string, ...typed: readonly string[]): Promise<void> {
    await workbench().quick.pick(choice);
    for (const text of typed) {
      const { placeholder } = await workbench().quick.shown(/^(API key|Username|Password)$/);
      await workbench().quick.enter(text);
      await eventually(async () => assert.notEqual((await workbench().quick.state())?.placeholder, placeholder));
    }
  }

  async function refresh(...lists: readonly string[]): Promise<void> {
    for (const list of lists) await workbench().palette(`Joker: Refresh ${list}`);
  }

  before("configure the sandbox's secrets and the workspace's hostile settings", async () => {
    const { control } = sandbox();
    for (const name of [key, otherKey]) control.addCredential({ name, access: "full" });
    control.addCredential({ name: "someone", access: "full", password });
    control.rewriteReplies(rewriteReply);
    otherServer = createServer((_, response) => {
      otherServerRequests += 1;
      response.end();
    });
    otherServer.listen(0, "127.0.0.1");
    await once(otherServer, "listening");
    const { port } = otherServer.address() as AddressInfo;
    const settings = { ...ignoredSettings, "joker.endpoint": `http://127.0.0.1:${port}` };
    await workbench().folderSettings(settings);
    for (const secret of [key, otherKey, wrongKey, password, authId]) secrets.add(secret);
  });
  after("end the other server", () => void otherServer.close());

  it("leave no trace, whatever the user does and the server replies", async () => {
    await step("sign in to the user's endpoint, whatever the workspace settings say", signIn);
    await step("use trees, table, export, panel, document, actions, log and diagnosis", useAll);
    await step("the scanner finds planted secrets in every place", searchFinds);
    for (const [index, kind] of kinds.entries())
      await step(`the server answers with ${kind}`, () => answeredWith(kind, index % 2 === 0));
    await step("the server repeats them in its errors", repeated);
    await step("the key is replaced by a user and a password", replaced);
    await step("all accounts are signed out, and the workspace's endpoint received no request", signOut);
  });

  async function signIn(): Promise<void> {
    await eventually(async () => assert.equal(await workbench().page.title(), title), {
      timeoutMs: startTimeoutMs, // VS Code reads them when it has come to rest
      what: "the settings of the folder to be read",
    });
    await workbench().status.item(/Restricted Mode/);
    await workbench().openView("Joker.com");
    await workbench().palette("Joker: Sign In");
    await workbench().quick.pick("API Key");
    await workbench().quick.shown("API key");
    await workbench().quick.enter(wrongKey);
    assert.match(await workbench().quick.validation(), /refused the sign-in/);
    await workbench().quick.enter(key);
    await workbench().quick.closed();
    await workbench().view("Transfers").row("acme-widgets.com");
    assert.equal((await workbench().view("Account").row("Endpoint")).description, `${sandbox().url} · SANDBOX`);
    assert.equal((await workbench().status.item(/USD/)).background, "none");
    await nothingIsLeft();
  }

  async function useAll(): Promise<void> {
    const { editors, page, notifications } = workbench();
    const [domain = ""] = domainsIn(sandbox(), "FOA_BEEN_SENT");
    const table = await OrderTablePage.open(workbench());
    await table.export("orders.csv", "RFC 4180");
    await (await TransferPage.open(workbench(), domain)).isAt(/FOA sent/);
    await workbench().view("Transfers").inline(domain, "Resend FOA");
    await notifications.shown(/FOA for .* resent to/);
    await workbench()
      .view("Results")
      .click(({ description, icon }) => description.includes("get-auth-id") && icon === "pass");
    await editors.opened(/get-auth-id/);
    await editors.lens("Reveal Auth-ID");
    await eventually(async () => assert((await editors.text()).includes(authId)));
    await editors.lens("Copy Auth-ID");
    await editors.lens("Hide Auth-ID");
    await eventually(async () => assert(!(await editors.text()).includes(authId)));
    await workbench().palette("Joker: Diagnose Connection");
    await eventually(async () => assert.match(await editors.text(), /Done\. Use Copy Report/));
    const report = await copiedBy(page, () => workbench().palette("Joker: Copy Report"));
    assert.match(report, /Done\. Use Copy Report/);
    for (const secret of secrets) assert(!report.includes(secret));
    await workbench().palette("Joker: Show Log");
    await eventually(async () => assert.match(await editors.output(), /login: OK/));
    await notifications.clear();
    await nothingIsLeft();
  }

  async function searchFinds(): Promise<void> {
    const planted = marked("planted");
    const { page, home, folder } = workbench();
    assert.deepEqual(await findLeaks(workbench(), [planted]), []);
    const script = "console.log('ready'); setInterval(() => undefined, 1000)";
    const child = spawn(process.execPath, ["-e", script, planted], { env: { PLANTED: planted } });
    await once(child.stdout, "data");
    await writeFile(join(home, "user", "planted"), Buffer.from(`{"a":"${planted}"}`).toString("base64"));
    await writeFile(join(folder, "planted.csv"), Buffer.from(planted, "utf16le"));
    await page.evaluate((text) => {
      localStorage.setItem("planted", text);
      document.body.dataset["planted"] = text;
    }, planted);
    const table = await new OrderTablePage(workbench()).show();
    await table.frame.locator("body").evaluate((body, text) => (body.dataset["planted"] = text), planted);
    await table.filterBox.fill(planted);
    await fetch(`${sandbox().url}/request/query-profile?auth-sid=${planted}`);
    assert(sandbox().control.log.some(({ path }) => path.includes(planted)));
    sandbox().control.clearLog();
    await eventually(async () => {
      const found = await findLeaks(workbench(), [planted]);
      for (const place of [
        "file user/planted",
        "file domains/planted.csv",
        "process cmdline",
        "process environ",
        "DOM of the page",
        "localStorage of the page",
        "DOM of a frame",
        "inputs of a frame",
        "IndexedDB of the page", // where VS Code keeps the state of the table's page
      ]) {
        assert(found.includes(place), `${place} is not searched: ${found.join(", ")}`);
      }
      assert.equal(found.filter((place) => place.startsWith("file user/")).length, 1);
    });
    child.kill("SIGKILL");
    const logs = await findLeaks(workbench(), ["login: OK"]);
    assert(
      logs.some((place) => /^file user\/.*DMAPI.*\.log$/.test(place)),
      `the log is not searched: ${logs.join(", ")}`,
    );
  }

  async function answeredWith(kind: (typeof kinds)[number], isEven: boolean): Promise<void> {
    const { control } = sandbox();
    control.clearLog();
    control.killSessions();
    control.addFaults({ kind, request: "login" }, { kind, count: 6, ms: 5 });
    await (isEven ? refresh("Transfers", "Orders") : refresh("Results", "Balance"));
    await eventually(() => assert(control.log.filter(({ fault }) => fault === kind).length > 1));
    control.clearFaults();
    await nothingIsLeft();
  }

  async function repeated(): Promise<void> {
    const { control } = sandbox();
    control.killSessions();
    await refresh("Transfers");
    await workbench().view("Transfers").row("acme-widgets.com");
    const [sid = ""] = [...secrets].slice(-1);
    assert.match(sid, /^[0-9a-f]{32}$/);
    const secretText = [key, wrongKey, authId, sid].join(" ");
    control.rewriteReplies((request, reply) => {
      rewriteReply(request, reply);
      if (request === "login") return reply.replace("\n\n", `\nStats-last-error: ${secretText}\n\n`);
      return `Status-Code: 2400\nStatus-Text: ${secretText}\nError: ${secretText}\n\nauth-sid ${secretText} <b>${secretText}</b>\n`;
    });
    await refresh("Transfers", "Orders", "Results", "Balance");
    await workbench()
      .view("Transfers")
      .inline(domainsIn(sandbox(), "FOA_BEEN_SENT")[0] ?? "", "Resend FOA");
    await workbench().notifications.shown(/refused/);
    await nothingIsLeft();
    control.rewriteReplies(rewriteReply);
    await workbench().notifications.clear();
  }

  async function replaced(): Promise<void> {
    await workbench().palette("Joker: Edit API Key…");
    await enterCredentials("API Key", otherKey);
    await workbench().quick.closed();
    await workbench().notifications.shown(/Updated the key for/);
    await workbench().notifications.clear();
    await workbench().palette("Joker: Sign In");
    await enterCredentials("Username and Password", "someone", password);
    await workbench().quick.shown(/Account Name/);
    await workbench().quick.enter("Another");
    await workbench().quick.closed();
    await workbench().view("Account").description("Account", "Another · SANDBOX");
    await nothingIsLeft();
  }

  async function signOut(): Promise<void> {
    await workbench().palette("Joker: Sign Out");
    await workbench().notifications.shown(/Signed out/);
    await nothingIsLeft();
    assert.equal(otherServerRequests, 0);
  }
});
