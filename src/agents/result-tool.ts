import * as z from "zod/mini";
import { findField, type FieldList } from "../dmapi/model";
import { retrieveResult, type ResultContent } from "../dmapi/results";
import { requestTypeName, resultStatusName } from "../state/display-names";
import { parseFailureReason } from "../state/failure-reasons";
import { maskAuthIds } from "../state/mask-auth-ids";
import { InputError, type AgentTool } from "./agent-tool";
import { line, ownWords, type Answer, type Line } from "./answer";
import { commandTitle } from "./command-titles";
import { describeDomain } from "./transfers-tool";
import { toolNames } from "./tool-names";

const inputSchema = z.strictObject({
  procId: z.optional(z.string().check(z.regex(/^\d{1,30}$/))),
  trackingId: z.optional(z.string().check(z.regex(/^[\w.:-]{1,64}$/))),
});

/** Reads one result, always with masked Auth-IDs. */
export const resultTool: AgentTool<z.infer<typeof inputSchema>> = {
  inputSchema,
  async answer(_context, { call }, { procId, trackingId }, signal) {
    if (procId === undefined && trackingId === undefined) throw new InputError("give procId or trackingId");
    const id = { ...(procId !== undefined && { procId }), ...(trackingId !== undefined && { svTrId: trackingId }) };
    return describeResultContent(await retrieveResult(call, id, signal));
  },
};

/** What is masked as if the result had an auth-id, because it does not say what it is of. */
const mostSecretType = "domain-transfer-get-auth-id";

/** Describes the content of a result; everything that may be an auth-id is masked. */
function describeResultContent(unmasked: ResultContent): Answer {
  const { content, secrets } = maskAuthIds(unmasked, mostSecretType);
  const { fields, headers, text } = content;
  const status = (findField(fields, "Completion-Status") ?? findField(fields, "request_state") ?? "").toLowerCase();
  const requestType = findField(fields, "Request-Type") ?? "";
  const object = findField(fields, "Object-Name") ?? findField(fields, "request_object") ?? "";
  const hasFailed = status === "nack";
  const lines = text.split(/\r?\n/).filter((each) => each.trim() !== "");
  return {
    summary: [
      line`Request: ${requestType}${requestTypeName(requestType) === requestType ? line`` : line` (${ownWords(requestTypeName(requestType))})`}; object ${describeDomain(object)}.`, // prettier-ignore
      line`Status: ${status || "unknown"}${describeStatus(status)}.`,
      ...(hasFailed ? [line`Why it failed, as Joker.com says: ${parseFailureReason(content)}`] : []),
      ...(secrets.length > 0
        ? [line`Values that may be Auth-IDs are masked. They are never given to an assistant.`]
        : []),
    ],
    lists: [
      { heading: line`Fields:`, items: describeFields(fields) },
      { heading: line`Text:`, items: lines.map((each) => line`${each}`) },
      { heading: line`Reply headers:`, items: describeFields(headers) },
    ],
    nextSteps: [
      ...(hasFailed ? [line`The user can correct the cause and send the request again; nothing is resent by itself.`] : []), // prettier-ignore
      ...(["?", "pending"].includes(status)
        ? [line`It is still in progress. To be notified, the user can run ${commandTitle("joker.result.wait")}.`]
        : []),
      line`To read the whole result${secrets.length > 0 ? line` or reveal an Auth-ID` : line``}, the user can run ${commandTitle("joker.result.open")}. For others, call ${ownWords(toolNames.results)}.`, // prettier-ignore
    ],
  };
}

function describeStatus(status: string): Line {
  const known = status === "?" ? "pending" : status;
  return ["ack", "nack", "pending"].includes(known) ? line` (${ownWords(resultStatusName(known))})` : line``;
}

/** Name and value are quoted together, so that secrets are recognized by their names. */
function describeFields(fields: FieldList): Line[] {
  return fields.filter(([, value]) => value !== "").map(([name, value]) => line`${`${name}: ${value}`}`);
}
