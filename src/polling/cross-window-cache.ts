import type * as vscode from "vscode";
import * as z from "zod/mini";
import type { Accounts } from "../accounts/accounts";
import type { AppState } from "../state/app-state";
import type { Resource } from "../state/resource";
import { minuteMs, secondMs, type Clock } from "../workbench/clock";
import { Disposables } from "../workbench/disposables";
import type { WindowCoordinator } from "../ipc/window-coordinator";
import { parseRows, serializeRows, type SharedRows } from "./shared-rows";

/** How long another window waits for a reply of the leader. */
const replyTimeoutMs = 15 * secondMs;
/** How old the first rows of a window may be. */
const maxInitialAgeMs = 15 * minuteMs;
/** How long a leader that declined is not asked again. */
const declineCooldownMs = 5 * minuteMs;

const resourceNames = ["transfers", "results", "account"] as const;
type ResourceName = (typeof resourceNames)[number];

const refreshRequestSchema = z.object({
  account: z.string(),
  endpoint: z.string(),
  name: z.enum(resourceNames),
  /** Epoch ms. */
  newerThan: z.number(),
});
type RefreshRequest = z.infer<typeof refreshRequestSchema>;

/**
 * Shares loaded rows between windows with the same account. The leader sends requests to Joker.com itself; other windows
 * ask the leader first, and Joker.com only if the leader has another account or does not reply.
 */
export class CrossWindowCache implements vscode.Disposable {
  private readonly disposables = new Disposables();
  private isAdoptingRows = false;
  private readonly requestedAt = new Map<ResourceName, number>();
  private declinedAt = -Infinity;
  private replyTimer: NodeJS.Timeout | undefined;

  /** @param dependencies `pollIfDue` is called when the leader declined or may not have replied */
  constructor(
    private readonly accounts: Accounts,
    private readonly appState: AppState,
    private readonly windows: WindowCoordinator,
    private readonly dependencies: { readonly clock: Clock; readonly pollIfDue: () => void },
  ) {
    for (const name of resourceNames) {
      this.disposables.add(appState[name].onDidChange(() => this.publish(name)));
    }
    this.disposables.add(windows.on("watch.rows", (message) => this.handleRows(message)));
    this.disposables.add(windows.on("watch.request", (message) => void this.handleRequest(message)));
    this.disposables.add(windows.on("watch.decline", (message) => this.handleDecline(message)));
  }

  /** True while this window takes over rows of another window. */
  get isAdopting(): boolean {
    return this.isAdoptingRows;
  }

  dispose(): void {
    clearTimeout(this.replyTimer);
    this.disposables.dispose();
  }

  /** Asks the leader for `resource`; true while a reply may come. */
  isDelegated(resource: unknown): boolean {
    const name = resourceNames.find((resourceName) => this.appState[resourceName] === resource);
    const current = this.currentAccount();
    const now = this.dependencies.clock();
    if (!name || !current || this.windows.isLeader || Math.abs(now - this.declinedAt) < declineCooldownMs) return false;
    const sinceRequestMs = Math.abs(now - (this.requestedAt.get(name) ?? -Infinity));
    if (sinceRequestMs < replyTimeoutMs) return true;
    if (sinceRequestMs < minuteMs) return false;
    this.sendRequest({ ...current, name, newerThan: loadedAt(this.appState[name]) ?? now - maxInitialAgeMs });
    return true;
  }

  /** Forgets requests and declines, because another leader may reply differently. */
  resetRequests(): void {
    this.requestedAt.clear();
    this.declinedAt = -Infinity;
  }

  private sendRequest(request: RefreshRequest): void {
    this.requestedAt.set(request.name, this.dependencies.clock());
    this.windows.send("watch.request", request);
    clearTimeout(this.replyTimer);
    this.replyTimer = setTimeout(this.dependencies.pollIfDue, replyTimeoutMs);
  }

  private currentAccount(): { readonly account: string; readonly endpoint: string } | undefined {
    const account = this.accounts.current;
    return account && { account: account.id, endpoint: account.endpoint };
  }

  private publish(name: ResourceName): void {
    const current = this.currentAccount();
    const { state } = this.appState[name];
    if (this.isAdoptingRows || !current || state.kind !== "ready") return;
    const rows = { ...current, name, scope: this.queryScope(name), at: state.at, value: state.value } as SharedRows;
    this.windows.send("watch.rows", serializeRows(rows));
  }

  private handleRows(message: unknown): void {
    const rows = parseRows(message);
    if (!rows || !this.isCurrentAccount(rows)) return;
    if (rows.scope !== this.queryScope(rows.name) || rows.at > this.dependencies.clock() + minuteMs) return;
    this.requestedAt.delete(rows.name);
    this.isAdoptingRows = true;
    try {
      this.applyRows(rows);
    } finally {
      this.isAdoptingRows = false;
    }
  }

  private applyRows(rows: SharedRows): void {
    const { appState } = this;
    if (rows.name === "account") appState.account.adopt(rows.value, rows.at);
    if (rows.name === "results") appState.pagedResults.adopt(rows.value, rows.at);
    if (rows.name !== "transfers") return;
    void appState.stateHistory.recordStates(rows.account, rows.value, rows.at).catch(() => undefined);
    appState.transfers.adopt(rows.value, rows.at);
  }

  /** As the leader: sends the rows if they are new enough, otherwise loads them first. */
  private async handleRequest(message: unknown): Promise<void> {
    const parsed = refreshRequestSchema.safeParse(message);
    if (!this.windows.isLeader || !parsed.success) return;
    const { name, newerThan } = parsed.data;
    const isCurrentAccount = this.isCurrentAccount(parsed.data);
    if (isCurrentAccount && (loadedAt(this.appState[name]) ?? -Infinity) > newerThan) this.publish(name);
    else if (isCurrentAccount) await this.appState[name].refresh();
    if (!isCurrentAccount || this.appState[name].state.kind === "failed")
      this.windows.send("watch.decline", parsed.data);
  }

  private handleDecline(message: unknown): void {
    const parsed = refreshRequestSchema.safeParse(message);
    if (!parsed.success || !this.isCurrentAccount(parsed.data)) return;
    this.declinedAt = this.dependencies.clock();
    this.dependencies.pollIfDue();
  }

  /** The query the rows belong to: results of another period or filter are other rows. */
  private queryScope(name: ResourceName): string {
    return name === "results" ? this.appState.pagedResults.scope : "";
  }

  private isCurrentAccount({ account, endpoint }: { readonly account: string; readonly endpoint: string }): boolean {
    const current = this.currentAccount();
    return current?.account === account && current.endpoint === endpoint;
  }
}

/** When the rows were loaded (epoch ms); undefined while there are none or they are being reloaded. */
function loadedAt({ state }: Resource<unknown>): number | undefined {
  return state.kind === "ready" ? state.at : undefined;
}
