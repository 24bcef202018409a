import { l10n } from "vscode";
import type { pictureNames } from "../../messages/strings/picture";

/** The text of the picture, in the user's language. */
export function pictureStrings(): Record<(typeof pictureNames)[number], string> {
  return {
    picture: l10n.t("Charged and received over time"),
  };
}
