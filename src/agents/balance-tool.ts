import * as z from "zod/mini";
import { queryBalance } from "../dmapi/account";
import type { Balance } from "../dmapi/model";
import type { AgentTool } from "./agent-tool";
import { line, ownWords, type Answer } from "./answer";
import { toolNames } from "./tool-names";

const inputSchema = z.strictObject({});

/** Reads the balance. */
export const balanceTool: AgentTool<z.infer<typeof inputSchema>> = {
  inputSchema,
  async answer(_context, { call }, _input, signal) {
    return describeBalance(await queryBalance(call, signal));
  },
};

/** Describes a balance. */
export function describeBalance({ available, pending, total, currency }: Balance): Answer {
  return {
    summary: [
      line`Available: ${available} ${currency}. New orders are paid from it.`,
      line`Reserved for pending operations: ${pending} ${currency}, already deducted from the available amount.`,
      line`Total: ${total} ${currency}.`,
    ],
    nextSteps: [
      line`For what was charged, call ${ownWords(toolNames.orders)}; for its top-ups, with type credit-increase.`,
      line`An account is topped up at Joker.com; this extension cannot do it.`,
    ],
  };
}
