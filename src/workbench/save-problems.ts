import * as vscode from "vscode";
import { HumanError } from "./human-error";

/** What a place for a file is called: a path on disk, or else the whole address. */
export function placeName(uri: vscode.Uri): string {
  return uri.scheme === "file" ? uri.fsPath : uri.toString(true);
}

/**
 * Waits for what is done to write a file.
 * @param place what the file is called in texts
 * @throws HumanError that says what is wrong with the place, and what helps
 */
export async function orExplain<T>(place: string, work: PromiseLike<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new HumanError(problemOf(place, error), [], error);
  }
}

type Problem = "full" | "gone" | "folder" | "forbidden" | "busy" | "name";

/** Node's codes and those of VS Code's file systems. */
const problems: Readonly<Record<string, Problem>> = {
  ENOSPC: "full",
  EDQUOT: "full",
  EFBIG: "full",
  ENOENT: "gone",
  ENOTDIR: "gone",
  FileNotFound: "gone",
  FileNotADirectory: "gone",
  EISDIR: "folder",
  FileIsADirectory: "folder",
  EACCES: "forbidden",
  EPERM: "forbidden",
  EROFS: "forbidden",
  NoPermissions: "forbidden",
  EBUSY: "busy",
  ETXTBSY: "busy",
  ENAMETOOLONG: "name",
};

function problemOf(place: string, error: unknown): string {
  const { code = "", message = String(error) } = error as Partial<NodeJS.ErrnoException>;
  switch (problems[code]) {
    case "full":
      return vscode.l10n.t("Could not save {0}: the disk is full. Free up space, or choose another location.", place);
    case "gone":
      return vscode.l10n.t("Could not save {0}: the folder no longer exists. Choose another location.", place);
    case "folder":
      return vscode.l10n.t("Could not save {0}: a folder with this name exists. Choose another name.", place);
    case "forbidden":
      return vscode.l10n.t(
        "Could not save {0}: the location is read-only, or the file is open in another program. Close the file there, or choose another location.",
        place,
      );
    case "busy":
      return vscode.l10n.t(
        "Could not save {0}: the file is open in another program. Close the file there, or choose another name.",
        place,
      );
    case "name":
      return vscode.l10n.t("Could not save {0}: the name is too long. Choose a shorter name.", place);
    default:
      return vscode.l10n.t("Could not save {0}: {1}. Choose another location.", place, message.replace(/[.\s]+$/, ""));
  }
}
