import * as vscode from "vscode";
import { obstacleTo, type Obstacle, type Subject } from "../account/rights";
import type { Desk } from "./desk";

/** Why an account may not modify `subject`, in a sentence; undefined where nothing is known to stand in the way. */
export function obstacleText({ accounts }: Desk, account: string, subject: Subject): string | undefined {
  const { current } = accounts;
  const record = accounts.records().find(({ id }) => id === account);
  const rights = current?.id === account ? current.rights : record && { ...record, denied: new Set<string>() };
  const obstacle = rights && obstacleTo(rights, subject);
  return obstacle && texts[obstacle]();
}

const texts: Record<Obstacle, () => string> = {
  "read-only-mode": () => vscode.l10n.t("Read-only mode is on for this account."),
  "access-level": () => vscode.l10n.t("This account's credentials do not permit changes."),
  refused: () => vscode.l10n.t("Joker.com does not permit this action with this account's credentials."),
};
