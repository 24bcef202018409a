import type { TransferPageMessage, TransferShown } from "../../messages/transfer";
import { make } from "../dom";
import { way } from "./way";

/** The page of one transfer: drawn anew for each message, with the keyboard left where it was. */
export class TransferPage {
  private readonly live = make("div", { class: "live", role: "status" });
  private readonly content = make("div", { class: "transfer" });
  private isReplyOpen = false;
  private notice = "";

  constructor(
    page: HTMLElement,
    private readonly post: (message: TransferPageMessage) => void,
  ) {
    page.replaceChildren(this.content, this.live);
  }

  show(shown: TransferShown): void {
    const focused = document.activeElement?.id ?? "";
    const scrolled = document.body.scrollTop;
    document.title = shown.domain;
    this.content.setAttribute("aria-busy", String(shown.busy));
    this.content.replaceChildren(
      this.head(shown),
      make(
        "main",
        {},
        make("div", { class: "now" }, this.actions(shown), this.facts(shown)),
        way(shown.phases, shown.strings.path),
        this.reply(shown),
      ),
    );
    document.body.scrollTop = scrolled;
    if (focused !== "") document.getElementById(focused)?.focus();
    this.announce(shown);
  }

  /** Says what is new to those who do not see it. */
  private announce({ notice, headline }: TransferShown): void {
    const said = notice.text || headline.title;
    if (this.notice !== "" && said !== this.notice) this.live.textContent = said;
    this.notice = said;
  }

  private head({ domain, account, headline, notice, busy, strings }: TransferShown): HTMLElement {
    const where = [headline.step, headline.state].filter((part) => part !== "").join(" · ");
    return make(
      "header",
      { class: "head" },
      make(
        "div",
        { class: "names" },
        make("h1", {}, domain),
        make("p", { class: "account", "data-testid": "account" }, account.name),
      ),
      make(
        "p",
        { class: "headline" },
        make("strong", {}, headline.title),
        " ",
        make("span", { class: "quiet" }, where),
      ),
      make("div", { class: "progress", hidden: !busy, role: "progressbar", "aria-label": strings.busy }),
      make(
        "p",
        { class: `notice banner ${notice.kind}`, "data-testid": "notice", hidden: notice.text === "" },
        notice.text,
      ),
    );
  }

  private actions({ actions, busy, strings }: TransferShown): HTMLElement {
    const buttons = actions.map(({ name, title, obstacle }) => {
      const why = busy ? strings.busy : obstacle;
      const hint = make("span", { class: "obstacle", id: `why-${name}`, hidden: obstacle === "" }, obstacle);
      const button = this.button(name, title, () => why === "" && this.post({ type: "act", action: name }));
      if (why !== "") button.setAttribute("aria-disabled", "true");
      if (obstacle !== "") button.setAttribute("aria-describedby", hint.id);
      return make("div", { class: "action" }, button, hint);
    });
    const refresh = this.button("refresh", strings.refresh, () => this.post({ type: "refresh" }));
    const all = [make("div", { class: "action" }, refresh), ...buttons];
    return make("section", { class: "actions", "aria-label": strings.actions }, ...all);
  }

  private facts({ facts, strings }: TransferShown): HTMLElement {
    const rows = facts.map(({ label, value, copy }) => {
      const name = `copy-${copy}`;
      const button = copy === "" ? [] : [this.copyButton(name, strings, label, copy)];
      return make("div", { class: "fact" }, make("dt", {}, label), make("dd", {}, make("span", {}, value), ...button));
    });
    return make("section", { class: "facts", "aria-label": strings.facts }, make("dl", {}, ...rows));
  }

  private reply({ reply, strings }: TransferShown): HTMLElement {
    const details = make(
      "details",
      { class: "reply", hidden: reply === "", open: this.isReplyOpen },
      make("summary", { id: "reply" }, strings.reply),
      make("pre", { tabindex: "0", id: "reply-text" }, reply),
      this.button("copy-reply", strings.copyReply, () => this.copy("reply", strings.copied)),
    );
    details.addEventListener("toggle", () => (this.isReplyOpen = details.open));
    return details;
  }

  private copyButton(id: string, strings: TransferShown["strings"], label: string, what: string): HTMLElement {
    const button = this.button(id, strings.copy, () => this.copy(what, strings.copied));
    button.classList.add("link");
    button.setAttribute("aria-label", `${strings.copy}: ${label}`);
    return button;
  }

  private copy(what: string, said: string): void {
    this.post({ type: "copy", what });
    this.live.textContent = said;
  }

  private button(id: string, text: string, act: () => void): HTMLButtonElement {
    const button = make("button", { type: "button", id }, text);
    button.addEventListener("click", act);
    return button;
  }
}
