/** A way out offered as a button beside an error. */
export interface Remedy {
  readonly title: string;
  run(): unknown;
}

/** An error whose message is written for the user, in the user's language; every other error is a defect. */
export class HumanError extends Error {
  override readonly name: string = "HumanError";

  constructor(
    message: string,
    readonly remedies: readonly Remedy[] = [],
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
