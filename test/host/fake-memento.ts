import type * as vscode from "vscode";

/** A memento that serializes values to JSON, and forgets those that are undefined, as VS Code does. */
export class FakeMemento implements vscode.Memento {
  readonly values: Map<string, unknown>;
  constructor(values: object = {}) {
    this.values = new Map(Object.entries(JSON.parse(JSON.stringify(values)) as object));
  }
  keys = () => [...this.values.keys()];
  get = (key: string) => this.values.get(key);
  update = (key: string, value: unknown) => {
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, JSON.parse(JSON.stringify(value)));
    return Promise.resolve();
  };
}
