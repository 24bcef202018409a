import { Disposable, type Event } from "vscode";

/** Fires when any of these does. */
export function combineEvents(...events: readonly Event<unknown>[]): Event<void> {
  return (listener, self?: unknown, disposables?: Disposable[]) => {
    const all = Disposable.from(...events.map((event) => event(() => void listener.call(self))));
    disposables?.push(all);
    return all;
  };
}
