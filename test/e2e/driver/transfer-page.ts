import assert from "node:assert/strict";
import type { FrameLocator, Locator } from "playwright-core";
import { eventually } from "../../eventually";
import { matches } from "./match";
import type { Workbench } from "./workbench";
import { uiTimeoutMs } from "./timeouts";

/** The page of one transfer that is in front. */
export class TransferPage {
  readonly frame: FrameLocator;
  readonly body: Locator;
  readonly account: Locator;
  /** What is wrong with what the page shows. */
  readonly notice: Locator;
  /** The phases of its path. */
  readonly phases: Locator;
  /** Where the transfer stands, in words. */
  readonly headline: Locator;
  private readonly current: Locator;

  constructor(
    private readonly workbench: Workbench,
    private readonly title: string | RegExp,
  ) {
    this.frame = workbench.editors.webviewInFront;
    this.body = this.frame.locator("body");
    this.account = this.frame.getByTestId("account");
    this.notice = this.frame.getByTestId("notice");
    this.phases = this.frame.getByRole("region", { name: "Transfer progress" }).locator("> ol > li");
    this.headline = this.frame.getByTestId("headline");
    this.current = this.frame.locator("[aria-current=step]");
  }

  /** Opens the page of the transfer with this label by a click on its row; its tab may have another title. */
  static async open(workbench: Workbench, label: string, title: string | RegExp = label): Promise<TransferPage> {
    await workbench.view("Transfers").click(label);
    await workbench.editors.opened(title);
    return await new TransferPage(workbench, title).show();
  }

  /** Brings it to the front and waits until it shows something. */
  async show(): Promise<this> {
    await this.workbench.editors.webview(this.title);
    await this.frame.getByRole("heading", { level: 1 }).waitFor();
    return this;
  }

  /** Waits until it says this of where the transfer is. */
  async isAt(step: RegExp): Promise<void> {
    await eventually(async () => assert.match(await this.current.innerText(), step), {
      timeoutMs: uiTimeoutMs,
      what: "the current step",
    });
  }

  async hasNotice(expected: string | RegExp): Promise<void> {
    await eventually(
      async () => {
        const notice = await this.notice.innerText();
        assert(matches(notice, expected), `it says ${JSON.stringify(notice)}`);
      },
      { timeoutMs: uiTimeoutMs, what: "the notice of the page" },
    );
  }

  /** Waits until the part with the headline says this. */
  async hasHeadline(expected: RegExp): Promise<void> {
    await eventually(async () => assert.match(await this.headline.locator("..").innerText(), expected), {
      timeoutMs: uiTimeoutMs,
      what: "the headline of the page",
    });
  }

  button(name: string): Locator {
    return this.frame.getByRole("button", { name, exact: true });
  }

  /** Loads it again, and waits until it has said so and is done, however short that was. */
  async refresh(): Promise<void> {
    const watch = await this.body.evaluateHandle((body) => ({
      done: new Promise<void>((resolve) => {
        let wasBusy = false;
        const observer = new MutationObserver(() => {
          const isBusy = body.querySelector("[aria-busy=true]") !== null;
          if (wasBusy && !isBusy) {
            observer.disconnect();
            resolve();
          }
          wasBusy ||= isBusy;
        });
        observer.observe(body, { attributes: true, childList: true, subtree: true });
      }),
    }));
    await this.button("Refresh").click();
    await watch.evaluate(({ done }) => done);
    await watch.dispose();
  }

  /** What is known of the transfer, by label. */
  async facts(): Promise<Map<string, string>> {
    const facts = await this.frame
      .locator("dl > div")
      .evaluateAll((all) =>
        all.map((each) => ["dt", "dd > span"].map((part) => each.querySelector<HTMLElement>(part)?.innerText ?? "")),
      );
    return new Map(facts.map(([label = "", value = ""]) => [label, value]));
  }
}
