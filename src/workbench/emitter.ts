import type { Disposable, Event } from "vscode";

/** An event that is told to each listener, even where one of them fails; usable without a running VS Code. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => unknown>();

  constructor(private readonly failed: (error: unknown) => void) {}

  readonly event: Event<T> = (listener, self?: unknown, disposables?: Disposable[]) => {
    const call = (value: T): unknown => listener.call(self, value);
    this.#listeners.add(call);
    const disposable = { dispose: () => void this.#listeners.delete(call) };
    disposables?.push(disposable);
    return disposable;
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        this.failed(error);
      }
    }
  }
}
