const maxEntries = 10_000;

/** An entry like in a web server's access log, plus DMAPI details; never a parameter's value from a body. */
export interface LogEntry {
  /** Epoch ms on the sandbox clock. */
  readonly at: number;
  readonly method: string;
  /** The path with its query, as sent, so that tests can detect secrets in URLs. */
  readonly path: string;
  /** The DMAPI request's name in lower case. */
  readonly request: string;
  /** The names of the parameters in the body and the query. */
  parameters: readonly string[];
  /** The Status-Code of the reply, if the request was processed. */
  code?: number;
  /** The kind of fault injected into it. */
  fault?: string;
}

/** The latest requests, oldest first. */
export class AccessLog {
  private stored: LogEntry[] = [];

  get entries(): readonly LogEntry[] {
    return this.stored;
  }

  add(entry: LogEntry): void {
    this.stored.push(entry);
    if (this.stored.length > maxEntries) this.stored.shift();
  }

  clear(): void {
    this.stored = [];
  }
}
