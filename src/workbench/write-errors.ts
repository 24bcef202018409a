import * as vscode from "vscode";
import { UserFacingError } from "./user-facing-error";

/** The name of a file in messages: its path on disk, otherwise the URI. */
export function fileLabel(uri: vscode.Uri): string {
  return uri.scheme === "file" ? uri.fsPath : uri.toString(true);
}

/**
 * Waits for a file operation.
 * @param label the file's name in messages
 * @throws UserFacingError that says what is wrong with the place, and what helps
 */
export async function withWriteErrors<T>(
  label: string,
  work: PromiseLike<T>,
  problems: WriteProblems = problemsByCode,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new UserFacingError(writeErrorMessage(label, error, problems), [], error);
  }
}

type WriteProblem = "full" | "no-folder" | "is-folder" | "forbidden" | "busy" | "name" | "read-only-folder" | "mounted";

/** Problems by error code. */
export type WriteProblems = Readonly<Record<string, WriteProblem>>;

/** Node's codes and those of VS Code's file systems. */
const problemsByCode: WriteProblems = {
  ENOSPC: "full",
  EDQUOT: "full",
  EFBIG: "full",
  ENOENT: "no-folder",
  ENOTDIR: "no-folder",
  FileNotFound: "no-folder",
  FileNotADirectory: "no-folder",
  EISDIR: "is-folder",
  FileIsADirectory: "is-folder",
  EACCES: "forbidden",
  EPERM: "forbidden",
  EROFS: "forbidden",
  NoPermissions: "forbidden",
  EBUSY: "busy",
  ETXTBSY: "busy",
  ENAMETOOLONG: "name",
};

/** The file itself may be writable, but nothing can be created beside it. */
export const folderProblems: WriteProblems = {
  ...problemsByCode,
  EACCES: "read-only-folder",
  EPERM: "read-only-folder",
  EROFS: "read-only-folder",
};

/** Outside Windows, a file in use can be replaced, but not one that is a mount point. */
export const renameProblems: WriteProblems =
  process.platform === "win32" ? problemsByCode : { ...problemsByCode, EBUSY: "mounted", EXDEV: "mounted" };

function writeErrorMessage(label: string, error: unknown, problems: WriteProblems): string {
  const { code = "", message = String(error) } = error as Partial<NodeJS.ErrnoException>;
  switch (problems[code]) {
    case "read-only-folder":
      return vscode.l10n.t(
        "Could not save {0}: the folder is read-only, or you do not have permission to create files in it. Choose another folder.",
        label,
      );
    case "mounted":
      return vscode.l10n.t(
        "Could not save {0}: the file is a mount point and cannot be replaced. Choose another name or folder.",
        label,
      );
    case "full":
      return vscode.l10n.t("Could not save {0}: the disk is full. Free up space, or choose another location.", label);
    case "no-folder":
      return vscode.l10n.t("Could not save {0}: the folder no longer exists. Choose another location.", label);
    case "is-folder":
      return vscode.l10n.t("Could not save {0}: a folder with this name exists. Choose another name.", label);
    case "forbidden":
      return vscode.l10n.t(
        "Could not save {0}: the location is read-only, or the file is open in another program. Close the file there, or choose another location.",
        label,
      );
    case "busy":
      return vscode.l10n.t(
        "Could not save {0}: the file is open in another program. Close the file there, or choose another name.",
        label,
      );
    case "name":
      return vscode.l10n.t("Could not save {0}: the name is too long. Choose a shorter name.", label);
    default:
      return vscode.l10n.t("Could not save {0}: {1}. Choose another location.", label, message.replace(/[.\s]+$/, ""));
  }
}
