import { writeBlock, type Header } from "../reply";
import { CONTENT_KEPT, type Result } from "./results";

/** The body of result-retrieve. Without content (in progress, deleted, or too old) it says the status and nothing else. */
export function resultContent(result: Result, now: number): string {
  const status: Header = ["Completion-Status", result.status];
  if (result.status === "?" || result.deleted === true || now - result.at > CONTENT_KEPT) return writeBlock([status]);
  const oldStyle = /^[a-z]+-[a-z]+-order$/.test(result.type);
  const headers = oldStyle ? oldHeaders(result) : newHeaders(result, status);
  return `${writeBlock(headers)}${result.text ?? result.reason ?? ""}\n`;
}

function newHeaders(result: Result, status: Header): Header[] {
  const headers: Header[] = [
    ["Object-Name", result.object],
    ["Request-Type", result.type],
    ["Proc-ID", `${result.procId}`],
    ["SvTrId", result.trackingId],
    ["ClTrId", result.clTrId],
    status,
  ];
  return result.reason === undefined ? headers : [...headers, ["Error", result.reason]];
}

/** What the oldest request types answer with. */
function oldHeaders(result: Result): Header[] {
  return [
    ["request_type", result.type],
    ["request_object", result.object],
    ["request_state", result.status],
    ["result_msg", result.status === "ack" ? "Order processed" : "Order rejected"],
    ["error_text", result.reason ?? ""],
  ];
}
