import * as vscode from "vscode";

/** Registers an in-memory file system with one folder for a suite; returns its files, cleared before each test. */
export function useMemoryFileSystem(
  scheme: string,
  options: { readonly isReadonly?: boolean } = {},
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const stat = (uri: vscode.Uri): vscode.FileStat => {
    if (uri.path === "/") return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const bytes = files.get(uri.path);
    if (!bytes) throw vscode.FileSystemError.FileNotFound(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length };
  };
  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => new vscode.Disposable(() => undefined),
    stat,
    readDirectory: () => [],
    createDirectory: () => undefined,
    readFile: (uri) => files.get(uri.path) ?? new Uint8Array(),
    writeFile: (uri, bytes) => void files.set(uri.path, bytes),
    delete: (uri) => void files.delete(uri.path),
    rename: () => undefined,
  };
  let registered: vscode.Disposable | undefined;
  before(() => {
    registered = vscode.workspace.registerFileSystemProvider(scheme, provider, options);
  });
  after(() => void registered?.dispose());
  beforeEach(() => files.clear());
  return files;
}
