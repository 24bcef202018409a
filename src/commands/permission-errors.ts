import * as vscode from "vscode";
import { findDenialReason, type DenialReason, type ModifiableKind } from "../accounts/permissions";
import type { CommandContext } from "./command-context";

/** Why an account may not modify rows of `kind`, as a sentence; undefined when no reason is known. */
export function permissionErrorText(
  { accounts }: CommandContext,
  accountId: string,
  kind: ModifiableKind,
): string | undefined {
  const { current } = accounts;
  const record = accounts.records().find(({ id }) => id === accountId);
  const permissions =
    current?.id === accountId ? current.permissions : record && { ...record, deniedRequests: new Set<string>() };
  const denialReason = permissions && findDenialReason(permissions, kind);
  return denialReason && denialTexts[denialReason]();
}

const denialTexts: Record<DenialReason, () => string> = {
  "read-only-mode": () => vscode.l10n.t("Read-only mode is on for this account."),
  "access-level": () => vscode.l10n.t("This account's credentials do not permit changes."),
  refused: () => vscode.l10n.t("Joker.com does not permit this action with this account's credentials."),
};
