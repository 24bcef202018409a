/** A button in a message. */
export interface MessageAction {
  readonly title: string;
  run(): unknown;
}

/** An error whose message is written for the user, in the user's language; every other error is a defect. */
export class UserFacingError extends Error {
  override readonly name: string = "UserFacingError";

  constructor(
    message: string,
    readonly actions: readonly MessageAction[] = [],
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
