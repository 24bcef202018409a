import type * as vscode from "vscode";

/** A memento that serializes values to JSON, as VS Code does. */
export class FakeMemento implements vscode.Memento {
  readonly values = new Map<string, unknown>();
  keys = () => [...this.values.keys()];
  get = (key: string) => this.values.get(key);
  update = (key: string, value: unknown) => {
    this.values.set(key, JSON.parse(JSON.stringify(value ?? null)));
    return Promise.resolve();
  };
}
