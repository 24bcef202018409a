import type { Data } from "../data/data";
import type { Resource } from "../data/resource";
import type { Clock } from "../workbench/clock";
import { minute } from "./cadence";

/** States that last an hour or so at most, as far as the seed "Domain transfer control" tells. */
const shortStates = new Set([
  "IN_DB",
  "PAYMENT_PREPARED",
  "PAYMENT_ACQUIRED",
  "FOA_ACK",
  "REGISTRY_REQUEST_SENT",
  "REGISTRY_CANCELATION_PENDING",
  "DOMAIN_WITH_JOKER_PENDING_COMPLETE",
  "PAYMENT_COMMITTED",
]);

/** How long something that does not change is worth hurrying for: a request may be in progress for days. */
const longest = 10 * minute;

/** Whether something that will change soon is in sight. */
export class Hurry {
  #until = -Infinity;
  #wasSeen = false;

  constructor(
    private readonly data: Pick<Data, "transfers" | "results">,
    private readonly isSeen: (resource: Resource<unknown>) => boolean,
    private readonly clock: Clock,
  ) {}

  /** Something changed, or may soon. */
  begin(): void {
    this.#until = this.clock() + longest;
  }

  /** @param now epoch ms */
  isOn(now: number): boolean {
    const isSeen = this.#isSomethingSeen();
    if (isSeen && !this.#wasSeen) this.begin();
    this.#wasSeen = isSeen;
    return isSeen && now < this.#until;
  }

  #isSomethingSeen(): boolean {
    const { transfers, results } = this.data;
    const isMoving = () => transfers.value?.some(({ state }) => shortStates.has(state)) ?? false;
    const isPending = () => results.value?.some(({ status }) => status === "pending") ?? false;
    return (this.isSeen(transfers) && isMoving()) || (this.isSeen(results) && isPending());
  }
}
