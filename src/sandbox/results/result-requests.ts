import type { SessionRequestContext } from "../request-context";
import type { Reply } from "../reply";
import { EppError } from "../epp-error";
import { formatResultContent } from "./result-content";
import { formatResult, parseResultQuery } from "./result-query";
import type { Result } from "./result-store";

/** result-list: one line of seven columns, separated by spaces, per result; newest first. */
export function resultList({ parameters, sandbox, at }: SessionRequestContext): Reply {
  const query = parseResultQuery(parameters, at);
  const found = sandbox.results.listNewestFirst().filter(query.accepts);
  if (query.isCountOnly)
    return { code: 0, headers: [["Row-Count", `${found.length}`]], body: `Records: ${found.length}\n` };
  const page = found.slice(query.offset, query.offset + query.limit);
  return { code: 0, body: page.map((result) => `${formatResult(result)}\n`).join("") };
}

/** result-retrieve: a second block about the result, an empty line, and the answer's text. */
export function resultRetrieve(context: SessionRequestContext): Reply {
  return { code: 0, body: formatResultContent(findResult(context), context.at) };
}

/** result-delete: deletes the content, not the status. */
export function resultDelete(context: SessionRequestContext): Reply {
  const result = findResult(context);
  context.sandbox.results.delete(result);
  return { code: 0, body: `The result of request ${result.procId} (${result.type} ${result.object}) was deleted.\n` };
}

/** SvTrId has precedence over Proc-ID. Error 2003 if both are missing, 2303 if there is no such result. */
function findResult({ parameters, sandbox }: SessionRequestContext): Result {
  const trackingId = parameters.text("svtrid");
  const procId = parameters.text("proc-id");
  if (trackingId === undefined && procId === undefined)
    throw new EppError(2003, "Proc-ID or SvTrId: one of them is required");
  const found = sandbox.results.find((result) =>
    trackingId === undefined ? `${result.procId}` === procId : result.trackingId === trackingId.toLowerCase(),
  );
  if (!found) throw new EppError(2303, `There is no result ${trackingId ?? procId ?? ""}`);
  return found;
}
