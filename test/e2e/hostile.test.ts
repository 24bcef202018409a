import assert from "node:assert/strict";
import type { FrameLocator, Locator } from "playwright-core";
import { eventually } from "../eventually";
import { nameOf, OrderTablePage, TransferPage } from "./driver";
import { copiedBy } from "./driver/clipboard";
import { unsafeMarkupIn } from "./driver/markup";
import { signIn, useWorkbenchAndSandbox } from "./with-sandbox";

/** A script that would leave a trace in whichever frame runs it. */
const script = "globalThis.jokerRan=1";
const image = `<img src=x onerror="${script}">`;
/** What turns the direction of text, colors a terminal or rings its bell. */
const controls = "\u001b[31mred\u001b[0m\u0007 \u202egnp.exe\u2066";
const long = `long-${"x".repeat(20_000)}`;
const hostile = [
  image,
  long,
  `<script>${script}</script>`,
  "<a href='command:joker.signOut'>x</a>",
  "[click](command:joker.signOut) ![x](https://evil.example/x.png) <https://evil.example>",
  "$(bug~spin) $(smiley) <b class=hostile>bold</b>",
  controls,
  `=HYPERLINK("http://evil.example")`,
  "__proto__",
  "constructor",
  "&lt;img src=x&gt; %s {0}",
];
const at = (index: number) => hostile[index % hostile.length] ?? "";
/** The same where blanks are between fields. */
const word = (index: number) => at(index).replaceAll(" ", "\u00a0");

/** Takes a reply apart at its empty line and puts it together again. */
function withBody(reply: string, change: (lines: string[]) => string[]): string {
  const end = reply.indexOf("\n\n") + 2;
  const lines = reply.slice(end).split("\n");
  const isWhole = lines.at(-1) === "";
  return reply.slice(0, end) + change(isWhole ? lines.slice(0, -1) : lines).join("\n") + (isWhole ? "\n" : "");
}

/** What passes for a domain, so that it comes with its actions. */
const domainLike = (text: string) => `${text.replace(/[\s@]+/g, "/")}.example`;

const fields = hostile.map((text) => `${text.replaceAll(":", "")}: ${text}`);

/** Transfers: the first is what it was but for its people, the others are called as no domain is, and the last is no row. */
function transfers(lines: string[]): string[] {
  if (!lines.some((line) => line.includes("\t"))) return [...lines, ...fields];
  return lines.map((line, index) => {
    const [domain = "", state = ""] = line.split("\t");
    if (index === lines.length - 1) return [image, state, at(index), at(index + 1)].join("\t");
    return [index === 0 ? domain : domainLike(at(index - 1)), state, at(index), at(index + 1)].join("\t");
  });
}

const bodies: Readonly<Record<string, (lines: string[]) => string[]>> = {
  "domain-transfer-control": transfers,
  "result-list": (lines) =>
    lines.map((line, index) => {
      const parts = line.split(" ");
      return [...parts.slice(0, 3), word(index), word(index + 1), parts[5], word(index + 2)].join(" ");
    }),
  "result-retrieve": (lines) => [...fields, ...lines, ...hostile],
  "query-profile": (lines) => [...lines, ...fields],
  "query-account-balance": (lines) => lines.map((line) => line.replace("USD", image)),
  "query-order-list": (lines) => lines.map((line, index) => [line, at(index), at(index + 1), at(index + 2)].join("\t")),
};

/** What a server could send that wants to run something here, or to look like something else. */
function spoilt(request: string, reply: string): string {
  const change = bodies[request];
  const spoiltBody = change ? withBody(reply, change) : reply;
  return spoiltBody
    .replace(/^User-Login: .*$/m, `User-Login: ${image} ${controls} $(smiley) [x](command:joker.signOut)`)
    .replace(
      /^Columns: (.*)$/m,
      `Columns: $1,${request === "query-order-list" ? `${image},__proto__,constructor` : "x"}`,
    )
    .replace(/^Error: .*$/m, (line) => `${line} ${hostile.join(" ")}`);
}

