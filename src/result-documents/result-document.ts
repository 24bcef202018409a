import * as vscode from "vscode";
import { toDisplayDomain } from "../idn/display-domain";
import { parseFailureReason } from "../state/failure-reasons";
import { formatTimeAsSent } from "../workbench/formats";
import { capitalize, requestTypeName, resultStatusName } from "../state/display-names";
import { fieldName } from "../state/field-names";
import type { FieldList } from "../dmapi/model";
import type { ResultContent } from "../dmapi/results";
import { stripControlCharacters } from "../workbench/sanitize";
import type { ResultReference } from "./result-uri";
import { renderResult, type ResultText } from "./result-text";
import { maskAuthIds, type MaskedContent } from "../state/mask-auth-ids";

/** An open document of a result. Its data is dropped when it is closed. */
export class ResultDocument {
  #content: ResultContent | undefined;
  #masked: MaskedContent | undefined;
  readonly #accountName: string;
  #loadedAt: number | undefined;
  #errorText = "";
  #isClosed = false;
  isRevealed = false;
  /** How often the result was polled while it was in progress. */
  pollCount = 0;

  constructor(
    readonly uri: vscode.Uri,
    readonly reference: ResultReference,
    accountName: string,
  ) {
    this.#accountName = accountName;
  }

  /** Sets the result's content, unless the document was closed while it was loaded. `loadedAt` is epoch ms. */
  setContent(content: ResultContent, loadedAt: number): void {
    if (this.#isClosed) return;
    this.#content = content;
    this.#loadedAt = loadedAt;
    this.#masked = maskAuthIds(content, this.reference.requestType);
    this.#errorText = "";
  }

  /** Sets an error and keeps the content. `reason` is a sentence. */
  setError(reason: string): void {
    this.#errorText = reason;
  }

  /** Drops the secrets; the masked content stays. */
  clearSecrets(): void {
    this.isRevealed = false;
    this.#content = undefined;
    if (this.#masked) this.#masked = { ...this.#masked, secrets: [] };
  }

  /** Drops everything, for good. */
  close(): void {
    this.#isClosed = true;
    this.clearSecrets();
    this.#masked = undefined;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** When the content was loaded, in epoch ms. */
  get loadedAt(): number | undefined {
    return this.#loadedAt;
  }

  get isLoaded(): boolean {
    return this.#masked !== undefined;
  }

  /** True after `clearSecrets`: masked auth-ids must be loaded again before they can be shown. */
  get isCleared(): boolean {
    return this.isLoaded && this.#content === undefined;
  }

  /** `ack`, `nack` or `?`, as sent; empty if unknown. */
  get status(): string {
    return this.#getField("completion-status", "request_state").toLowerCase();
  }

  get isPending(): boolean {
    return this.isLoaded && ["?", "pending"].includes(this.status);
  }

  get object(): string {
    return this.#getField("object-name", "request_object") || this.reference.object;
  }

  get requestType(): string {
    return this.#getField("request-type", "request_type") || this.reference.requestType;
  }

  /** The document's current text. */
  get rendered(): ResultText {
    return this.isRevealed && this.#content
      ? this.#render(this.#content, this.#secrets)
      : this.#render(this.#maskedContent);
  }

  /** The auth-id on a line of the document, or the first one; undefined where there is none. */
  getSecretOnLine(line: number | undefined): string | undefined {
    if (!this.#content) return undefined;
    const lines = this.#render(this.#content).text.split("\n");
    const candidates = this.#secrets.filter((secret) => line === undefined || lines[line]?.includes(secret));
    return line === undefined ? candidates[0] : candidates.sort((a, b) => b.length - a.length)[0];
  }

  get #secrets(): readonly string[] {
    return this.#masked?.secrets ?? [];
  }

  get #maskedContent(): ResultContent {
    return this.#masked?.content ?? { headers: [], fields: [], text: "" };
  }

  #render(content: ResultContent, secrets: readonly string[] = []): ResultText {
    const raw = removeControls(content);
    const reason = this.status === "nack" ? parseFailureReason(content) : "";
    const text = raw.text.trim() === reason.trim() ? "" : raw.text;
    const fields = raw.fields.flatMap(([key, value]) => {
      if (factKeys.has(key.toLowerCase()) || value === "-" || value === reason) return [];
      return [{ key, name: fieldName(key), value: secrets.includes(value) ? value : formatTimeAsSent(value) }];
    });
    return renderResult({ facts: this.#createFacts(content), fields, text, raw }, sectionTitles(), secrets);
  }

  /** What matters first: why it failed, how it ended and when it was requested. */
  #createFacts(content: ResultContent): FieldList {
    const { reference, status } = this;
    const knownStatus = status === "?" || status === "pending" ? "pending" : status;
    const knownStatuses = { ack: 1, nack: 1, pending: 1 };
    const facts: FieldList = [
      [vscode.l10n.t("Reason"), status === "nack" ? parseFailureReason(content) : ""],
      [vscode.l10n.t("Status"), knownStatus in knownStatuses ? `${resultStatusName(knownStatus)} (${status})` : status],
      [vscode.l10n.t("Problem"), this.#errorText],
      [vscode.l10n.t("Requested"), formatTimeAsSent(reference.timeStamp ?? "")],
      [vscode.l10n.t("Object"), toDisplayDomain(this.object)],
      [vscode.l10n.t("Request"), capitalize(requestTypeName(this.requestType))],
      [vscode.l10n.t("Proc ID"), reference.procId || this.#getField("proc-id")],
      [vscode.l10n.t("Tracking ID"), reference.svTrId || this.#getField("svtrid")],
      [vscode.l10n.t("Account"), this.#accountName],
    ];
    return facts.map(([name, value]) => [name, stripControlCharacters(value)] as const);
  }

  #getField(...names: string[]): string {
    const field = this.#maskedContent.fields.find(([name]) => names.includes(name.toLowerCase()));
    return field?.[1] ?? "";
  }
}

/** Fields that the facts show. */
const factKeys: ReadonlySet<string> = new Set([
  "object-name",
  "request_object",
  "request-type",
  "request_type",
  "completion-status",
  "request_state",
  "proc-id",
  "svtrid",
]);

function removeControls({ headers, fields, text }: ResultContent): ResultContent {
  const all = (pairs: FieldList): FieldList =>
    pairs.map(([name, value]) => [stripControlCharacters(name), stripControlCharacters(value)] as const);
  return { headers: all(headers), fields: all(fields), text: stripControlCharacters(text) };
}

function sectionTitles() {
  return {
    facts: vscode.l10n.t("Result"),
    fields: vscode.l10n.t("Result content"),
    text: vscode.l10n.t("Text"),
    rawReply: vscode.l10n.t("Raw reply"),
  };
}
