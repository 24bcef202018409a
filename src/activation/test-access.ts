import * as vscode from "vscode";
import type { ActivationParts, Services } from "../services";
import type { Lazy } from "../workbench/lazy";

/** Where tests that run inside VS Code find the inside of the extension; empty outside of tests. */
const slot = Symbol.for("joker-dmapi.test");

/** What tests reach. */
export interface TestAccess extends Pick<ActivationParts, "context" | "log" | "clock" | "windows"> {
  readonly services: Lazy<Services>;
}

/** Gives tests the inside of the extension. Other extensions, and users, get nothing of it. */
export function offerTestAccess(access: TestAccess): void {
  if (access.context.extensionMode === vscode.ExtensionMode.Test) Reflect.set(globalThis, slot, access);
}
