import * as vscode from "vscode";

/** A keyring may ask the user to unlock it; without an answer, or with the prompt hidden, it never replies. */
const readTimeoutMs = 10_000;
const writeTimeoutMs = 30_000;
/** While an earlier call is still unanswered. */
const retryTimeoutMs = 2_000;

/** The keyring did not answer in time. */
export class KeyringTimeoutError extends Error {
  constructor() {
    super("the keyring did not answer");
  }
}

type Secrets = Pick<vscode.SecretStorage, "get" | "store" | "delete" | "onDidChange">;

export interface SecretTimeouts {
  readonly readTimeoutMs: number;
  readonly writeTimeoutMs: number;
  readonly retryTimeoutMs: number;
}

/** SecretStorage whose calls reject with `KeyringTimeoutError` when the keyring does not answer in time. */
export class TimedSecrets implements Secrets, vscode.Disposable {
  private readonly recovered = new vscode.EventEmitter<void>();
  /** Fires when the keyring answers a call that was given up. */
  readonly onDidRecover = this.recovered.event;
  readonly onDidChange: Secrets["onDidChange"];
  /** The number of calls that were given up and are still unanswered. */
  private hungCount = 0;
  /** Counts the writes of a key, so that a late one does not undo a later one. */
  private readonly writeCounts = new Map<string, number>();

  constructor(
    private readonly secrets: Secrets,
    private readonly timeouts: SecretTimeouts = { readTimeoutMs, writeTimeoutMs, retryTimeoutMs },
  ) {
    this.onDidChange = secrets.onDidChange;
  }

  get(key: string): Promise<string | undefined> {
    return this.limit(this.secrets.get(key), this.timeouts.readTimeoutMs);
  }

  /** A value that is stored after the call was given up is deleted again: the caller has told the user that it was not. */
  store(key: string, value: string): Promise<void> {
    const writeCount = this.countWrite(key);
    return this.limit(this.secrets.store(key, value), this.timeouts.writeTimeoutMs, () => {
      if (this.writeCounts.get(key) === writeCount) this.secrets.delete(key).then(undefined, () => undefined);
    });
  }

  delete(key: string): Promise<void> {
    this.countWrite(key);
    return this.limit(this.secrets.delete(key), this.timeouts.writeTimeoutMs);
  }

  dispose(): void {
    this.recovered.dispose();
  }

  private countWrite(key: string): number {
    const writeCount = (this.writeCounts.get(key) ?? 0) + 1;
    this.writeCounts.set(key, writeCount);
    return writeCount;
  }

  private limit<T>(call: Thenable<T>, timeoutMs: number, onLateSuccess?: () => void): Promise<T> {
    return new Promise((resolve, reject) => {
      let isLate = false;
      const giveUp = () => {
        isLate = true;
        this.hungCount += 1;
        reject(new KeyringTimeoutError());
      };
      const timer = setTimeout(giveUp, this.hungCount > 0 ? this.timeouts.retryTimeoutMs : timeoutMs);
      const end = () => {
        clearTimeout(timer);
        if (!isLate) return;
        this.hungCount -= 1;
        this.recovered.fire();
      };
      const onSuccess = (value: T) => {
        if (isLate) onLateSuccess?.();
        end();
        resolve(value);
      };
      const onFailure = (error: unknown) => {
        end();
        reject(error instanceof Error ? error : new Error(String(error)));
      };
      call.then(onSuccess, onFailure);
    });
  }
}
