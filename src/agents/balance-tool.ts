import * as z from "zod/mini";
import { queryBalance } from "../dmapi/account";
import { formatDay } from "../dmapi/days";
import type { Balance } from "../dmapi/model";
import { listTransfers } from "../dmapi/transfers";
import { computeForecast } from "../state/balance-forecast";
import { loadPendingOrders } from "../state/forecast-orders";
import type { AgentAccount, AgentContext, AgentTool } from "./agent-tool";
import { line, ownWords, type Answer, type Line } from "./answer";
import { describeForecast } from "./forecast-answer";
import { toolNames } from "./tool-names";

const inputSchema = z.strictObject({ forecast: z.optional(z.boolean()) });

/** Reads the balance, with a forecast if asked for. */
export const balanceTool: AgentTool<z.infer<typeof inputSchema>> = {
  inputSchema,
  async answer(context, account, { forecast = false }, signal) {
    const balance = await queryBalance(account.call, signal);
    return describeBalance(balance, forecast ? await forecastBalance(balance, context, account, signal) : []);
  },
};

async function forecastBalance(
  balance: Balance,
  { now, loadRenewals, lowThreshold }: AgentContext,
  account: AgentAccount,
  signal: AbortSignal,
): Promise<Line[]> {
  const { call } = account;
  const [pendingOrders, transfers, renewals] = await Promise.all([
    loadPendingOrders(call, now(), signal),
    listTransfers(call, signal),
    loadRenewals(account, signal),
  ]);
  const threshold = lowThreshold();
  const loaded = { balance, pendingOrders, transfers, renewals };
  return describeForecast(computeForecast({ ...loaded, today: formatDay(now()), lowThreshold: threshold }), threshold);
}

/** Describes a balance. @param forecast lines about the next days */
function describeBalance({ available, pending, total, currency }: Balance, forecast: readonly Line[]): Answer {
  return {
    summary: [
      line`Available: ${available} ${currency}. New orders are paid from it.`,
      line`Reserved for pending operations: ${pending} ${currency}, already deducted from the available amount.`,
      line`Total: ${total} ${currency}.`,
      ...forecast,
    ],
    nextSteps: [
      ...(forecast.length > 0 ? [] : [line`For what will be left in 30 days, call this tool with forecast true.`]),
      line`For what was charged, call ${ownWords(toolNames.orders)}; for its top-ups, with type credit-increase.`,
      line`An account is topped up at Joker.com; this extension cannot do it.`,
    ],
  };
}
