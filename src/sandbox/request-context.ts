import type { RequestParameters } from "./request-parameters";
import type { Reply } from "./reply";
import type { Session } from "./session-store";
import type { SandboxState } from "./sandbox-state";

/** A request that is not yet authenticated. */
export interface RequestContext {
  readonly parameters: RequestParameters;
  readonly sandbox: SandboxState;
  /** When it was received, on the sandbox clock (epoch ms). */
  readonly at: number;
  /** The SvTrId of this request. */
  readonly trackingId: string;
}

/** A request with a valid session. */
export interface SessionRequestContext extends RequestContext {
  readonly session: Session;
}

export type RequestHandler = (context: SessionRequestContext) => Reply | Promise<Reply>;
