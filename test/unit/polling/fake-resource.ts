import type { Pollable } from "../../../src/polling/poller";
import { Emitter } from "../../../src/ipc/emitter";
import type { FakeClock } from "./fake-clock";

/** A resource that counts its loads, which fail or take long when a test says so. */
export class FakeResource implements Pollable {
  private readonly changed = new Emitter<unknown>((error) => {
    throw error;
  });
  private loading = Promise.resolve();
  listenerCount = 0;
  state: Pollable["state"] = { kind: "idle" };
  /** When each load began, epoch ms. */
  readonly loads: number[] = [];
  failure: { readonly reason: string; readonly retryAfterMs?: number } | undefined;

  constructor(private readonly clock: FakeClock) {}

  readonly onDidChange: Pollable["onDidChange"] = (listener) => {
    this.listenerCount += 1;
    const subscription = this.changed.event(listener);
    return {
      dispose: () => {
        this.listenerCount -= 1;
        subscription.dispose();
      },
    };
  };

  /** Lets the next load take until the returned function is called. */
  holdLoad(): () => void {
    let release = (): void => undefined;
    this.loading = new Promise((resolve) => (release = resolve));
    return release;
  }

  async refresh(): Promise<void> {
    this.loads.push(this.clock.now);
    const at = this.state.at === undefined ? {} : { at: this.state.at };
    this.become({ kind: "loading", ...at });
    const { loading } = this;
    this.loading = Promise.resolve();
    await loading;
    this.become(
      this.failure ? { kind: "failed", failure: this.failure, ...at } : { kind: "ready", at: this.clock.now },
    );
  }

  private become(state: Pollable["state"]): void {
    this.state = state;
    this.changed.fire(state);
  }
}
