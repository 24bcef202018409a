import type { TransferPanelMessage, TransferViewModel } from "../../messages/transfer-messages";
import { createElement } from "../shared/dom";
import { createProgressSteps } from "./progress-steps";

/** The page of one transfer: rendered again for each message; focus and scroll position are preserved. */
export class TransferApp {
  private readonly liveRegion = createElement("div", { class: "live", role: "status" });
  private readonly content = createElement("div", { class: "transfer" });
  private isReplyOpen = false;
  private announcedText = "";

  constructor(
    page: HTMLElement,
    private readonly post: (message: TransferPanelMessage) => void,
  ) {
    page.replaceChildren(this.content, this.liveRegion);
  }

  render(model: TransferViewModel): void {
    const focusedId = document.activeElement?.id ?? "";
    const scrollTop = document.body.scrollTop;
    document.title = model.domain;
    this.content.setAttribute("aria-busy", String(model.busy));
    this.content.replaceChildren(
      this.createHead(model),
      createElement(
        "main",
        {},
        createElement("div", { class: "now" }, this.createActions(model), this.createFacts(model)),
        createProgressSteps(model.phases, model.strings.path),
        this.createReply(model),
      ),
    );
    document.body.scrollTop = scrollTop;
    if (focusedId !== "") document.getElementById(focusedId)?.focus();
    this.announce(model);
  }

  /** Announces changes to screen readers. */
  private announce({ notice, headline }: TransferViewModel): void {
    const text = notice.text || headline.title;
    if (this.announcedText !== "" && text !== this.announcedText) this.liveRegion.textContent = text;
    this.announcedText = text;
  }

  private createHead({ domain, account, headline, notice, busy, strings }: TransferViewModel): HTMLElement {
    const progressText = [headline.step, headline.state].filter((part) => part !== "").join(" · ");
    return createElement(
      "header",
      { class: "head" },
      createElement(
        "div",
        { class: "names" },
        createElement("h1", {}, domain),
        createElement("p", { class: "account", "data-testid": "account" }, account.name),
      ),
      createElement(
        "p",
        { class: "headline" },
        createElement("strong", {}, headline.title),
        " ",
        createElement("span", { class: "quiet" }, progressText),
      ),
      createElement("div", { class: "progress", hidden: !busy, role: "progressbar", "aria-label": strings.busy }),
      createElement(
        "p",
        { class: `notice banner ${notice.kind}`, "data-testid": "notice", hidden: notice.text === "" },
        notice.text,
      ),
    );
  }

  private createActions({ actions, busy, strings }: TransferViewModel): HTMLElement {
    const buttons = actions.map(({ name, title, disabledReason: obstacle }) => {
      const disabledReason = busy ? strings.busy : obstacle;
      const hint = createElement("span", { class: "obstacle", id: `why-${name}`, hidden: obstacle === "" }, obstacle);
      const button = this.createButton(
        name,
        title,
        () => disabledReason === "" && this.post({ type: "act", action: name }),
      );
      if (disabledReason !== "") button.setAttribute("aria-disabled", "true");
      if (obstacle !== "") button.setAttribute("aria-describedby", hint.id);
      return createElement("div", { class: "action" }, button, hint);
    });
    const refresh = this.createButton("refresh", strings.refresh, () => this.post({ type: "refresh" }));
    const all = [createElement("div", { class: "action" }, refresh), ...buttons];
    return createElement("section", { class: "actions", "aria-label": strings.actions }, ...all);
  }

  private createFacts({ facts, strings }: TransferViewModel): HTMLElement {
    const rows = facts.map(({ label, value, copy }) => {
      const name = `copy-${copy}`;
      const button = copy === "" ? [] : [this.createCopyButton(name, strings, label, copy)];
      return createElement(
        "div",
        { class: "fact" },
        createElement("dt", {}, label),
        createElement("dd", {}, createElement("span", {}, value), ...button),
      );
    });
    return createElement("section", { class: "facts", "aria-label": strings.facts }, createElement("dl", {}, ...rows));
  }

  private createReply({ reply, strings }: TransferViewModel): HTMLElement {
    const details = createElement(
      "details",
      { class: "reply", hidden: reply === "", open: this.isReplyOpen },
      createElement("summary", { id: "reply" }, strings.reply),
      createElement("pre", { tabindex: "0", id: "reply-text" }, reply),
      this.createButton("copy-reply", strings.copyReply, () => this.copy("reply", strings.copied)),
    );
    details.addEventListener("toggle", () => (this.isReplyOpen = details.open));
    return details;
  }

  private createCopyButton(
    id: string,
    strings: TransferViewModel["strings"],
    label: string,
    what: string,
  ): HTMLElement {
    const button = this.createButton(id, strings.copy, () => this.copy(what, strings.copied));
    button.classList.add("link");
    button.setAttribute("aria-label", `${strings.copy}: ${label}`);
    return button;
  }

  private copy(what: string, announcement: string): void {
    this.post({ type: "copy", what });
    this.liveRegion.textContent = announcement;
  }

  private createButton(id: string, text: string, act: () => void): HTMLButtonElement {
    const button = createElement("button", { type: "button", id }, text);
    button.addEventListener("click", act);
    return button;
  }
}
