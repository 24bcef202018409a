/** Several choices in a row, such as with the arrow keys in a select, are one query. */
const choiceDelayMs = 300;
/** A text or a date is complete when nothing was typed for so long. */
const typingDelayMs = 900;

/** Submits a form when the user has made a choice, has left a text, or has stopped typing. */
export class AutoSubmit {
  private timer: number | undefined;

  constructor(form: HTMLElement, submit: () => void) {
    const schedule = (delayMs: number) => {
      this.cancel();
      this.timer = window.setTimeout(() => {
        this.timer = undefined;
        submit();
      }, delayMs);
    };
    form.addEventListener("input", ({ target }) => schedule(isTyped(target) ? typingDelayMs : choiceDelayMs));
    form.addEventListener("change", ({ target }) => {
      // Date inputs report each day that is valid on the way, such as one in the year 2.
      const isText = target instanceof HTMLInputElement && target.type === "text";
      if (isText && this.timer !== undefined) schedule(choiceDelayMs);
    });
    form.addEventListener("submit", () => this.cancel());
  }

  /** Cancels a pending submission. */
  cancel(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}

function isTyped(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type !== "checkbox";
}
