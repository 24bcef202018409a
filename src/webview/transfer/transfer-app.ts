import type { TransferPanelMessage, TransferViewModel } from "../../messages/transfer-messages";
import { createElement, createSeverityIcon } from "../shared/dom";
import { LiveRegion } from "../shared/live-region";
import { createPhasePath, type OpenPhases } from "./progress-steps";

/** The page of one transfer: rendered again for each message; focus and scroll position are preserved. */
export class TransferApp {
  private readonly liveRegion = new LiveRegion();
  private readonly content = createElement("div", { class: "transfer" });
  private isReplyOpen = false;
  private readonly openPhases: OpenPhases = new Map();
  private announcedText = "";

  constructor(
    page: HTMLElement,
    private readonly post: (message: TransferPanelMessage) => void,
  ) {
    page.replaceChildren(this.content, this.liveRegion.element);
  }

  render(model: TransferViewModel): void {
    const focusedId = document.activeElement?.id ?? "";
    const scrollTop = document.body.scrollTop;
    document.title = model.displayDomain;
    this.content.setAttribute("aria-busy", String(model.busy));
    this.content.replaceChildren(
      this.createHead(model),
      createElement(
        "main",
        {},
        createElement("div", { class: "path" }, this.createPath(model)),
        this.createFacts(model),
        this.createReply(model),
      ),
    );
    document.body.scrollTop = scrollTop;
    if (focusedId !== "") document.getElementById(focusedId)?.focus();
    this.announce(model);
  }

  /** Announces an outcome to screen readers once, and nothing while it is unchanged. */
  private announce({ error, headline }: TransferViewModel): void {
    const text = error || [headline.title, headline.turn].filter((part) => part !== "").join(". ");
    if (this.announcedText !== "" && text !== this.announcedText) this.liveRegion.announce(text);
    this.announcedText = text;
  }

  private createHead(model: TransferViewModel): HTMLElement {
    const { domain, displayDomain, account, error, busy, strings } = model;
    return createElement(
      "header",
      { class: "head" },
      createElement(
        "div",
        { class: "names" },
        createElement("h1", { title: domain }, displayDomain),
        createElement(
          "div",
          { class: "account-line" },
          createElement("span", { class: "account", "data-testid": "account" }, account.name),
          this.createButton("refresh", strings.refresh, () => this.post({ type: "refresh" })),
        ),
      ),
      createElement(
        "p",
        { class: "notice banner error", "data-testid": "notice", hidden: error === "" },
        ...(error === "" ? [] : [createSeverityIcon("error")]),
        error,
      ),
      this.createHeadline(model),
      createElement("div", { class: "progress", hidden: !busy, role: "progressbar", "aria-label": strings.busy }),
    );
  }

  /** Where the transfer stands, whose turn it is, until when, and what the user can do. */
  private createHeadline(model: TransferViewModel): HTMLElement {
    const { title, turn, deadline, advice, tone } = model.headline;
    const lines = [
      ["turn", [turn, deadline].filter((part) => part !== "").join(" · ")],
      ["advice", advice],
    ].filter(([, text]) => text !== "");
    return createElement(
      "section",
      { class: `headline ${tone}`, "aria-labelledby": "headline" },
      createElement("h2", { id: "headline", "data-testid": "headline" }, title),
      ...lines.map(([name, text = ""]) => createElement("p", { class: name }, text)),
      this.createActions(model),
    );
  }

  private createPath({ phases, strings }: TransferViewModel): HTMLElement {
    const path = createPhasePath(phases, strings.path, this.openPhases);
    const help = this.createButton("help", strings.help, () => this.post({ type: "help" }));
    help.classList.add("link");
    path.append(help);
    return path;
  }

  /** The action that helps now comes first. */
  private createActions({ actions, busy, strings, headline }: TransferViewModel): HTMLElement {
    const rank = ({ isPrimary, disabledReason }: (typeof actions)[number]) =>
      isPrimary ? 0 : disabledReason === "" ? 1 : 2;
    const sorted = actions.toSorted((a, b) => rank(a) - rank(b));
    const buttons = sorted.map(({ name, title, disabledReason: obstacle, note, isPrimary }) => {
      const disabledReason = busy ? strings.busy : obstacle;
      const hintText = obstacle || note;
      const hint = createElement("span", { class: "obstacle", id: `why-${name}`, hidden: hintText === "" }, hintText);
      const button = this.createButton(
        name,
        title,
        () => disabledReason === "" && this.post({ type: "act", action: name }),
      );
      if (isPrimary) button.classList.add("primary");
      if (disabledReason !== "") button.setAttribute("aria-disabled", "true");
      if (hintText !== "") button.setAttribute("aria-describedby", hint.id);
      return createElement("div", { class: "action" }, button, hint);
    });
    const copyButtons = headline.copy === "" ? [] : [this.createMainCopyButton(headline.copy, strings)];
    const all = [...copyButtons, ...buttons];
    const attributes = { class: "actions", role: "group", "aria-label": strings.actions, hidden: all.length === 0 };
    return createElement("div", attributes, ...all);
  }

  private createMainCopyButton(what: string, strings: TransferViewModel["strings"]): HTMLElement {
    const button = this.createButton("copy-main", strings.copyOwner, () => this.copy(what, strings.copied));
    button.classList.add("primary");
    return createElement("div", { class: "action" }, button);
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
    this.liveRegion.announce(announcement);
  }

  private createButton(id: string, text: string, act: () => void): HTMLButtonElement {
    const button = createElement("button", { type: "button", id }, text);
    button.addEventListener("click", act);
    return button;
  }
}
