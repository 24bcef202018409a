/**
 * A value that is created when it is first needed. Callers that come while it is being created share that attempt; after a
 * failed one, the next caller starts another.
 */
export class Lazy<T> {
  private attempt: Promise<T> | undefined;
  private created: T | undefined;

  constructor(private readonly create: () => Promise<T>) {}

  /** The value; undefined until it has been created. */
  get value(): T | undefined {
    return this.created;
  }

  /** Rejects as `create` does. */
  get(): Promise<T> {
    this.attempt ??= this.create().then(
      (value) => (this.created = value),
      (error: unknown) => {
        this.attempt = undefined;
        throw error;
      },
    );
    return this.attempt;
  }
}
