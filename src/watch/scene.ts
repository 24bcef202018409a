import type { Memento } from "vscode";
import type { Accounts } from "../account/accounts";
import type { Data } from "../data/data";
import type { Resource } from "../data/resource";
import type { Clock } from "../workbench/clock";
import type { Windows } from "../workbench/windows";

/** What is watched, and who may be told. */
export interface Scene {
  readonly accounts: Accounts;
  readonly data: Data;
  readonly windows: Windows;
  readonly clock: Clock;
  /** Where is remembered what was told today. */
  readonly state: Memento;
  /** True while somebody can see what a resource holds. */
  readonly isSeen: (resource: Resource<unknown>) => boolean;
}
