/** After how long VS Code must have asked for the rows, ms; each time it has not, it gets twice as long. */
const firstWaitMs = 500;
const maxRepeats = 5;

/** What is told that all rows of a view have changed. */
export interface RefreshedView {
  readonly isVisible: () => boolean;
  readonly announceChange: () => void;
}

/**
 * Announces that all rows of a view have changed, again if VS Code does not ask for them: it answers an announcement that
 * reaches it together with rows it has asked for before with those rows, so that the new ones would not be seen.
 */
export class TreeRefreshRetry {
  private timer: NodeJS.Timeout | undefined;
  private repeats = 0;
  private isPending = false;

  constructor(private readonly view: RefreshedView) {}

  /** All rows have changed. */
  request(): void {
    this.isPending = true;
    this.repeats = 0;
    this.announce();
  }

  /** VS Code has asked for the rows. */
  handleRequestForRows(): void {
    this.isPending = false;
    clearTimeout(this.timer);
  }

  /** VS Code asks for the rows of a hidden view when it is shown. */
  handleVisible(): void {
    if (this.isPending) this.expectRequest();
  }

  dispose(): void {
    this.handleRequestForRows();
  }

  private announce(): void {
    this.expectRequest();
    this.view.announceChange();
  }

  private expectRequest(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.repeat(), firstWaitMs * 2 ** this.repeats);
  }

  private repeat(): void {
    if (!this.view.isVisible() || this.repeats === maxRepeats) return;
    this.repeats++;
    this.announce();
  }
}
