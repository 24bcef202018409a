/**
 * What brings a group of commands to work: its commands, the pages VS Code restores, and documents that are still open
 * after a restart. Every command of the extension is listed here. The activation registers them all; the code of a group is
 * loaded when one of its commands is first called (`load-command-group.ts`).
 */
export const commandGroups = {
  accounts: {
    commands: [
      "joker.signIn",
      "joker.signOut",
      "joker.switchAccount",
      "joker.account.refresh",
      "joker.account.editKey",
      "joker.account.rename",
      "joker.account.remove",
      "joker.account.removeAll",
      "joker.account.retryKeyring",
      "joker.account.readOnly",
      "joker.account.showProfile",
      "joker.account.showTlds",
      "joker.showLog",
    ],
  },
  transfers: {
    commands: ["joker.transfers.refresh", "joker.transfer.show", "joker.transfer.resendFoa", "joker.transfer.cancel"],
    panels: ["joker.transfer"],
  },
  orders: {
    commands: [
      "joker.orders.refresh",
      "joker.orders.openTable",
      "joker.orders.newTable",
      "joker.orders.openQuery",
      "joker.orders.exportCsv",
      "joker.orders.exportWorkbook",
      "joker.account.exportStatement",
      "joker.table.copyTsv",
      "joker.table.copyCsv",
      "joker.table.copyJson",
      "joker.table.copyMarkdown",
      "joker.table.filterByValue",
      "joker.table.openResult",
      "joker.table.showTransfer",
      "joker.table.export",
      "joker.table.refresh",
    ],
    panels: ["joker.orderTable"],
  },
  results: {
    commands: [
      "joker.results.refresh",
      "joker.result.open",
      "joker.result.delete",
      "joker.results.deleteFinished",
      "joker.results.deleteOlder",
      "joker.results.exportCsv",
      "joker.results.exportWorkbook",
      "joker.result.wait",
      "joker.result.waiting",
      "joker.result.refresh",
      "joker.result.revealAuthId",
      "joker.result.copyAuthId",
    ],
  },
  views: {
    commands: [
      "joker.transfers.filter",
      "joker.transfers.clearFilter",
      "joker.transfers.arrange",
      "joker.orders.filter",
      "joker.orders.clearFilter",
      "joker.orders.arrange",
      "joker.orders.loadMore",
      "joker.results.filter",
      "joker.results.query",
      "joker.results.clearFilter",
      "joker.results.showDeleted",
      "joker.results.hideDeleted",
      "joker.results.loadMore",
      "joker.openWalkthrough",
      "joker.showMore",
      "joker.copyValue",
      "joker.transfer.copyDomain",
      "joker.transfer.copyOwnerEmail",
      "joker.transfer.copyLink",
      "joker.order.copyIdentifier",
      "joker.order.copyId",
      "joker.order.copyProcId",
      "joker.order.copyLink",
      "joker.result.copyObject",
      "joker.result.copyProcId",
      "joker.result.copyTrackingId",
      "joker.result.copyLink",
      "joker.dismissFailure",
    ],
  },
  diagnostics: { commands: ["joker.diagnose", "joker.diagnose.copyReport"] },
  sandbox: { commands: ["joker.sandbox.start", "joker.sandbox.stop"] },
  links: { commands: ["joker.followLink"] },
} as const satisfies Record<string, { readonly commands: readonly string[]; readonly panels?: readonly string[] }>;

/** The name of a group of commands. */
export type CommandGroup = keyof typeof commandGroups;

/** The id of a command of this extension. */
export type CommandId = (typeof commandGroups)[CommandGroup]["commands"][number];

/** All groups with their commands and the view types of their pages. */
export function listCommandGroups(): readonly CommandGroupEntry[] {
  const entries = Object.entries(commandGroups) as [CommandGroup, Omit<CommandGroupEntry, "name">][];
  return entries.map(([name, entry]) => ({ panels: [], ...entry, name }));
}

/** A group of the table. */
export interface CommandGroupEntry {
  readonly name: CommandGroup;
  readonly commands: readonly CommandId[];
  readonly panels?: readonly string[];
}
