import { fieldOf } from "../data/fields";
import type { Sighting } from "../data/sighting";
import type { Fields } from "../dmapi/model";
import type { Listed } from "./source";

/** What is known of a transfer at a moment. */
export interface Known {
  readonly domain: string;
  /** The last reply of action=show; undefined before the first. */
  readonly fields: Fields | undefined;
  readonly history: readonly Sighting[];
  /** True once the list does not hold it any more. */
  readonly gone: boolean;
  /** From the list, which may be newer than the reply. */
  readonly listed: Exclude<Listed, "gone"> | undefined;
}

/** The state as last told; empty when none was. */
export function stateOf({ fields, listed, history }: Known): string {
  return listed?.state ?? fieldOf(fields, "status") ?? fieldOf(fields, "state") ?? history.at(-1)?.state ?? "";
}

export function ownerOf({ fields, listed }: Known): string {
  return fieldOf(fields, "owner_email") ?? listed?.ownerEmail ?? "";
}

export function adminOf({ fields, listed }: Known): string {
  return fieldOf(fields, "admin_email") ?? listed?.adminEmail ?? "";
}

export function transferIdOf({ fields }: Known): string {
  return fieldOf(fields, "transfer-id") ?? "";
}

/** Since when (epoch ms) it has been in its state at least. */
export function sinceOf(known: Known): number | undefined {
  const state = stateOf(known);
  return known.history.findLast((sighting) => sighting.state === state)?.at;
}

/** The reply as it was sent. */
export function replyOf({ fields = [] }: Known): string {
  return fields.map(([name, value]) => `${name}: ${value}`).join("\n");
}
