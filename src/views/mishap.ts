import { l10n } from "vscode";
import type { Mishap } from "../data/mishaps";

/** The icon of a row on which the last action failed. */
export const mishapLook = { icon: "warning", colour: "list.warningForeground" };

/** What a row tells of the last action on it; empty where nothing is to be told. */
export function mishapText(mishap: Mishap | undefined): string {
  if (!mishap) return "";
  const { action, why, isSure } = mishap;
  return isSure ? l10n.t("{0} failed: {1}", action, why) : l10n.t("{0}: {1}", action, why);
}
