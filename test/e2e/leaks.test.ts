import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { faultKinds } from "../../src/sandbox/fault-injection";
import { eventually } from "../eventually";
import { OrderTablePage, TransferPage } from "./driver";
import { copiedBy } from "./driver/clipboard";
import { findLeaks } from "./driver/leak-scanner";
import { step } from "./driver/step";
import { storageAtRest } from "./driver/storage";
import { startTimeoutMs } from "./driver/timeouts";
import { OtherUser } from "./other-user";
import { findPlantedSecrets, marked } from "./planted-secrets";
import { addSecondExtension } from "./second-extension";
import { TlsProxy } from "./tls-proxy";
import { domainsIn, useWorkbenchAndSandbox } from "./with-sandbox";

const key = marked("key");
const otherKey = marked("other-key");
const wrongKey = marked("wrong-key");
const password = marked("password");
const authId = marked("auth-id");

/** What the folder's settings want: nothing of it may be heeded but the title, which shows that they were read. */
const title = "settings of the folder";
const ignoredSettings = { "joker.balance.lowThreshold": 1_000_000, "joker.refreshInterval": 0, "window.title": title };

const kinds = [...faultKinds.filter((kind) => kind !== "stall"), "stall"] as const; // it lasts

const viewTitles = ["Transfers", "Orders", "Results", "Account"] as const;
/** What is not stored either, and only those who see the account see. */
const ownerEmail = `${marked("owner")}@example.com`;
const boughtDomain = `${marked("bought")}.example`;

/** Turns off certificate checks for all extensions when it is told to. */
const certificateIgnorer = {
  name: "Insecure",
  title: "Trust Every Server",
  script: `
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    void vscode.window.showInformationMessage("Every server is trusted");`,
};

