import assert from "node:assert/strict";
import "../vscode-stub";
import { maxAnswerCharacters } from "../../../src/agents/answer";
import { ToolError } from "../../../src/agents/run-tool";
import { toolNames, type ToolName } from "../../../src/agents/tool-names";
import { createFakeAccount } from "../../unit/agents/fake-account";
import type { FuzzTarget } from "../fuzz-target";
import { mutateValue } from "../mutate";

const inputs: readonly [Input, ...Input[]] = [
  [toolNames.transfers, { waitingFor: "owner", needsAction: true, domain: "acme", limit: 5, includeEmails: true }],
  [toolNames.transfers, { state: "FOA_NACK" }],
  [toolNames.orders, { period: "this-month", groupBy: "type", sort: "largest", limit: 3 }],
  [toolNames.orders, { after: "2026-10-01", before: "2026-11-30", type: "renew", status: "ok", amounts: "net" }],
  [toolNames.orders, { domain: "alpha.com", tld: "com", includeFree: true, groupBy: "month" }],
  [toolNames.orders, { orderId: "901", procId: "6901", domainPattern: "*.com" }],
  [toolNames.results, { status: "nack", object: "taken.shop", requestType: "domain-register", days: 30, limit: 5 }],
  [toolNames.results, { procId: "5003" }],
  [toolNames.result, { procId: "5003", trackingId: "b".repeat(32) }],
  [toolNames.balance, { forecast: false }],
  [toolNames.transferState, { state: "FOA_BEEN_SENT" }],
];
type Input = readonly [tool: ToolName, input: object];

const readingRequests = new Set(["domain-transfer-control list", "query-order-list ", "result-list ", "result-retrieve ", "query-account-balance "]); // prettier-ignore

/** A tool of any input answers or says what is wrong, within the limit, and only reads. */
export const toolInputs: FuzzTarget = {
  name: "tool-inputs",
  run: async (random) => {
    const [tool, sample] = random.pick(inputs);
    const { ask, requests } = createFakeAccount();
    const text = await ask(tool, mutateValue(sample, random)).catch((error: unknown) => {
      if (error instanceof ToolError) return error.message;
      throw error;
    });
    assert(text.length > 0 && text.length <= maxAnswerCharacters, `${text.length} characters`);
    assert.doesNotMatch(text, /What happened/, "an input within the schema is refused later");
    for (const { request, params, modifies } of requests) {
      assert.equal(modifies, false);
      assert(readingRequests.has(`${request} ${String(params["action"] ?? "")}`), request);
    }
  },
};
