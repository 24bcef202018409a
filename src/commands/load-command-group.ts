import type * as vscode from "vscode";
import type { ReadOnlyDocuments } from "../workbench/read-only-documents";
import type { AllViewOptions } from "../state/view-options";
import type { CommandContext } from "./command-context";
import type { CommandGroup } from "./command-groups";
import type { OrderTableStores } from "./orders/order-table-stores";

/** What the groups of commands share besides the context of a command. */
export interface GroupContext {
  readonly context: CommandContext;
  readonly documents: ReadOnlyDocuments;
  readonly viewOptions: AllViewOptions;
  readonly orderTableStores: OrderTableStores;
}

/** Loads the code of a group and registers its handlers; its parts live until the result is disposed of. */
export async function loadCommandGroup(
  group: CommandGroup,
  shared: GroupContext,
): Promise<vscode.Disposable | undefined> {
  const { context, documents, viewOptions, orderTableStores } = shared;
  switch (group) {
    case "accounts":
      return (await import("./accounts/account-commands")).registerAccountCommands(context, documents);
    case "transfers":
      return (await import("./transfers/transfer-commands")).registerTransferCommands(context, documents);
    case "orders":
      return (await import("./orders/order-commands")).registerOrderCommands(context, orderTableStores);
    case "results":
      return (await import("./results/result-commands")).registerResultCommands(context, documents);
    case "views":
      (await import("./views/view-commands")).registerViewCommands(context, viewOptions);
      return undefined;
    case "diagnostics":
      return (await import("./diagnostics/diagnostics-commands")).registerDiagnosticsCommands(context);
    case "sandbox":
      return (await import("./sandbox/sandbox-commands")).registerSandboxCommands(context);
    case "links":
      (await import("./deep-links/deep-link-commands")).registerDeepLinks(context);
      return undefined;
  }
}
