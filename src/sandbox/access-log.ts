const MOST_ENTRIES = 10_000;

/** What the access log of a web server would show of a request, and a little more; never a parameter's value from a body. */
export interface LogEntry {
  /** Epoch ms on the sandbox clock. */
  readonly at: number;
  readonly method: string;
  /** The path with its query, as sent: whoever puts a secret into a URL finds it here. */
  readonly path: string;
  /** The DMAPI request's name in lower case. */
  readonly request: string;
  /** The names of the parameters in the body and the query. */
  parameters: readonly string[];
  /** The Status-Code answered, if the request was carried out. */
  code?: number;
  /** The kind of fault that happened to it. */
  fault?: string;
}

/** The latest requests, oldest first. */
export class AccessLog {
  private kept: LogEntry[] = [];

  get entries(): readonly LogEntry[] {
    return this.kept;
  }

  add(entry: LogEntry): void {
    this.kept.push(entry);
    if (this.kept.length > MOST_ENTRIES) this.kept.shift();
  }

  clear(): void {
    this.kept = [];
  }
}
