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

type WriteProblem = "full" | "gone" | "folder" | "forbidden" | "busy" | "name" | "read-only-folder" | "mounted";

/** Problems by error code. */
export type WriteProblems = Readonly<Record<string, WriteProblem>>;

/** Node's codes and those of VS Code's file systems. */
const problemsByCode: WriteProblems = {
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
        "Could not save {0}: no file can be created in this folder, because it is read-only. Choose another folder.",
        label,
      );
    case "mounted":
      return vscode.l10n.t(
        "Could not save {0}: the file is mounted by itself (a bind mount) and cannot be replaced. Choose another name or folder.",
        label,
      );
    case "full":
      return vscode.l10n.t("Could not save {0}: the disk is full. Free up space, or choose another location.", label);
    case "gone":
      return vscode.l10n.t("Could not save {0}: the folder no longer exists. Choose another location.", label);
    case "folder":
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
