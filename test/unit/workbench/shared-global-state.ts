import type { Memento } from "vscode";
import { SequentialMemento } from "../../../src/workbench/sequential-memento";

/**
 * `globalState` of several windows as VS Code has it: each window has a copy of all values, writes all of them, and gets
 * those of the others some time later.
 */
export class SharedGlobalState {
  stored = "{}";
  private readonly windows: WindowState[] = [];
  private checks: (() => void)[] = [];

  /** The values of a new window. */
  open(): WindowState {
    const window = new WindowState(this);
    this.windows.push(window);
    return window;
  }

  /** The values of a new window as the extension uses them. */
  openProtected(): Memento {
    return new SequentialMemento(this.open(), (run) => this.checks.push(run));
  }

  /** Every window gets what was stored last. */
  deliver(): void {
    for (const window of this.windows) window.values = JSON.parse(this.stored) as Record<string, unknown>;
  }

  /** The time comes at which windows check what they wrote; then all of them get what was stored. */
  async settle(): Promise<void> {
    for (const check of this.checks.splice(0)) check();
    await turns();
    this.deliver();
  }
}

class WindowState implements Memento {
  values: Record<string, unknown>;

  constructor(private readonly shared: SharedGlobalState) {
    this.values = JSON.parse(shared.stored) as Record<string, unknown>;
  }

  keys = () => Object.keys(this.values).filter((key) => this.values[key] !== undefined);
  get = (key: string) => this.values[key] as never;

  async update(key: string, value: unknown): Promise<void> {
    this.values[key] = value;
    this.shared.stored = JSON.stringify(this.values);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Lets everything happen that waits for no event of the system. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
