import type { QuirkSet } from "../quirks";
import { formatBlock, type Header } from "../reply";
import { formatStatus } from "./result-format";
import { contentRetentionMs, type Result } from "./result-store";

/** The body of result-retrieve. Without content (in progress, deleted, or too old) it has only the status. */
export function formatResultContent(result: Result, now: number, quirks: QuirkSet): string {
  const status: Header = ["Completion-Status", formatStatus(result, quirks)];
  if (result.status === "?" || result.isDeleted === true || now - result.at > contentRetentionMs)
    return formatBlock([status]);
  const isOldStyle = /^[a-z]+-[a-z]+-order$/.test(result.type);
  const headers = isOldStyle ? createOldStyleHeaders(result) : createHeaders(result, status);
  const owner = quirks.has("latin1") && result.type === "domain-owner-change" ? "\n\nNew owner: Jörg Müßig" : "";
  return `${formatBlock(headers)}${result.text ?? result.reason ?? ""}${owner}\n`;
}

function createHeaders(result: Result, status: Header): Header[] {
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

/** The headers of the oldest request types. */
function createOldStyleHeaders(result: Result): Header[] {
  return [
    ["request_type", result.type],
    ["request_object", result.object],
    ["request_state", result.status],
    ["result_msg", result.status === "ack" ? "Order processed" : "Order rejected"],
    ["error_text", result.reason ?? ""],
  ];
}
