import type { Event } from "vscode";
import type { Sighting } from "../data/sighting";
import type { Fields } from "../dmapi/model";
import type { TransferAction } from "../messages/transfer";

/** What the list of pending transfers tells of one; `gone` when it is not on it any more. */
export type Listed =
  | "gone"
  | {
      readonly state: string;
      readonly ownerEmail: string;
      readonly adminEmail: string;
    };

/** Where a page gets its transfer from, and where its buttons lead. */
export interface TransferSource {
  readonly account: { readonly id: string; readonly name: string };
  readonly domain: string;
  /** Something that `listed` or `obstacleTo` tells may have changed. */
  readonly onDidChange: Event<unknown>;
  /** The reply of action=show. Throws what `describe` can explain. */
  load(): Promise<Fields>;
  /** Undefined while the list is not known. */
  listed(): Listed | undefined;
  /** The states it was seen in, the first one first. */
  history(): readonly Sighting[];
  /** Why the account may not do this, in a sentence; undefined where nothing is known to stand in the way. */
  obstacleTo(action: TransferAction): string | undefined;
  /** Does it, and tells the user what became of it. */
  act(action: TransferAction): Promise<void>;
  /** A sentence for the user about an error of `load`, and whether it says that there is no such transfer. */
  describe(error: unknown): { readonly text: string; readonly isGone: boolean };
}
