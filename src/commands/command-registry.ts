import type * as vscode from "vscode";
import type { CommandId } from "./command-groups";

/** A command; it gets what VS Code passes, such as the row it was called on. */
export type CommandHandler = (...args: unknown[]) => unknown;

/** Handlers by the ids of their commands. */
export type CommandHandlers = Readonly<Partial<Record<CommandId, CommandHandler>>>;

/** Restores a page in the panel that VS Code kept; `state` is what the page stored last. */
export type RestorePanel = (panel: vscode.WebviewPanel, state: unknown) => Promise<void>;

/** What the groups of commands loaded so far can do. */
export class CommandRegistry {
  private readonly handlers = new Map<string, CommandHandler>();
  private readonly panelRestorers = new Map<string, RestorePanel>();

  addHandlers(handlers: CommandHandlers): void {
    for (const [id, handler] of Object.entries(handlers)) this.handlers.set(id, handler);
  }

  addPanelRestorer(viewType: string, restore: RestorePanel): void {
    this.panelRestorers.set(viewType, restore);
  }

  /** @throws Error for a command that its group does not handle */
  handler(id: string): CommandHandler {
    return find(this.handlers, id);
  }

  /** @throws Error for a view type that its group does not restore */
  panelRestorer(viewType: string): RestorePanel {
    return find(this.panelRestorers, viewType);
  }
}

function find<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  if (value === undefined) throw new Error(`${name} is listed in command-groups.ts, but its group does not handle it`);
  return value;
}
