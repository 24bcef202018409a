import type * as z from "zod/mini";
import { describeError } from "../accounts/error-messages";
import { DmapiError } from "../dmapi/errors";
import { formatUtcTime, InputError, type AgentAccount, type AgentContext, type AgentTool } from "./agent-tool";
import { dataNotice, line, ownWords, renderAnswer, renderLine, type Answer, type Line } from "./answer";
import { balanceTool } from "./balance-tool";
import { commandTitle } from "./command-titles";
import { ordersTool } from "./orders-tool";
import { transfersTool } from "./transfers-tool";
import { resultTool } from "./result-tool";
import { resultsTool } from "./results-tool";
import { toolNames, type ToolName } from "./tool-names";
import { explainTransferState, transferStateSchema } from "./transfer-state-tool";

const accountTools = {
  [toolNames.transfers]: transfersTool,
  [toolNames.orders]: ordersTool,
  [toolNames.results]: resultsTool,
  [toolNames.result]: resultTool,
  [toolNames.balance]: balanceTool,
} as const;

/** The schemas of the inputs by tool. */
export const inputSchemas: Readonly<Record<ToolName, z.ZodMiniType>> = {
  ...(Object.fromEntries(Object.entries(accountTools).map(([name, { inputSchema }]) => [name, inputSchema])) as Record<
    keyof typeof accountTools,
    z.ZodMiniType
  >),
  [toolNames.transferState]: transferStateSchema,
};

/** A tool failed; the message is for the model: what happened, what to do, with text of the server as quoted data. */
export class ToolError extends Error {
  override readonly name = "ToolError";
}

/**
 * The answer of a tool as text.
 * @throws ToolError; the error of `signal` once it is aborted
 */
export async function runTool(
  name: ToolName,
  context: AgentContext,
  input: unknown,
  signal: AbortSignal,
): Promise<string> {
  try {
    signal.throwIfAborted();
    return await answerTool(name, context, input, signal);
  } catch (error) {
    signal.throwIfAborted();
    const lines = describeFailure(error).map((each) => renderLine(each, context.redact));
    throw new ToolError(lines.join("\n"));
  }
}

async function answerTool(name: ToolName, context: AgentContext, input: unknown, signal: AbortSignal): Promise<string> {
  if (name === toolNames.transferState) {
    const answer = explainTransferState(parseInput(transferStateSchema, input));
    return renderAnswer([line`${ownWords(dataNotice)}`], answer, context);
  }
  const account = context.requireAccount();
  const answer = await answerAccountTool(accountTools[name] as AgentTool<unknown>, context, account, input, signal);
  return renderAnswer(createHeading(account, context.now()), answer, context);
}

function answerAccountTool<Input>(
  tool: AgentTool<Input>,
  context: AgentContext,
  account: AgentAccount,
  input: unknown,
  signal: AbortSignal,
): Promise<Answer> {
  return tool.answer(context, account, parseInput(tool.inputSchema, input), signal);
}

function createHeading({ name }: AgentAccount, now: number): Line[] {
  return [line`Joker.com account ${name}, ${ownWords(formatUtcTime(now))}.`, ownWords(dataNotice)];
}

function parseInput<Input>(schema: z.ZodMiniType<Input>, input: unknown): Input {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  const problems = error.issues.map(({ path, message }) => `${path.join(".") || "input"}: ${message}`);
  throw new InputError(problems.join("; "));
}

function describeFailure(error: unknown): Line[] {
  const problem = findInputProblem(error);
  if (problem !== undefined) return [line`The input is not valid: ${problem}. Correct it and call the tool again.`];
  const { message, reason } = describeError(error);
  const retry = ["network", "timeout", "http", "malformed"].includes(reason)
    ? line`Calling again later may help.`
    : line`Do not call again before the user has resolved this.`;
  return [
    line`The tool has no answer. ${ownWords(dataNotice)}`,
    line`What happened: ${message}`,
    line`${retry} The user can run ${commandTitle("joker.signIn")}, ${commandTitle("joker.switchAccount")} or ${commandTitle("joker.showLog")}.`, // prettier-ignore
  ];
}

/** What is wrong with an input, as a tool or the request it was meant for says; undefined for other failures. */
function findInputProblem(error: unknown): string | undefined {
  if (error instanceof InputError) return error.message;
  return error instanceof DmapiError && error.reason === "invalid" ? error.detail : undefined;
}