describe("Secrets in an untrusted workspace", function () {
  let front: TlsProxy;
  let otherUser: OtherUser;
  const { workbench, sandbox } = useWorkbenchAndSandbox({
    trace: true,
    withSandbox: async ({ url }) => {
      [front, otherUser] = [await TlsProxy.start(url), await OtherUser.create()];
      return {
        settings: { "joker.endpoint": front.url },
        env: { ...otherUser.env, NODE_EXTRA_CA_CERTS: front.authorityFile },
        beforeStart: async (home) => {
          await addSecondExtension(home, certificateIgnorer);
          await otherUser.takePlaceOf(home);
        },
      };
    },
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

  /** Every reply as it is, but with our auth-id and our owner of domains; session ids are noted. */
  const rewriteReply = (request: string, reply: string) => {
    const sid = /^Auth-Sid: (.+)$/im.exec(reply)?.[1];
    if (sid) secrets.add(sid);
    if (request === "domain-transfer-control") return reply.replace(/[\w.+-]+@[\w.-]+/g, ownerEmail);
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
    control.addOrder({ identifier: boughtDomain, amount: "1.00" });
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
  after("end the other servers and the other user", async () => {
    otherUser.stop();
    otherServer.close();
    await front.close();
  });

  it("leave no trace, whatever the user does and the server replies", async () => {
    await step("sign in to the user's endpoint, whatever the workspace settings say", signIn);
    await step("use trees, table, export, panel, document, actions, log and diagnosis", useAll);
    await step("another user takes the place where windows meet, and connects to the real one", otherUserComes);
    await step("the scanner finds planted secrets in every place", () => findPlantedSecrets(workbench(), sandbox()));
    for (const [index, kind] of kinds.entries())
      await step(`the server answers with ${kind}`, () => answeredWith(kind, index % 2 === 0));
    await step("the server repeats them in its errors", repeated);
    await step("an impostor takes the server's place, while another extension trusts every server", impostor);
    await step("the key is replaced by a user and a password", replaced);
    await step(
      "all accounts are signed out in the middle of everything; the workspace's endpoint got no request",
      signOut,
    );
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
    assert.equal((await workbench().view("Account").row("Endpoint")).description, `${front.url} · SANDBOX`);
    assert.equal((await workbench().status.item(/USD/)).background, "none");
    await nothingIsLeft();
  }

  async function useAll(): Promise<void> {
    const { editors, page, notifications } = workbench();
    const [domain = ""] = domainsIn(sandbox(), "FOA_BEEN_SENT");
    const table = await OrderTablePage.open(workbench());
    await table.export("orders.csv", "CSV (RFC 4180)");
    await (await TransferPage.open(workbench(), domain)).isAt(/FOA sent/);
    await workbench().view("Transfers").inline(domain, "Resend FOA");
    await notifications.shown(/FOA for .* resent to/);
    await revealAuthId();
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

  async function revealAuthId(): Promise<void> {
    const { editors } = workbench();
    await workbench()
      .view("Results")
      .click(({ description, icon }) => description.includes("Auth-ID request") && icon === "pass");
    await editors.opened(/Auth-ID request/);
    await editors.lens("Reveal Auth-ID");
    await eventually(async () => assert((await editors.text()).includes(authId)));
  }

  async function otherUserComes(): Promise<void> {
    if (!otherUser.isThere) return;
    const windows = await otherUser.findWindows();
    assert(windows);
    const { said, stop } = otherUser.connect(windows);
    await eventually(() => assert.deepEqual(said, ["EACCES"]));
    stop();
    await refresh("Transfers");
    await nothingIsLeft();
    assert.deepEqual(otherUser.said, ["listening"]);
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

  async function impostor(): Promise<void> {
    const { notifications, quick } = workbench();
    await workbench().palette("Insecure: Trust Every Server");
    await notifications.shown("Every server is trusted");
    await notifications.clear();
    const { attempts, received } = await front.impersonate();
    await refresh("Transfers", "Orders", "Results", "Balance");
    for (const title of viewTitles) {
      await workbench()
        .view(title)
        .says(/connection to Joker\.com is not secure .*, so nothing was sent\. .* Last updated: /);
    }
    await workbench().view("Transfers").row("acme-widgets.com");
    await workbench().palette("Joker: Edit API Key…");
    await quick.pick("API Key");
    await quick.shown("API key");
    await quick.enter(otherKey);
    assert.match(await quick.validation(), /is not secure/);
    assert(attempts() >= viewTitles.length);
    assert.equal(received(), "");
    await front.serve();
    await quick.enter(otherKey);
    await quick.closed();
    await notifications.shown(/Updated the key for/);
    await notifications.clear();
    await refresh("Transfers");
    for (const title of viewTitles) await workbench().view(title).says("");
    await nothingIsLeft();
  }

  async function replaced(): Promise<void> {
    await workbench().palette("Joker: Sign In");
    await enterCredentials("Username and Password", "someone", password);
    await workbench().quick.shown(/Account Name/);
    await workbench().quick.enter("Another");
    await workbench().quick.closed();
    await workbench().view("Account").description("Account", "Another · SANDBOX");
    await nothingIsLeft();
  }

  async function signOut(): Promise<void> {
    const { control } = sandbox();
    const { editors, notifications } = workbench();
    await workbench().closeEditors();
    await (await TransferPage.open(workbench(), domainsIn(sandbox(), "FOA_BEEN_SENT")[0] ?? "")).isAt(/FOA sent/);
    await revealAuthId();
    await OrderTablePage.open(workbench());
    assert.equal((await editors.tabs()).length, 3);
    assert.notDeepEqual(await leftOfAccount(), []);
    control.clearLog();
    front.hold("query-order-list", "login");
    await workbench().palette("Joker: Refresh Order Table");
    await requested("query-order-list");
    control.killSessions();
    await refresh("Transfers");
    await requested("login");
    assert.equal(control.countSessions(), 1);
    const before = control.log.length;
    await workbench().palette("Joker: Sign Out");
    // They do not wait for the login, which is given up after five seconds.
    await eventually(async () => assert((await editors.tabs()).length < 3));
    front.release();
    await notifications.shown(/Signed out/);
    await eventually(async () => assert.deepEqual(await editors.tabs(), []));
    await eventually(async () => assert.deepEqual(await leftOfAccount(), []));
    assert.equal(control.countSessions(), 0);
    await workbench().palette("View: Reopen Closed Editor");
    await nothingIsLeft();
    assert.deepEqual(await leftOfAccount(), []);
    const sent = control.log.slice(before).map(({ request }) => request);
    assert.deepEqual(sent, ["logout"]);
    assert.equal(otherServerRequests, 0);
    if (otherUser.isThere) assert.deepEqual(otherUser.said, ["listening"]);
  }

  async function requested(name: string): Promise<void> {
    await eventually(() => assert(sandbox().control.log.some(({ request }) => request === name)));
  }

  /** Where the browser still has something that only those see who are signed in. */
  async function leftOfAccount(): Promise<string[]> {
    const found = await findLeaks(workbench(), [ownerEmail, boughtDomain, authId]);
    return found.filter((place) => !place.startsWith("file "));
  }
});
