import assert from "node:assert/strict";
import type { FrameLocator, Locator } from "playwright-core";
import { eventually } from "./driver";
import { signIn, useWorkbenchAndSandbox } from "./with-sandbox";

/** A script that would leave a trace in whichever frame runs it. */
const script = "globalThis.jokerRan=1";
const image = `<img src=x onerror="${script}">`;
/** What turns the direction of text, colours a terminal or rings its bell. */
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

const fields = hostile.map((text) => `${text.replaceAll(":", "")}: ${text}`);

/** Transfers: the first is what it was but for its people; the others are called as no domain is. */
function transfers(lines: string[]): string[] {
  if (!lines.some((line) => line.includes("\t"))) return [...lines, ...fields];
  return lines.map((line, index) => {
    const [domain = "", state = ""] = line.split("\t");
    return [index === 0 ? domain : at(index - 1), state, at(index), at(index + 1)].join("\t");
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

describe("What a hostile server sends runs nowhere and is markup nowhere:", function () {
  this.bail(true); // Each step leaves the workbench as the next one needs it.
  const { workbench, sandbox } = useWorkbenchAndSandbox({ orders: 50 });
  const outside: string[] = [];
  let table: FrameLocator;

  /** Looks at all that is shown now, in the workbench and in every page of ours. */
  async function nothingRuns(): Promise<void> {
    const found = await Promise.all(
      workbench()
        .page.frames()
        .map((frame) =>
          frame.evaluate(() => {
            const markup =
              "img[src='x'], [src*=evil], [href*=evil], [data-href*=evil], [href*='joker.signOut'], " +
              "[data-href*='joker.signOut'], .hostile, .codicon-smiley, .codicon-bug";
            const elements = [...document.querySelectorAll(markup)].map(({ outerHTML }) => outerHTML.slice(0, 200));
            const texts: string[] = [];
            /** What is chosen by an option or a check box is told to the page alone. */
            const isShown = (element: Element, name: string) =>
              !(name === "value" && element.matches("option, input[type=checkbox]"));
            const walker = document.createTreeWalker(document, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
              const node = walker.currentNode;
              if (!(node instanceof Element)) texts.push(node.nodeValue ?? "");
              else
                for (const { name, value } of node.attributes) if (isShown(node, name)) texts.push(`${name} ${value}`);
            }
            // eslint-disable-next-line no-control-regex -- they are what must not be there
            const control = /[\u0007\u001b\u202a-\u202e\u2066-\u2069]/;
            const controlled = texts.filter((text) => control.test(text)).map((text) => text.slice(0, 200));
            const ran = "jokerRan" in globalThis ? ["a script has run"] : [];
            const polluted = Object.keys(Object.prototype);
            return [...elements, ...controlled, ...ran, ...polluted];
          }),
        ),
    );
    assert.deepEqual(found.flat(), []);
    assert.deepEqual(outside, []);
  }

  /** True to life: something hostile is really there, as text. */
  async function shows(what: Locator, text = "onerror="): Promise<void> {
    await eventually(async () => assert((await what.allInnerTexts()).some((shown) => shown.includes(text))));
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
    const { page } = workbench();
    page.context().on("request", (request) => {
      if (/evil|\/x$/.test(request.url())) outside.push(request.url());
    });
    const { control } = sandbox();
    for (const text of hostile) {
      control.addOrder({ type: text, identifier: text, status: "ok", currency: text, amount: "1.00" });
      control.addOrder({ type: text, identifier: text, status: text, currency: text, amount: "-1.00" });
    }
    control.rewrite(spoilt);
    await workbench().openView("Joker.com");
    await signIn(workbench());
  });

  it("the notification of the sign-in, views, cards and the status bar", async () => {
    await workbench().notifications.shown(/Signed in/);
    await nothingRuns();
    await workbench().notifications.clear();
    for (const name of ["Transfers", "Orders", "Results", "Account"]) {
      await shows(workbench().view(name).pane);
      const hit = (await workbench().view(name).rows()).find((row) =>
        (row.label + row.description).includes("onerror="),
      );
      assert(hit, name);
      await workbench()
        .view(name)
        .tooltip(({ index }) => index === hit.index);
      await nothingRuns();
    }
    await workbench().status.tooltip(/credit-card/);
    await nothingRuns();
    await workbench().shot("60-hostile-views");
  });

  it("the questions before an action, however long a name, and what is said when it failed", async () => {
    const { dialog, notifications, page } = workbench();
    for (const start of ["<img", "long-"]) {
      const view = workbench().view("Transfers");
      await view.menu(({ label }) => label.startsWith(start), "Cancel Transfer");
      const { message, buttons } = await dialog.shown();
      assert(message.includes(start));
      await nothingRuns();
      await workbench().shot(`61-hostile-question-${start.replace(/\W/g, "")}`);
      const { height = 0, y = 0 } = (await page.locator(".monaco-dialog-box").boundingBox()) ?? {};
      assert(y >= 0 && y + height <= 900, `the question is ${height} pixels high`);
      assert.deepEqual([...buttons].sort(), ["Cancel Transfer", "Keep Transfer"]);
      await dialog.click("Cancel Transfer");
      await eventually(async () => assert((await notifications.all()).length > 0));
      await nothingRuns();
      await workbench().shot(`62-hostile-failure-${start.replace(/\W/g, "")}`);
      await notifications.clear();
    }
  });

  it("the boxes to pick from", async () => {
    await workbench().palette("Joker: Cancel Transfer");
    await workbench().quick.shown("Cancel Transfer");
    await shows(workbench().page.locator(".quick-input-widget"));
    await workbench().quick.escape();
    await workbench().palette("Joker: Switch Account");
    await workbench().quick.shown("Switch Account");
    await shows(workbench().page.locator(".quick-input-widget"));
    await workbench().quick.escape();
  });

  it("the documents of a result and of the profile", async () => {
    const { editors } = workbench();
    await workbench()
      .view("Results")
      .click(({ icon }) => icon === "pass");
    await eventually(async () => assert.match(await editors.text(), /onerror=[^]*__proto__: __proto__[^]*\[click\]\(/));
    await nothingRuns();
    await workbench().shot("63-hostile-document");
    await workbench().palette("Joker: Show Profile");
    await eventually(async () => assert.match(await editors.text(), /fname: Robin[^]*onerror=/));
    await nothingRuns();
  });

  it("the page of a transfer", async () => {
    const [first] = sandbox().control.state().transfers;
    const { domain = "" } = first ?? {};
    for (const [label, title] of [
      [domain, domain],
      [image, /^<img/],
    ] as const) {
      await workbench()
        .view("Transfers")
        .click((row) => row.label === label);
      const page = await workbench().editors.webview(title);
      await shows(page.locator("body"));
      await fits(page);
      await workbench().shot(`64-hostile-page-${label.replace(/\W/g, "").slice(0, 4)}`);
    }
  });

  it("the order table: cells, totals, picture, groups and files", async () => {
    const { quick } = workbench();
    await workbench().palette("Joker: Open Order Table");
    table = await workbench().editors.webview(/Orders/);
    const grid = table.locator(".grid");
    await table.getByRole("gridcell").first().waitFor();
    await shows(grid);
    await fits(table);
    await workbench().shot("65-hostile-table");
    await workbench().resize(1280, 1600); // many currencies leave little room for rows
    await table.getByLabel("Group by").selectOption({ label: "type" });
    const group = table.locator("[role=treegrid] [role=row][aria-level='1']").filter({ visible: true });
    await shows(group);
    await eventually(async () => assert((await group.allInnerTexts()).some((text) => text.includes("__proto__"))));
    await table.getByLabel("Group by").selectOption({ label: "nothing" });
    await table.locator("[role=treegrid]").waitFor({ state: "detached" });

    await table.getByRole("button", { name: "Export…" }).click();
    await quick.pick("Excel (English)");
    await quick.path(`${workbench().folder}/hostile.csv`);
    const csv = await workbench().file("hostile.csv");
    assert(csv.includes("__proto__") && csv.includes(`'=HYPERLINK(""http://evil.example"")`), csv.slice(0, 500));
    assert.doesNotMatch(csv, /(^|,)"?=HYPERLINK/m);

    await nothingRuns();
  });

  it("the order table: a check list, its chip, and what is copied", async () => {
    const { page } = workbench();
    await table.locator(".grid").focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowUp");
    const head = table.locator("[role=columnheader].focused");
    for (let left = 5; left > 0 && (await head.getAttribute("data-name")) !== "type"; left--)
      await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Alt+ArrowDown");
    const menu = table.getByRole("dialog", { name: "Type" });
    await menu.getByRole("checkbox").first().waitFor();
    await shows(menu);
    await workbench().shot("66-hostile-check-list");
    await menu.getByRole("button", { name: "None" }).click();
    for (const name of [/^<img/, /^=HYPERLINK/, /^__proto__/]) await menu.getByRole("checkbox", { name }).check();
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "detached" });
    const chip = table.getByRole("button", { name: /^Remove the filter Type: / });
    await shows(table.locator(".chip"));
    await fits(table);
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+c");
    await eventually(async () => {
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert(copied.includes("onerror=") && copied.includes("\t'=HYPERLINK"), copied.slice(0, 500));
      assert.doesNotMatch(copied, /(^|\t)=/m);
    });
    await chip.click();
    await chip.waitFor({ state: "detached" });
    await nothingRuns();
  });
});
