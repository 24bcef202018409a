import type { Disposable, Event } from "vscode";

/** An event emitter that calls every listener even if one throws, and works without a running VS Code. */
export class Emitter<T> {
  private readonly listeners = new Set<(value: T) => unknown>();

  constructor(private readonly onError: (error: unknown) => void) {}

  readonly event: Event<T> = (listener, self?: unknown, disposables?: Disposable[]) => {
    const call = (value: T): unknown => listener.call(self, value);
    this.listeners.add(call);
    const disposable = { dispose: () => void this.listeners.delete(call) };
    disposables?.push(disposable);
    return disposable;
  };

  fire(value: T): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(value);
      } catch (error) {
        this.onError(error);
      }
    }
  }
}
