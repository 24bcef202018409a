interface Event {
  readonly at: number;
  readonly run: (at: number) => void;
}

/** What is due later on the sandbox clock. Events run in the order of their time and may plan further ones. */
export class Schedule {
  private readonly events = new Set<Event>();

  /** Plans `run` for the moment `at` and returns a function that calls it off. */
  plan(at: number, run: (at: number) => void): () => void {
    const event = { at, run };
    this.events.add(event);
    return () => void this.events.delete(event);
  }

  /** Runs everything due up to and including `now`; each event is told the time it was planned for. */
  runUntil(now: number): void {
    for (let event = this.next(); event && event.at <= now; event = this.next()) {
      this.events.delete(event);
      event.run(event.at);
    }
  }

  private next(): Event | undefined {
    let first: Event | undefined;
    for (const event of this.events) if (!first || event.at < first.at) first = event;
    return first;
  }
}
