/** The names of the tools, which are public: chat instructions of users contain them. */
export const toolNames = {
  transfers: "joker-dmapi_transfers",
  orders: "joker-dmapi_orders",
  results: "joker-dmapi_results",
  result: "joker-dmapi_result",
  balance: "joker-dmapi_balance",
  transferState: "joker-dmapi_transfer_state",
} as const;

export type ToolName = (typeof toolNames)[keyof typeof toolNames];
