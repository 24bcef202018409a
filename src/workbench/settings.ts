import * as vscode from "vscode";
import type { NotificationKind } from "./notification-kinds";

const section = "joker";

/** The settings as package.json declares them. A value of the wrong type counts as not set. */
export const settings = {
  /** As written by the user, not yet checked. */
  endpoint: () => read("endpoint", "https://dmapi.joker.com"),
  /** In the account's currency. A number that is not written as a plain decimal, such as 1e21, counts as not set. */
  lowThreshold: () => {
    const value = read("balance.lowThreshold", 0);
    return /^-?\d+(\.\d+)?$/.test(`${value}`) ? value : 0;
  },
  ordersDays: () => clamp(read("orders.days", 30), 1, 1095),
  resultsDays: () => clamp(read("results.days", 90), 1, 90),
  /** Minutes; 0 is off. */
  refreshIntervalMinutes: () => clamp(read("refreshInterval", 5), 0, 1440),
  /** Whether other agents may use the tools. */
  isMcpServerEnabled: () => read<boolean>("mcpServer.enabled", false),
  /** Names as written by the user, not yet checked. */
  sandboxQuirks: (): string[] => {
    const value: unknown = vscode.workspace.getConfiguration(section).get("sandbox.quirks");
    return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
  },
  /** Whether notifications of this kind are enabled. */
  isNotificationEnabled: (kind: NotificationKind) => read<boolean>(`notifications.${kind}`, true),
};

/** Disables a kind of notification for this user. */
export async function disableNotifications(kind: NotificationKind): Promise<void> {
  await vscode.workspace.getConfiguration(section).update(`notifications.${kind}`, false, true);
}

function read<T extends string | number | boolean>(name: string, fallback: T): T {
  const value: unknown = vscode.workspace.getConfiguration(section).get(name);
  return typeof value === typeof fallback ? (value as T) : fallback;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, Math.trunc(value)));
}

/** Calls `listener` when one of the named settings changed. */
export function onDidChangeSettings(names: readonly string[], listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (names.some((name) => change.affectsConfiguration(`${section}.${name}`))) listener();
  });
}

/** Opens the settings editor at one of our settings. */
export async function openSetting(name: string): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openSettings", `${section}.${name}`);
}
