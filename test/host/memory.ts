import type * as vscode from "vscode";

/** What is kept, as VS Code keeps it: as JSON. */
export class Memory implements vscode.Memento {
  readonly values = new Map<string, unknown>();
  keys = () => [...this.values.keys()];
  get = (key: string) => this.values.get(key);
  update = (key: string, value: unknown) => {
    this.values.set(key, JSON.parse(JSON.stringify(value ?? null)));
    return Promise.resolve();
  };
}
