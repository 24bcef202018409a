interface ScheduledEvent {
  readonly at: number;
  readonly run: (at: number) => void;
}

/** Future events on the sandbox clock. Events run in order of time and may plan further ones. */
export class EventSchedule {
  private readonly events = new Set<ScheduledEvent>();

  /** Plans `run` for the time `at` and returns a function that cancels it. */
  plan(at: number, run: (at: number) => void): () => void {
    const event = { at, run };
    this.events.add(event);
    return () => void this.events.delete(event);
  }

  /** Runs everything due up to and including `now`; each event gets the time it was planned for. */
  runUntil(now: number): void {
    for (let event = this.findNext(); event && event.at <= now; event = this.findNext()) {
      this.events.delete(event);
      event.run(event.at);
    }
  }

  private findNext(): ScheduledEvent | undefined {
    let first: ScheduledEvent | undefined;
    for (const event of this.events) if (!first || event.at < first.at) first = event;
    return first;
  }
}
