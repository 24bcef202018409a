import * as vscode from "vscode";
import { resultStatusText } from "../data/wording";
import type { Fields } from "../dmapi/model";
import type { ResultContent } from "../dmapi/results";
import { withoutControls } from "../workbench/plain";
import type { Address } from "./address";
import { layOut, type ResultText } from "./result-text";
import { masked, type Masked } from "./secrets";

/** A result whose document is open. What it knows is forgotten with it. */
export class OpenResult {
  #content: ResultContent | undefined;
  #masked: Masked | undefined;
  #failure = "";
  isRevealed = false;
  /** How often it was asked for while it was in progress. */
  asked = 0;

  constructor(
    readonly uri: vscode.Uri,
    readonly address: Address,
    private readonly accountName: string,
  ) {}

  /** Takes over what Joker.com told. */
  take(content: ResultContent): void {
    this.#content = content;
    this.#masked = masked(content, this.address.requestType);
    this.#failure = "";
  }

  /** Keeps what was known. `reason` is a sentence. */
  fail(reason: string): void {
    this.#failure = reason;
  }

  /** Forgets what is behind the masks; what is masked stays. */
  seal(): void {
    this.isRevealed = false;
    this.#content = undefined;
    if (this.#masked) this.#masked = { ...this.#masked, secrets: [] };
  }

  get isLoaded(): boolean {
    return this.#masked !== undefined;
  }

  /** True after `seal`: there may be auth-ids, but nobody here knows them. */
  get isSealed(): boolean {
    return this.isLoaded && this.#content === undefined;
  }

  /** `ack`, `nack` or `?`, as sent; empty where nothing was told. */
  get status(): string {
    return this.#told("completion-status", "request_state").toLowerCase();
  }

  get isPending(): boolean {
    return this.isLoaded && ["?", "pending"].includes(this.status);
  }

  get object(): string {
    return this.#told("object-name", "request_object") || this.address.object;
  }

  get requestType(): string {
    return this.#told("request-type", "request_type") || this.address.requestType;
  }

  /** The document as it is to be shown now. */
  get document(): ResultText {
    return this.isRevealed && this.#content ? this.#laidOut(this.#content, this.#secrets) : this.#laidOut(this.#hidden);
  }

  /** The auth-id on a line of the document, or the first one; undefined where there is none. */
  secretOn(line: number | undefined): string | undefined {
    if (!this.#content) return undefined;
    const lines = this.#laidOut(this.#content).text.split("\n");
    const there = this.#secrets.filter((secret) => line === undefined || lines[line]?.includes(secret));
    return line === undefined ? there[0] : there.sort((a, b) => b.length - a.length)[0];
  }

  get #secrets(): readonly string[] {
    return this.#masked?.secrets ?? [];
  }

  get #hidden(): ResultContent {
    return this.#masked?.content ?? { headers: [], fields: [], text: "" };
  }

  #laidOut(content: ResultContent, secrets: readonly string[] = []): ResultText {
    return layOut(this.#facts(), clean(content), titles(), secrets);
  }

  #facts(): Fields {
    const { address, status } = this;
    const said = status === "?" || status === "pending" ? "pending" : status;
    const known = { ack: 1, nack: 1, pending: 1 };
    const facts: Fields = [
      [vscode.l10n.t("Status"), said in known ? `${resultStatusText(said)} (${status})` : status],
      [vscode.l10n.t("Problem"), this.#failure],
      [vscode.l10n.t("Request"), this.requestType],
      [vscode.l10n.t("Object"), this.object],
      ["Proc ID", address.procId || this.#told("proc-id")],
      ["Tracking ID", address.svTrId || this.#told("svtrid")],
      [vscode.l10n.t("Account"), this.accountName],
    ];
    return facts.map(([name, value]) => [name, withoutControls(value)] as const);
  }

  #told(...names: string[]): string {
    const field = this.#hidden.fields.find(([name]) => names.includes(name.toLowerCase()));
    return field?.[1] ?? "";
  }
}

function clean({ headers, fields, text }: ResultContent): ResultContent {
  const all = (pairs: Fields): Fields =>
    pairs.map(([name, value]) => [withoutControls(name), withoutControls(value)] as const);
  return { headers: all(headers), fields: all(fields), text: withoutControls(text) };
}

function titles() {
  return {
    facts: vscode.l10n.t("Result"),
    fields: vscode.l10n.t("Result content"),
    text: vscode.l10n.t("Text"),
    headers: vscode.l10n.t("Reply headers"),
  };
}