describe("Text from a hostile server is never run or rendered as markup in:", () => {
  const { workbench, sandbox } = useWorkbenchAndSandbox({ sandbox: { orders: 50 }, rewrite: spoilt });
  const outside: string[] = [];

  /** Looks at all that is shown now, in the workbench and in every page of ours. */
  async function nothingRuns(): Promise<void> {
    const found = await Promise.all(workbench().page.frames().map(unsafeMarkupIn));
    assert.deepEqual(found.flat(), []);
    assert.deepEqual(outside, []);
  }

  /** True to life: something hostile is really there, as text. */
  async function shows(what: Locator, text = "onerror="): Promise<void> {
    await eventually(
      async () => {
        const texts = await what.allInnerTexts();
        assert(
          texts.some((shown) => shown.includes(text)),
          texts.join("\n").slice(0, 1000),
        );
      },
      { what: `${text} in ${String(what)}` },
    );
    await nothingRuns();
  }

  /** A page whose texts are too long for it scrolls nowhere to the side. */
  async function fits(page: FrameLocator): Promise<void> {
    const [needed, there] = await page
      .locator("html")
      .evaluate((html) => [html.scrollWidth, html.clientWidth] as const);
    assert(needed <= there + 1, `${needed} pixels where there are ${there}`);
  }

  before("sign in to the hostile server", async () => {
    const { page, notifications } = workbench();
    page.context().on("request", (request) => {
      if (/evil|\/x$/.test(request.url())) outside.push(request.url());
    });
    const { control } = sandbox();
    for (const text of hostile) {
      control.addOrder({ type: text, identifier: text, status: "ok", currency: text, amount: "1.00" });
      control.addOrder({ type: text, identifier: text, status: text, currency: text, amount: "-1.00" });
    }
    await workbench().openView("Joker.com");
    await signIn(workbench());
    await notifications.shown(/Signed in/);
    await nothingRuns();
    await notifications.clear();
  });

  beforeEach("open the views", () => workbench().openView("Joker.com"));

  it("a row that is not understood, which has no actions", async () => {
    const row = await workbench()
      .view("Transfers")
      .row(({ label }) => label.startsWith(image));
    assert.equal(row.description, "unrecognized format");
    await nothingRuns();
  });

  it("the views, their tooltips and the status bar", async () => {
    for (const name of ["Transfers", "Orders", "Results", "Account"]) {
      const view = workbench().view(name);
      const hit = await eventually(async () => {
        const found = (await view.rows()).find((row) => (row.label + row.description).includes("onerror="));
        assert(found, name);
        return found;
      });
      await view.tooltip(({ index }) => index === hit.index);
      await nothingRuns();
    }
    await workbench().status.tooltip(/credit-card/);
    await nothingRuns();
    await workbench().shot("60-hostile-views");
  });

  it("confirmations of actions, however long a name is, and their error messages", async () => {
    const { dialog, notifications } = workbench();
    for (const start of ["<img", "long-"]) {
      const view = workbench().view("Transfers");
      await view.menu((row) => nameOf(row).startsWith(start) && nameOf(row).endsWith(".example"), "Cancel Transfer");
      const { message, buttons } = await dialog.shown();
      assert(message.includes(start));
      await nothingRuns();
      await workbench().shot(`61-hostile-question-${start.replace(/\W/g, "")}`);
      const { y, height } = await dialog.bounds();
      assert(y >= 0 && y + height <= 900, `the question is ${height} pixels high`);
      assert.deepEqual([...buttons].sort(), ["Cancel Transfer", "Close", "Keep Transfer"]);
      await dialog.click("Cancel Transfer");
      await notifications.shown(/./);
      await nothingRuns();
      await workbench().shot(`62-hostile-failure-${start.replace(/\W/g, "")}`);
      await notifications.clear();
    }
  });

  it("quick picks", async () => {
    const { quick } = workbench();
    for (const command of ["Show Transfer", "Switch Account"]) {
      await workbench().palette(`Joker: ${command}`);
      await quick.shown(command);
      await shows(quick.box);
      await quick.escape();
    }
  });

  it("the documents of a result and of the profile", async () => {
    const { editors } = workbench();
    await workbench()
      .view("Results")
      .click(({ icon }) => icon === "pass");
    await eventually(async () => assert.match(await editors.text(), /onerror=/));
    // Without word wrap, all lines are in sight.
    await workbench().page.keyboard.press("Alt+z");
    await eventually(async () => assert.match(await editors.text(), /onerror=[^]*\[click\]\([^]*__proto__: __proto__/));
    await nothingRuns();
    await workbench().shot("63-hostile-document");
    await workbench().palette("Joker: Show Profile");
    await eventually(async () => assert.match(await editors.text(), /First name: Robin[^]*onerror=/));
    await nothingRuns();
  });

  it("the transfer panel", async () => {
    const [first] = sandbox().control.getSnapshot().transfers;
    const { domain = "" } = first ?? {};
    for (const [label, title] of [
      [domain, domain],
      [domainLike(image), /^<img/],
    ] as const) {
      const page = await TransferPage.open(workbench(), label, title);
      await shows(page.body);
      await fits(page.frame);
      await workbench().shot(`64-hostile-page-${label.replace(/\W/g, "").slice(0, 4)}`);
    }
  });

  it("the order table: cells, totals, chart, groups and files", async () => {
    const table = await OrderTablePage.openNew(workbench());
    await shows(table.grid.element);
    await fits(table.frame);
    await workbench().shot("65-hostile-table");
    await workbench().resize(1280, 1600); // many currencies leave little room for rows
    await table.group("Type");
    await shows(table.grid.groups);
    await shows(table.grid.groups, "__proto__");
    await table.group("None");

    const csv = await table.export("hostile.csv", "CSV for Excel (English)");
    assert(csv.includes("__proto__") && csv.includes(`'=HYPERLINK(""http://evil.example"")`), csv.slice(0, 500));
    assert.doesNotMatch(csv, /(^|,)"?=HYPERLINK/m);
    await nothingRuns();
  });

  it("the order table: checklist, filter chip, and copied text", async () => {
    const { page } = workbench();
    const table = await OrderTablePage.openNew(workbench());
    const { grid } = table;
    await grid.focusHeader("type");
    await grid.press("Alt+ArrowDown");
    const list = table.dialog("Type");
    await list.getByRole("checkbox").first().waitFor();
    await shows(list);
    await workbench().shot("66-hostile-check-list");
    await list.getByRole("button", { name: "None" }).click();
    for (const name of [/^<img/, /^=HYPERLINK/, /^__proto__/]) await list.getByRole("checkbox", { name }).check();
    await grid.press("Escape");
    await list.waitFor({ state: "detached" });
    await shows(table.chips);
    await fits(table.frame);
    await grid.press("Control+a");
    const copied = await copiedBy(page, () => grid.press("Control+c"));
    assert(copied.includes("onerror=") && copied.includes("\t'=HYPERLINK"), copied.slice(0, 500));
    assert.doesNotMatch(copied, /(^|\t)=/m);
    await nothingRuns();
  });
});
