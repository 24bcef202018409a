import type { Parameters } from "./parameters";
import type { Reply } from "./reply";
import type { Session } from "./sessions";
import type { World } from "./world";

/** A request before it is known who sent it. */
export interface Arrival {
  readonly parameters: Parameters;
  readonly world: World;
  /** When it arrived, on the sandbox clock. */
  readonly at: number;
  /** The SvTrId of this request. */
  readonly trackingId: string;
}

/** A request of a live session. */
export interface Call extends Arrival {
  readonly session: Session;
}

export type Handler = (call: Call) => Reply | Promise<Reply>;
