import type { Transfer } from "../../../src/dmapi/model";
import type { Answer } from "../../../src/agents/answer";
import { renderAnswer } from "../../../src/agents/answer";

/** Noon on a Sunday, when all answers of these tests are given. */
export const now = Date.UTC(2026, 10, 29, 12);

/** The text of an answer without a heading. */
export function textOf(answer: Answer): string {
  return renderAnswer([], answer, { redact: (text) => text });
}

export function createTransfer(domain: string, state: string, more: Partial<Transfer> = {}): Transfer {
  const emails = { ownerEmail: `owner@${domain}`, adminEmail: `admin@${domain}` };
  return { domain, state, ...emails, fields: new Map(), ...more };
}
