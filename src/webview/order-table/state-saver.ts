import { maxStateLength, type SavedTable } from "../../messages/panel-messages";

/** The extension gets the state at most this often: each save is written to disk. */
const saveIntervalMs = 100;

/** Where the page's state is saved. */
export interface StateSinks {
  /** VS Code's webview state, which is written to disk with a delay of up to a minute. */
  page(state: SavedTable): void;
  /** The extension, which writes it at once. */
  extension(state: SavedTable): void;
}

/** Saves each state of the page with an increasing revision, throttled towards the extension. */
export class StateSaver {
  private latest: SavedTable | undefined;
  private isScheduled = false;

  /** `revision` is that of the last saved state. */
  constructor(
    private revision: number,
    private readonly sinks: StateSinks,
  ) {}

  save(state: Omit<SavedTable, "revision">): void {
    this.latest = { ...(state as SavedTable), revision: ++this.revision };
    this.sinks.page(this.latest);
    if (this.isScheduled) return;
    this.isScheduled = true;
    setTimeout(() => this.sendToExtension(), saveIntervalMs);
  }

  /** A state too long for the extension is saved in the webview only. */
  private sendToExtension(): void {
    this.isScheduled = false;
    if (this.latest && JSON.stringify(this.latest).length <= maxStateLength) this.sinks.extension(this.latest);
  }
}
